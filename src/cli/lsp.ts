// Owns `offbox lsp`: the language server on standard input and output, for one editor.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { maxTextLength, type VerbResult, type EditorWorld } from '../ide/lsp/editor-server.ts'
import type { EditorSettings } from '../ide/lsp/settings.ts'
import type { StoredScript } from '../ide/lsp/texts.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import { forgetSettings } from './config/settings-files.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { rulePage } from './rule-page.ts'
import { readFacts } from './facts.ts'
import { framed } from './frames.ts'
import { statsOf } from './input.ts'
import { inspectorIn } from './lsp/thread.ts'
import { nameOptions, namesOf, releaseOption } from './shared-options.ts'
import { scriptsOf } from './scripts.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

declare const OFFBOX_VERSION: string

const options = {
  release: releaseOption('of the scripts', 'settings', 'header'),
  ...nameOptions,
} as const satisfies VerbOptions

/** The verb `lsp`: a language server, which an editor starts. The settings of the editor override these options. */
export const verb = declareVerb({
  name: 'lsp',
  about: 'start a language server for editors (LSP) on standard input and output',
  options,
  arguments: [],
  examples: [['offbox lsp', 'findings, completion, rename in an editor']],
  exits: {},
  run: lsp,
})

/** The maximum number of workspace scripts that are read. */
const maxWorkspaceFiles = 1000

/** Serves until the editor ends the session. Throws a Complaint where the editor sends something that is not a message. */
async function lsp(flags: FlagsOf<typeof options>): Promise<ExitCode> {
  // A separate bundle (.build.mjs), which no other verb loads.
  const { serveEditor } = await import('../ide/lsp/server.ts')
  const names = namesOf(flags)
  const inspector = inspectorIn(new Worker(new URL('./lsp-worker.js', import.meta.url), { workerData: names }))
  const input = framed(process.stdin)
  try {
    await serveEditor({
      input,
      output: process.stdout,
      names,
      scripts: scriptsIn,
      script: scriptAt,
      facts: factsIn,
      settled: settledFor,
      reread: forgetSettings,
      inspector,
      run: runVerb,
      pageOf: rulePage,
      later(time, task) {
        const timer = setTimeout(task, time)
        return () => clearTimeout(timer)
      },
      version: OFFBOX_VERSION,
    })
  } finally {
    await inspector.end()
    // An open standard input would keep the process alive after the editor has gone.
    process.stdin.destroy()
  }
  input.check()
  return ExitCode.ok
}

/** The contents of a facts file; undefined if it cannot be read. */
function factsIn(path: string): string | undefined {
  try {
    return readFacts(path)
  } catch {
    return undefined
  }
}

/** The settings of the nearest `offbox.json` for a text. */
function settledFor(uri: string): ReturnType<EditorWorld['settled']> {
  try {
    return { settings: scriptSettingsFor(uri.startsWith('file:') ? fileURLToPath(uri) : undefined).settings }
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    return { settings: {}, fault: error.message }
  }
}

/** Runs a verb on a stored script in its own process, with the editor's settings. Output is truncated to `maxOutputCharacters`. */
function runVerb(verb: 'run' | 'test', uri: string, { release, packages, board, facts }: EditorSettings): Promise<VerbResult> {
  const option = (name: string, value: string | undefined): readonly string[] => (value === undefined ? [] : [`--${name}`, value])
  const list = packages === undefined || packages === 'all' ? undefined : packages.length === 0 ? 'none' : packages.join(',')
  const flags = [...option('release', release), ...option('packages', list), ...option('facts', facts)]
  const own = verb === 'run' ? option('board', board) : []
  const file = uri.startsWith('file:') ? fileURLToPath(uri) : uri
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', verb, ...flags, ...own, file], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer): void => {
      if (output.length < maxOutputCharacters) output += chunk.toString('utf8')
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', ({ message }) => resolve({ code: ExitCode.usage, output: message }))
    child.on('close', (code) => resolve({ code: code ?? ExitCode.usage, output }))
  })
}

/** The maximum output of a verb shown in an editor, in characters. */
const maxOutputCharacters = 100_000

/** The stored script of a URI. */
function scriptAt(uri: string): StoredScript | undefined {
  try {
    if (!uri.startsWith('file:')) return undefined
    const path = fileURLToPath(uri)
    const { size = Infinity } = statsOf(path) ?? {}
    return size > maxTextLength ? undefined : { uri, text: readFileSync(path, 'latin1') }
  } catch {
    return undefined
  }
}

/** The scripts below a folder; none if it cannot be read. */
function scriptsIn(folder: string): readonly StoredScript[] {
  if (!folder.startsWith('file:')) return []
  try {
    return scriptsOf([fileURLToPath(folder)])
      .filter(({ size }) => size <= maxTextLength)
      .slice(0, maxWorkspaceFiles)
      .map(({ path }) => ({ uri: pathToFileURL(path).href, text: readFileSync(path, 'latin1') }))
  } catch {
    return []
  }
}
