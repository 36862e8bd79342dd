// Owns one trial: a device is made and brought into its state, the script runs on it, and what goes wrong is found.
import { Failure } from '../../diagnostic/failure.ts'
import { createDevice, memoryHost, memoryNetwork, type Board, type Device, type Host } from '../../index.ts'
import type { Session } from '../../session.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { counter, type Covered } from '../test/coverage.ts'
import { scriptName, type Script } from '../test/place.ts'
import { text } from '../../value/show.ts'
import { typeOf, type Value } from '../../value/value.ts'
import type { Names } from '../names.ts'
import type { Finding } from './finding.ts'
import { alike, changes, past, picture, told, type Changed, type Picture } from './rows-changed.ts'
import type { Expectation, Rules } from './rules.ts'
import type { Subject } from './subject.ts'
import type { Bound, Trial } from './trial.ts'
import { watcher } from './watcher.ts'

/** What one run may use. A script of a device that needs more does not end. */
const limits = { steps: 30_000, depth: 200, output: 1_000_000 }

export interface Played {
  readonly findings: readonly Finding[]
  /** Of the setup what the device took. */
  readonly setup: readonly string[]
  /** What the script asked for and offbox does not model: the trial says nothing then. */
  readonly unmodelled: string | undefined
}

/** How one run ended. */
interface Ended {
  readonly value: Value | undefined
  readonly failure: Failure | undefined
  readonly output: string
}

/** What a script is played with. */
export interface Stock {
  readonly names: Names
  /** The board to be; a virtual machine where undefined. */
  readonly board: Board | undefined
  /** Given out where certificates are made. */
  readonly keys: Host['keys']
  /** What lies on the device, as files and as `/system/script`. */
  readonly suite: readonly Script[]
  /** Counts what of the script ran; undefined where nothing does. */
  readonly covered: Covered | undefined
}

/** Plays trials of one script. */
export class Player {
  readonly #subject: Subject
  readonly #rules: Rules
  readonly #stock: Stock

  constructor(subject: Subject, rules: Rules, stock: Stock) {
    this.#subject = subject
    this.#rules = rules
    this.#stock = stock
  }

  play(trial: Trial): Played {
    const findings: Finding[] = []
    const { names, board, keys, suite } = this.#stock
    const files = Object.fromEntries(suite.map(({ name, text: source }) => [name, Buffer.from(source, 'latin1')]))
    const device = createDevice({
      ...names,
      ...(board === undefined ? {} : { board }),
      host: { ...memoryHost({ now: trial.now, network: networkOf(trial), files }), keys },
      limits,
    })
    for (const { name, text: source } of suite)
      device.invoke('/system/script/add', { given: { name: fromBytes(scriptName(name)), source: fromBytes(source) } })
    const setup = [...trial.setup, ...trial.globals.map(({ name, text: given }) => `:global ${nameOf(name)} ${given}`)].filter(
      (line) => device.run(line).failure === undefined,
    )
    const paths = this.#subject.menus.map(({ menu }) => menu.path)
    const look = (): Picture => picture(device.router, paths)
    const parameters = valuesOf(device, trial.parameters)
    const before = look()
    const first = this.#run(device, this.#subject.source.text, parameters, findings)
    const after = look()
    if (first.failure?.notModelled === true) return { findings: [], setup, unmodelled: first.failure.message }
    this.#ended(first, changes(before, after), findings)
    if (trial.call === undefined) {
      if (first.failure === undefined) {
        this.#expected(device, this.#expectationsOf(undefined), first, [], findings)
        this.#again(device, parameters, before, after, look, findings)
      }
      this.#banned(changes(before, after), findings)
      return { findings, setup, unmodelled: undefined }
    }
    if (first.failure !== undefined) return { findings, setup, unmodelled: undefined }
    const { name, given } = trial.call
    const ended = this.#run(device, callText(name, given), new Map(), findings)
    if (ended.failure?.notModelled === true) return { findings: [], setup, unmodelled: ended.failure.message }
    const changed = changes(after, look())
    this.#ended(ended, changed, findings)
    if (ended.failure === undefined) this.#expected(device, this.#expectationsOf(name), ended, given, findings)
    this.#banned(changed, findings)
    return { findings, setup, unmodelled: undefined }
  }

  #run(device: Device, source: string, named: ReadonlyMap<string, Value>, findings: Finding[]): Ended {
    let output = ''
    const isInput = (name: string): boolean =>
      named.has(name) || this.#subject.functions.some(({ inputs }) => inputs.some((one) => one.name === name))
    const watch = watcher(this.#subject.source.text, isInput, (finding) => findings.push(finding))
    const { covered } = this.#stock
    const count = covered === undefined ? undefined : counter([covered])
    const session = device.session({
      write: (bytes) => void (output += bytes),
      watch: (node, of, closure) => watch(node, of, count === undefined ? closure : count(node, of, closure)),
    })
    const { value, failure } = attempt(session, source, named)
    return { value, failure, output }
  }

