// Owns `offbox test`: plays the cases of `*.test.rsc` files, tells what fails, and what of the scripts ran.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { forgetSettings, heldFor, pathsOr } from './config/found.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript, statsOf } from './input.ts'
import { boardOptions, nameOptions, namesOf, releaseOption, settingsOptions, settled } from './names.ts'
import { isTerminal, outputTo, shownBytes } from './output.ts'
import { coloursFor } from './paint.ts'
import { filesBelow } from './scripts.ts'
import { inShard, shardOption } from './shard.ts'
import { counter, uncovered, type Covered } from './test/coverage.ts'
import { coverageText, lcov, pages } from './test/coverage-report.ts'
import { playCase, type CaseState } from './test/play.ts'
import type { ScriptBeside } from './test/place.ts'
import { readTests } from './test/read.ts'
import { human, junit, tap, type FileVerdict } from './test/report.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { watching } from './watch.ts'
import { writing } from './writing.ts'

const options = {
  release: releaseOption,
  ...nameOptions,
  ...boardOptions,
  ...settingsOptions,
  format: choice('<format>', ['human', 'tap', 'junit'], { about: 'human, tap or junit', usual: 'human', what: 'format' }),
  ...shardOption,
  coverage: { about: 'also what of the scripts ran' },
  lcov: { value: '<file>', about: "write the coverage in lcov's format" },
  html: { value: '<folder>', about: 'write the coverage as pages' },
  watch: { about: 'play them again whenever a file changes, until Ctrl-C' },
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'test',
  about: 'play the tests beside scripts',
  options,
  arguments: [
    { name: '[path...]', about: 'test files, folders of them (*.test.rsc); by default the paths of offbox.json, else this folder' },
  ],
  examples: [['offbox test --coverage', 'play the *.test.rsc files below this folder']],
  exits: { failed: 'a case failed', notModelled: 'none failed, and one met what offbox does not model' },
  run: testOrWatch,
})

/** Plays what is named, once or again and again. */
function testOrWatch(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode | Promise<ExitCode> {
  if (flags.watch !== true) return test(paths, flags)
  const files = (): readonly string[] => {
    forgetSettings()
    const folders = pathsOr(paths, flags)
      .flatMap(testsIn)
      .map((path) => dirname(path))
    return [...new Set(folders)].flatMap((folder) => filesBelow(folder, '.rsc'))
  }
  return watching(files, () => test(paths, flags))
}

/** 1 where a case fails, 3 where none does and one met what is not modelled, 66 where there is no test. */
function test(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode {
  const { format } = flags
  const covered = new Map<string, Covered>()
  const files = pathsOr(paths, flags).flatMap(testsIn)
  if (files.length === 0)
    throw new Complaint(
      ExitCode.noInput,
      `no *.test.rsc in ${paths.join(' ') || 'this folder'}`,
      'write NAME.test.rsc beside NAME.rsc: offbox test --help',
    )
  const verdicts = inShard(files, flags.shard).map((path) => played(path, flags, covered))
  const colours = coloursFor(isTerminal('out'))
  const told = format === 'tap' ? tap(verdicts) : format === 'junit' ? junit(verdicts) : human(verdicts, colours)
  const scripts = [...covered.values()]
  const output = outputTo(false)
  output.write(shownBytes(told))
  if (flags.coverage === true) {
    const table = coverageText(scripts)
    output.write(shownBytes(format === 'human' ? `\n${table}` : format === 'tap' ? table.replaceAll(/^/gm, '# ').replace(/# $/, '') : ''))
  }
  output.flush()
  const { lcov: tracefile, html } = flags
  if (tracefile !== undefined) writing(tracefile, () => writeFileSync(tracefile, lcov(scripts)))
  if (html !== undefined)
    writing(html, () => {
      mkdirSync(html, { recursive: true })
      for (const [name, text] of pages(scripts)) writeFileSync(join(html, name), text)
    })
  const has = (state: CaseState): boolean => verdicts.some((file) => file.verdicts.some((one) => one.state === state))
  return has('failed') ? ExitCode.failed : has('not modelled') ? ExitCode.notModelled : ExitCode.fine
}

const ending = '.test.rsc'

/** The tests at a path: itself, or all below it. One that is missing is left to the reader. */
const testsIn = (path: string): readonly string[] => (statsOf(path)?.isDirectory() === true ? filesBelow(path, ending) : [path])

function played(path: string, flags: FlagsOf<typeof options>, covered: Map<string, Covered>): FileVerdict {
  const { board, ...asked } = settled(flags, heldFor(path, flags).settings)
  const names = namesOf(asked)
  const file = readTests(readScript(path))
  const folder = dirname(path)
  const scripts: ScriptBeside[] = readdirSync(folder)
    .filter((name) => name.endsWith('.rsc') && !name.endsWith(ending))
    .sort()
    .map((name) => ({ name, path: join(folder, name), text: readScript(join(folder, name)).text }))
  const own = scripts.flatMap(({ name, path: at, text }) => {
    const one = covered.get(at) ?? uncovered(at, text, names)
    if (one === undefined) return []
    // Of what lies beside, only the script that is tested counts where nothing of it runs.
    if (name === basename(path).replace(ending, '.rsc')) covered.set(at, one)
    return [one]
  })
  const watch = counter(own)
  const verdicts = file.cases.map((one) => playCase(one, { file, scripts, names, board, watch, clock: () => performance.now() }))
  for (const one of own) if ([...one.statements.values()].some(({ count }) => count > 0)) covered.set(one.path, one)
  return { path, verdicts }
}
