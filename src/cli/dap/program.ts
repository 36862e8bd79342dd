// Owns opening the program to debug: a script on a device, optionally with an export applied first, or a case of a test.
import type { NamesOptions } from '../../entry-options.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Launch } from '../../ide/dap/messages.ts'
import { nodeUsage } from '../../host/node/usage.ts'
import type { Usage } from '../../index.ts'
import type { Session } from '../../session.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { applyExport, skippedReason } from '../apply.ts'
import { failureCode, isExport, openFor } from '../configure.ts'
import { scriptSettingsFor } from '../config/find-settings.ts'
import type { OpenDevice } from '../device.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import { hintFor } from '../hint.ts'
import type { Source } from '../../text/source.ts'
import { readScript } from '../input.ts'
import { nanosecondsOf, limitOption } from '../limit.ts'
import {
  deviceOptions,
  nameOptions,
  namesOf,
  policyOptions,
  parseRelease,
  withSettings,
  deviceWithSettings,
  type DeviceFlags,
} from '../shared-options.ts'
import { networkOptions } from '../network-options.ts'
import { runCase } from '../test/run-case.ts'
import type { ScriptBeside } from '../test/place.ts'
import { readTests, type Case } from '../test/read.ts'
import type { Debugger } from './debugger.ts'
import type { SourcePlaces } from './places.ts'