  /** What a failure says; after a failure that the script wanted, only whether it left things half done. */
  #ended({ failure }: Ended, changed: readonly Changed[], findings: Finding[]): void {
    if (failure === undefined) return
    const at = failure.line === undefined ? {} : { line: failure.line }
    const message = fromBytes(failure.message)
    const half = changed.length === 0 ? [] : [`left half done: ${told(changed)}`]
    if (!failure.catchable)
      findings.push({ kind: 'endless', message, ...at, details: ['loops without end, or functions that call each other without end'] })
    else if (failure.command !== ':error')
      findings.push({
        kind: 'error',
        message: `${message}${failure.command === undefined || failure.command === '' ? '' : ` (${failure.command})`}`,
        ...at,
        details: half,
      })
    else if (changed.length > 0)
      findings.push({
        kind: 'half-applied',
        message: `the script ends with its error "${message}" after it changed the device`,
        ...at,
        details: half,
      })
  }

  /** The same script once more on the device that it left. */
  #again(
    device: Device,
    parameters: ReadonlyMap<string, Value>,
    before: Picture,
    after: Picture,
    look: () => Picture,
    findings: Finding[],
  ): void {
    const { failure } = this.#run(device, this.#subject.source.text, parameters, [])
    if (failure !== undefined) {
      if (failure.notModelled || failure.command === ':error' || !failure.catchable) return
      const at = failure.line === undefined ? {} : { line: failure.line }
      findings.push({ kind: 'second-run', message: `a second run fails: ${fromBytes(failure.message)}`, ...at, details: [] })
      return
    }
    const first = changes(before, after).filter(({ deed }) => deed === 'add')
    const last = look()
    const twice = first.find(({ menu, holds }) => alike(last, menu, holds) > alike(after, menu, holds))
    if (twice !== undefined)
      findings.push({
        kind: 'second-run',
        message: `each run adds the same row to ${twice.menu} again`,
        details: [`the row: ${fromBytes(twice.holds)}`],
      })
  }

  #expectationsOf(name: string | undefined): readonly Expectation[] {
    const { functions } = this.#subject
    return this.#rules.expectations.filter(
      ({ line }) => functions.find(({ lines: [first, last] }) => line >= first && line <= last)?.name === name,
    )
  }

  #expected(
    device: Device,
    expectations: readonly Expectation[],
    { value, output }: Ended,
    given: readonly Bound[],
    findings: Finding[],
  ): void {
    for (const { expression, line } of expectations) {
      const named = new Map<string, Value>(valuesOf(device, given))
      named.set('result', value ?? '')
      named.set('output', output.replace(/\n$/, ''))
      const positional: Value[] = ['', ...given.filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => named.get(name) ?? '')]
      const globals = this.#subject.globals.filter((name) => name !== 'result').map((name) => `:global ${nameOf(name)}; `)
      const session = device.session({ write: () => undefined })
      const { value: holds, failure } = attempt(session, `${globals.join('')}:return (${toBytes(expression)})`, named, positional)
      if (holds === true) continue
      const shown = value === undefined ? 'nothing' : `${JSON.stringify(fromBytes(text(value)))} (${typeOf(value)})`
      findings.push({
        kind: 'expect',
        message: `expected ${expression}`,
        line,
        details: [...(failure === undefined ? [] : [`it cannot be asked: ${failure.message}`]), `the result was ${shown}`],
      })
    }
  }

  #banned(changed: readonly Changed[], findings: Finding[]): void {
    for (const { deed, menu, line } of this.#rules.bans) {
      const done = changed.find((one) => (deed === 'change' || one.deed === deed) && (one.menu === menu || one.menu.startsWith(`${menu}/`)))
      if (done !== undefined)
        findings.push({
          kind: 'never',
          message: `a row of ${done.menu} was ${past[done.deed]}, which must never be`,
          line,
          details: [`the row: ${fromBytes(done.holds)}`],
        })
    }
  }
}

function attempt(
  session: Session,
  source: string,
  named: ReadonlyMap<string, Value>,
  positional: readonly Value[] = [],
): { value: Value | undefined; failure: Failure | undefined } {
  try {
    return { value: session.run(source, { named, positional }), failure: undefined }
  } catch (failure) {
    if (failure instanceof Failure) return { value: undefined, failure }
    throw failure
  }
}

/** Everybody answers the same. */
const networkOf = ({ web }: Trial): ReturnType<typeof memoryNetwork> =>
  memoryNetwork({
    answers: () =>
      web === 'unreachable' ? { fault: web, detail: 'nobody answers' } : { status: web.status, body: Buffer.from(web.body, 'utf8') },
  })

/** What each text stands for. */
const valuesOf = (device: Device, bound: readonly Bound[]): ReadonlyMap<string, Value> =>
  new Map(bound.map(({ name, text: given }): [string, Value] => [name, device.run(`:return ${given}`).value ?? '']))

/** A name as it stands in a script. */
export const nameOf = (name: string): string => (/^[A-Za-z0-9]+$/.test(name) ? name : `"${name}"`)

/** The command that calls a function, its result being that of the text. */
export const callText = (name: string, given: readonly Bound[]): string => {
  const words = given.map(({ name: of, text: value }) => (/^\d+$/.test(of) ? `(${value})` : `${of}=(${value})`))
  return `:global ${nameOf(name)}; :return [$${nameOf(name)}${words.map((word) => ` ${word}`).join('')}]`
}
