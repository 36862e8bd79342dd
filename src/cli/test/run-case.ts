// Owns running one case: prepares a new device, runs the case, and checks its expectations.
import type { NamesOptions } from '../../entry-options.ts'
import { describeBeside } from '../../compile/describe.ts'
import type { Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { Terminal } from '../../device/actor.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { isFault, type NetworkFault, type Host } from '../../host/host.ts'
import type { Mail } from '../../host/mail.ts'
import {
  createDevice,
  memoryHost,
  memoryNetwork,
  type Board,
  type Device,
  type MemoryAnswer,
  type MemoryNetwork,
  type Usage,
} from '../../index.ts'
import type { CaughtGap } from '../../session-options.ts'
import { fromBytes } from '../../text/bytes.ts'
import { excerpt } from '../../diagnostic/excerpt.ts'
import { placeFinder, type ReportedPlace } from '../failure-report.ts'
import { unmetReasons, type FailedExpectation } from './expectation.ts'
import { lineOfFailure, scriptName, callsOf, type ScriptBeside } from './place.ts'
import type { PreparedAnswer, Case, TestPart, TestFile } from './read.ts'
import { Stage, stepwise } from './stage.ts'

/** `not modelled`: the case met a feature that offbox lacks, so a device's behaviour is unknown. */
export type CaseState = 'passed' | 'failed' | 'not modelled'

/** The result of one case. */
export interface CaseResult {
  readonly name: string
  readonly line: number
  readonly state: CaseState
  /** Why it did not pass. */
  readonly misses: readonly FailedExpectation[]
  readonly milliseconds: number
}

/** The environment of all cases of a file. */
export interface CaseEnvironment {
  readonly file: TestFile
  readonly scripts: readonly ScriptBeside[]
  readonly names: NamesOptions
  /** The default board. */
  readonly board: Board | undefined
  readonly watch: Watch<Console> | undefined
  /** In milliseconds. */
  readonly clock: () => number
  /** Measures costs, if not by elapsed time. */
  readonly usage?: Usage
}

/** The limits of a case; `output` in bytes. */
const limits = { steps: 10_000_000, output: 16 * 1024 * 1024 }

/** Runs a case on a new device that has the scripts as files and in `/system/script`. */
export function runCase(one: Case, playing: CaseEnvironment): CaseResult {
  const { file, watch, clock } = playing
  const started = clock()
  const { before, source } = file
  const { device, host, network } = deviceFor(one, playing)
  const found = new Found(one, playing, device.router.release.text)
  let printed = ''
  const asks = [...before.asks, ...one.asks]
  const session = device.session({
    write: (bytes) => void (printed += bytes),
    watch: (node, of, closure) => stepwise(source.name, stage, watch)(node, of, closure),
    ...(asks.length === 0 ? {} : { terminal: answering(asks, host.clock) }),
  })
  let died: Failure | undefined
  const stage = new Stage({
    device,
    session,
    stepFailed: ({ line }, { message }) => found.miss({ line, message: fromBytes(message), details: [] }),
    hookFailed: ({ kind, line }, failure) => {
      died ??= failure.through({ what: `# offbox: ${kind}`, line, file: source.name })
    },
  })
  const run = ({ text, steps }: TestPart): Failure | undefined => {
    stage.expect(steps)
    const { failure } = session.feed(text, source.name)
    if (failure === undefined) stage.executeUntil()
    return failure ?? died
  }
  const early = run(before)
  if (early !== undefined) found.failure(early, 1, 'the setup before the cases fails: ')
  else {
    printed = ''
    const failure = run(one)
    const output = printed
    if (failure !== undefined && (failure.notModelled || !one.expectations.some(({ kind }) => kind === 'error')))
      found.failure(failure, one.line)
    for (const expected of one.expectations)
      for (const miss of unmetReasons(expected, { output, failure, session, stage, asked: network.asked, mailed: network.mailed }))
        found.miss(miss)
  }
  for (const gap of session.gaps) found.gap(gap)
  return { ...found.verdict(), milliseconds: clock() - started }
}

function deviceFor(
  one: Case,
  { file: { before }, scripts, names, board: defaultBoard, watch, usage }: CaseEnvironment,
): {
  readonly device: Device
  readonly host: Host
  readonly network: MemoryNetwork
} {
  const now = one.clock ?? before.clock
  const files = [...scripts.map(({ name, text }): [string, string] => [name, text]), ...before.files, ...one.files]
  const answers = answersOf(before.answers, one.answers)
  const network = memoryNetwork({ answers, mail: (message) => mailAnswer(answers, message) })
  const host = memoryHost({
    ...(now === undefined ? {} : { now }),
    files: Object.fromEntries(files.map(([name, contents]) => [name, Buffer.from(contents, 'latin1')])),
    network,
  })
  const board = one.board ?? before.board ?? defaultBoard
  const watched = { ...(watch && { watch }), ...(usage && { usage }) }
  const device = createDevice({ ...names, ...(board === undefined ? {} : { board }), host, limits, ...watched })
  for (const { name, text } of scripts)
    device.invoke('/system/script/add', { given: { name: fromBytes(scriptName(name)), source: fromBytes(text) } })
  return { device, host, network }
}

/** Collects the failures of a case. */
class Found {
  readonly #case: Case
  readonly #test: string
  readonly #scripts: readonly ScriptBeside[]
  readonly #spot: (failure: Failure) => ReportedPlace
  readonly #misses: FailedExpectation[] = []
  readonly #unmodelled: FailedExpectation[] = []

  constructor(one: Case, { file, scripts, names }: CaseEnvironment, release: string) {
    const spot = placeFinder({ ...names, release })
    this.#spot = (failure) => spot(failure, file.source)
    this.#case = one
    this.#test = file.source.name
    this.#scripts = scripts
  }

  miss(miss: FailedExpectation): void {
    this.#misses.push(miss)
  }

  /** `defaultLine` is the line of a failure without a place. */
  failure(failure: Failure, defaultLine: number, start = 'fails: '): void {
    const list = failure.notModelled ? this.#unmodelled : this.#misses
    const { text, line, column, length, help } = this.#spot(failure)
    const shown =
      line === undefined
        ? []
        : excerpt(text, { line, ...(column && { column }), ...(length && { length }) })
            .split('\n')
            .slice(1)
    list.push({
      ...lineOfFailure({ source: text, line }, this.#test, this.#scripts, defaultLine),
      ...(column && { column }),
      message: `${start}${fromBytes(describeBeside(failure, 'script', { line, column }))}`,
      details: [...shown, ...callsOf(failure, this.#test, this.#scripts), ...(help === undefined ? [] : [`help: ${help}`])],
    })
  }

  gap({ message, source, line }: CaughtGap): void {
    this.#unmodelled.push({
      ...lineOfFailure({ source, line }, this.#test, this.#scripts, this.#case.line),
      message: `offbox does not model what the script asked for: ${fromBytes(message)}`,
      details: [],
    })
  }

  verdict(): Omit<CaseResult, 'milliseconds'> {
    const { line } = this.#case
    const name = fromBytes(this.#case.name)
    // Other failures of such a case follow from the unmodelled feature.
    if (this.#unmodelled.length > 0) return { name, line, state: 'not modelled', misses: this.#unmodelled }
    return { name, line, state: this.#misses.length > 0 ? 'failed' : 'passed', misses: this.#misses }
  }
}

/** Answers of one URL are given in sequence, the last one repeatedly; a case's answers replace the earlier ones. */
function answersOf(before: readonly PreparedAnswer[], own: readonly PreparedAnswer[]): Readonly<Record<string, () => MemoryAnswer>> {
  const byUrl = (all: readonly PreparedAnswer[]): Map<string, PreparedAnswer[]> => {
    const found = new Map<string, PreparedAnswer[]>()
    for (const one of all) {
      const same = found.get(one.url)
      if (same === undefined) found.set(one.url, [one])
      else same.push(one)
    }
    return found
  }
  return Object.fromEntries(
    [...byUrl(before), ...byUrl(own)].map(([url, given]) => {
      let next = 0
      return [url, () => made(url, given[Math.min(next++, given.length - 1)]!.answer)]
    }),
  )
}

/** The answer of `smtp://mail.example.com` to a message; a server without answers accepts everything. */
function mailAnswer(answers: Readonly<Record<string, () => MemoryAnswer>>, { server, port }: Mail): string | NetworkFault | undefined {
  const reply = [`smtp://${server}:${port}`, ...(port === 25 ? [`smtp://${server}`] : [])].flatMap((url) => answers[url] ?? []).at(0)?.()
  if (reply === undefined || isFault(reply)) return reply
  const { status = 250, body } = reply
  return status < 400
    ? undefined
    : `${status} ${fromBytes(
        Buffer.from(body ?? [])
          .toString('latin1')
          .trim(),
      )}`.trim()
}

const made = (url: string, answer: PreparedAnswer['answer']): MemoryAnswer =>
  typeof answer === 'string'
    ? { fault: answer, detail: `set by the test for ${url}` }
    : { status: answer.status, body: Buffer.from(answer.body, 'latin1') }

/** Carriage return: the key that ends a line. */
const enterKeyCode = 13

/** A simulated user. A key is the first character of the next answer, Enter if that is empty. */
function answering(answers: string[], clock: Host['clock']): Terminal {
  const next = (): string => {
    const answer = answers.shift()
    if (answer === undefined) throw new Failure('this command requires user input')
    return answer
  }
  return {
    ask: next,
    key(timeout) {
      if (answers.length > 0 || timeout === undefined) return next().codePointAt(0) ?? enterKeyCode
      clock.sleep(timeout)
      return undefined
    },
  }
}