/** The callbacks of a program. */
export interface ProgramHooks {
  readonly places: SourcePlaces
  readonly debugged: Debugger
  readonly usage: Usage
  /** Whether the user ended it. */
  readonly interrupted: () => boolean
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

/** A program that is ready to run. */
export interface DebuggedProgram {
  /** Runs it to its end; returns the exit code of `offbox run` or `test`. */
  run(): ExitCode
  /** Stores and closes its device. */
  close(): void
}

const terminalColumns = 100

/** The flags of a launch configuration; `offbox.json` supplies defaults. Throws a Complaint for invalid values. */
function flagsOf({ release, packages, facts, board, policy, limit, allowNet, device }: Launch): DeviceFlags {
  return {
    ...(release === undefined ? {} : { release: parseRelease(release) }),
    ...(packages === undefined ? {} : { packages: nameOptions.packages.parse(packages) }),
    ...(facts === undefined ? {} : { facts }),
    ...(board === undefined ? {} : { board: deviceOptions.board.parse(board) }),
    ...(policy === undefined ? {} : { policy: policyOptions.policy.parse(policy) }),
    ...(limit === undefined ? {} : { limit: limitOption.parse(limit) }),
    ...(allowNet === undefined ? {} : { allowNet: networkOptions.allowNet.parse(allowNet) }),
    ...(device === undefined ? {} : { device }),
  }
}

/** The release, packages and facts with which a program is parsed. Throws a Complaint like opening it. */
export const launchNames = (launch: Launch): NamesOptions => {
  const { release, facts } = withSettings(flagsOf(launch), scriptSettingsFor(resolve(launch.program)).settings)
  return namesOf({ ...(release === undefined ? {} : { release }), ...(facts === undefined ? {} : { facts }) })
}

/** Opens it. Throws a Complaint if a file cannot be read or the device cannot be opened. */
export const programOf = (launch: Launch, hooks: ProgramHooks): DebuggedProgram =>
  launch.program.endsWith('.test.rsc') ? testOf(launch, hooks) : scriptOf(launch, hooks)

function scriptOf(launch: Launch, hooks: ProgramHooks): DebuggedProgram {
  const { places, debugged, usage, interrupted, print, complain } = hooks
  const source = readScript(resolve(launch.program))
  const configuration = launch.export === undefined ? undefined : readScript(resolve(launch.export))
  const until = launch.until === undefined ? undefined : nanosecondsOf(launch.until)
  places.file(source.name, source.text)
  const texts = configuration === undefined ? [source] : [configuration, source]
  const flags = deviceWithSettings(flagsOf(launch), scriptSettingsFor(resolve(launch.program)).settings)
  const openedDevice = openFor(texts, flags, {
    flush: () => undefined,
    width: terminalColumns,
    leaping: true,
    interrupted,
    watching: { watch: debugged.watch, usage },
  })
  try {
    if (configuration !== undefined) applied(configuration, openedDevice, complain)
    for (const path of launch.files ?? []) {
      const text = readScript(resolve(path)).text
      places.file(path, text)
      openedDevice.device.router.files.write(toBytes(basename(path)), Buffer.from(text, 'latin1'))
    }
  } catch (error) {
    openedDevice.close()
    throw error
  }
  return {
    run() {
      if (isExport(source)) applied(source, openedDevice, complain)
      const session = openedDevice.device.session({ write: (bytes) => print(fromBytes(bytes)) })
      debugged.begin(launch.stopOnEntry === true)
      const code = isExport(source) ? ExitCode.ok : ended(session, session.feed(source).failure, source, openedDevice, complain)
      if (until !== undefined && !interrupted()) openedDevice.device.router.agenda.wait(until)
      return code
    },
    close() {
      openedDevice.save()
      openedDevice.close()
    },
  }
}

function ended(
  session: Session,
  failure: ReturnType<Session['feed']>['failure'],
  source: Source,
  { names }: OpenDevice,
  complain: (text: string) => void,
): ExitCode {
  for (const { message } of session.gaps) complain(`not modelled by offbox: ${fromBytes(message)}\n`)
  if (failure === undefined) return session.gaps.length > 0 ? ExitCode.notModelled : ExitCode.ok
  const hint = hintFor(failure, names.release)
  complain(`${fromBytes(session.describe(failure))}\n${hint === undefined ? '' : `help: ${hint}\n`}`)
  return failureCode(failure, source, names)
}

/** Applies an export without debugging it: it is the device, not the program. */
function applied(source: Source, { device, names }: OpenDevice, complain: (text: string) => void): void {
  const quiet = { ...device, session: (options: Parameters<typeof device.session>[0]) => device.session({ ...options, watch: unseen }) }
  const { skipped, ended } = applyExport(quiet, source, undefined, names)
  for (const part of ended === undefined ? skipped : [...skipped, { ...ended, reason: 'refused' as const }])
    complain(`${basename(source.name)}:${part.line}: ${skippedReason(part)}\n`)
}

const unseen = <T>(_node: unknown, _source: unknown, closure: T): T => closure

function testOf(launch: Launch, { places, debugged, usage, print, complain }: ProgramHooks): DebuggedProgram {
  const path = resolve(launch.program)
  const source = readScript(path)
  const file = readTests(source)
  const one = caseOf(file.cases, launch.case, source.name)
  const folder = dirname(path)
  const scripts: readonly ScriptBeside[] = readdirSync(folder)
    .filter((name) => name.endsWith('.rsc') && !name.endsWith('.test.rsc'))
    .sort()
    .map((name) => ({ name, path: join(folder, name), text: readFileSync(join(folder, name), 'latin1') }))
  for (const script of scripts) places.file(script.path, script.text)
  places.file(path, source.text)
  const flags = withSettings(flagsOf(launch), scriptSettingsFor(path).settings)
  const names = namesOf(flags)
  return {
    run() {
      debugged.begin(launch.stopOnEntry === true)
      const { watch } = debugged
      const verdict = runCase(one, { file, scripts, names, board: flags.board, watch, clock: () => usage.elapsed(), usage })
      print(`${one.name}: ${verdict.state}\n`)
      for (const { line, message, details } of verdict.misses)
        complain([`${basename(path)}:${line}: ${message}`, ...details, ''].join('\n'))
      return verdict.state === 'passed' ? ExitCode.ok : verdict.state === 'failed' ? ExitCode.failed : ExitCode.notModelled
    },
    close: () => undefined,
  }
}

/** The case with a name, or that contains a line; default: the first. */
function caseOf(cases: readonly Case[], asked: string | number | undefined, file: string): Case {
  const found =
    asked === undefined
      ? cases[0]
      : typeof asked === 'number'
        ? cases.filter(({ line }) => line <= asked).at(-1)
        : cases.find(({ name }) => name === toBytes(asked))
  if (found !== undefined) return found
  throw new Complaint(
    ExitCode.usage,
    `${file} has no case ${JSON.stringify(asked)}`,
    `there are: ${cases.map(({ name }) => fromBytes(name)).join(', ')}`,
  )
}

/** Real time and memory, excluding the time that the user takes. */
export class PausedUsage implements Usage {
  readonly #real = nodeUsage()
  #paused = 0
  #since: number | undefined

  elapsed(): number {
    return (this.#since ?? this.#real.elapsed()) - this.#paused
  }

  exceededBound(most: number): number | undefined {
    return this.#real.exceededBound(most)
  }

  /** Runs `wait` without counting its time. */
  uncounted<T>(wait: () => T): T {
    if (this.#since !== undefined) return wait()
    this.#since = this.#real.elapsed()
    try {
      return wait()
    } finally {
      this.#paused += this.#real.elapsed() - this.#since
      this.#since = undefined
    }
  }
}
