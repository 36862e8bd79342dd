// Owns running the built command line in tests, in a temporary folder.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeFolder } from './remove-folder.ts'
import { runShared } from './shared-process.ts'
import { top } from './sources.ts'

/** The output of a run, and its exit code. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Verbs that use the standard streams of node, which a process has once. */
const streaming: ReadonlySet<string | undefined> = new Set(['console', 'serve', 'page', 'lsp', 'mcp', 'dap'])

/**
 * Runs `offbox` (the bundle in dist, so build first) in `folder` with `input` on standard input, in a process that runs one command after
 * another (`shared-process.mjs`).
 */
export const offbox = (folder: string, args: readonly string[], input: string | Uint8Array = ''): Ran =>
  streaming.has(args[0]) ? offboxAlone(folder, args, input) : ranOf(runShared(folder, args, input))

const ranOf = ({ code, out, err }: Ran): Ran => ({ code, out, err })

/** The same, with the processor time in milliseconds. */
export const offboxMeasured: (folder: string, args: readonly string[]) => Ran & { readonly used: number } = runShared

/** The same in a separate process, as users run it: for tests of memory, threads and the end of streams. */
export function offboxAlone(folder: string, args: readonly string[], input: string | Uint8Array = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(top, 'dist', 'offbox.cjs'), ...args], {
    cwd: folder,
    input,
    timeout: 240_000,
  })
  return { code: status, out: stdout.toString('utf8'), err: stderr.toString('utf8') }
}

/** A temporary folder for one test file. */
export interface Scratch {
  readonly path: string
  remove(): void
}

/** Creates a temporary folder. */
export function scratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'offbox-'))
  return { path, remove: () => removeFolder(path) }
}
