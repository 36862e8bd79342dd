// Owns one trial: a device is made and brought into its state, the script runs on it, and what goes wrong is found.
import { Failure } from '../../diagnostic/failure.ts'
import { createDevice, memoryHost, memoryNetwork, type Board, type Device, type Host } from '../../index.ts'
import type { Session } from '../../session.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { counter, type Covered } from '../test/coverage.ts'
import { scriptName, type Script } from '../test/place.ts'
import type { Span } from '../../text/source.ts'
import { text } from '../../value/show.ts'
import { typeOf, type Value } from '../../value/value.ts'
import type { Names } from '../names.ts'
import { banned, endOf, type Ended } from './ended.ts'
import type { Finding } from './finding.ts'
import { Passing } from './passing.ts'
import { removedByChance } from './removed.ts'
import { alike, changes, picture, told, type Changed, type Picture } from './rows-changed.ts'
import type { There } from './rows.ts'
import type { Expectation, Rules } from './rules.ts'
import { Setting } from './setting.ts'
import type { Subject } from './subject.ts'
import type { Bound, Trial } from './trial.ts'
import { watcher, type Chosen } from './watcher.ts'

/** What one run may use. A script of a device that needs more does not end. */
const limits = { steps: 30_000, depth: 200, output: 1_000_000 }

/** A loop that waited so often before a limit ended it is one that waits. */
const manyWaits = 50

export interface Played {
  readonly findings: readonly Finding[]
  /** Of the setup what the device took. */
  readonly setup: readonly string[]
  /** What the script asked for and offbox does not model: the trial says nothing then. */
  readonly unmodelled: string | undefined
  /** Where the script is an element by a computed key, of an array that it writes out: whether it was there; by where it starts. */
  readonly elements: ReadonlyMap<number, { readonly node: Span; readonly isThere: boolean }>
  /** How it ended, for comparing releases: what was changed and the last failure. */
  readonly outcome: string
}

/** What is noted while a trial is played. */
interface Notes {
  readonly findings: Finding[]
  readonly elements: Map<number, { readonly node: Span; readonly isThere: boolean }>
  readonly passing: Passing
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

  /** The names of rows that a new device has, by menu. */
  there(): There {
    const { router } = this.#device(undefined)
    return new Map(
      this.#subject.menus.map(({ path }): [string, readonly string[]] => {
        const menu = router.menuAt(path)
        const rows = menu === undefined || menu.kind === 'settings' ? [] : router.store(menu).items
        return [path, rows.flatMap(({ values }) => (values.has('name') ? [fromBytes(text(values.get('name') ?? ''))] : []))]
      }),
    )
  }

  #device(trial: Trial | undefined): Device {
    const { names, board, keys, suite } = this.#stock
    const files = Object.fromEntries(suite.map(({ name, text: source }) => [name, Buffer.from(source, 'latin1')]))
    const device = createDevice({
      ...names,
      ...(board === undefined ? {} : { board }),
      host: { ...memoryHost(trial === undefined ? {} : { now: trial.now, network: networkOf(trial), files }), keys },
      limits,
    })
    for (const { name, text: source } of suite)
      device.invoke('/system/script/add', { given: { name: fromBytes(scriptName(name)), source: fromBytes(source) } })
    return device
  }

  play(trial: Trial): Played {
    const device = this.#device(trial)
    const setting = new Setting(device)
    const setup = [...trial.setup, ...trial.globals.map(({ name, text: given }) => `:global ${nameOf(name)} ${given}`)].filter((line) =>
      setting.takes(line),
    )
    const paths = this.#subject.menus.map((menu) => menu.path)
    const look = (): Picture => picture(device.router, paths)
    const parameters = valuesOf(device, trial.parameters)
    const notes: Notes = { findings: [], elements: new Map(), passing: new Passing(device.router, this.#subject, trial.gone) }
    const { findings, elements } = notes
    const played = (changed: readonly Changed[], ended: Ended): Played => ({
      findings: findings.map((finding) => notes.passing.beside(finding)),
      setup,
      unmodelled: undefined,
      elements,
      outcome: `${told(changed)}; ${ended.failure?.message ?? ''}`,
    })
    const unmodelled = ({ message }: Failure): Played => ({ findings: [], setup, unmodelled: message, elements: new Map(), outcome: '' })
    const before = look()
    const first = this.#run(device, this.#subject.source.text, parameters, notes)
    const after = look()
    if (first.failure?.notModelled === true) return unmodelled(first.failure)
    const changed = changes(before, after)
    findings.push(...endOf(first, changed, this.#subject))
    findings.push(...removedByChance(first.chosen, changed))
    if (trial.call === undefined) {
      if (first.failure === undefined) {
        this.#expected(device, this.#expectationsOf(undefined), first, [], findings)
        this.#again(device, parameters, before, after, look, findings)
      }
      findings.push(...banned(this.#rules, changed))
      return played(changed, first)
    }
    if (first.failure !== undefined) return played(changed, first)
    const { name, given } = trial.call
    const ended = this.#run(device, callText(name, given), new Map(), notes)
    if (ended.failure?.notModelled === true) return unmodelled(ended.failure)
    const called = changes(after, look())
    findings.push(...endOf(ended, called, this.#subject))
    findings.push(...removedByChance(ended.chosen, called))
    if (ended.failure === undefined) this.#expected(device, this.#expectationsOf(name), ended, given, findings)
    findings.push(...banned(this.#rules, called))
    return played(called, ended)
  }

  #run(device: Device, source: string, named: ReadonlyMap<string, Value>, { findings, elements, passing }: Notes): Ended {
    let output = ''
    const chosen: Chosen[] = []
    let waits = 0
    const { watch, endless, isExcluded } = watcher({
      subject: this.#subject,
      isInput: (name) => named.has(name) || this.#subject.functions.some(({ inputs }) => inputs.some((one) => one.name === name)),
      tell: (finding) => findings.push(finding),
      touched: (menu, id) => passing.touched(menu, id),
      waited: () => {
        waits++
        passing.waited()
      },
      chosen: (rows) => chosen.push(rows),
      element: ({ from, to }, isThere) =>
        elements.set(from, { node: { from, to }, isThere: isThere || elements.get(from)?.isThere === true }),
    })
    const { covered } = this.#stock
    const count = covered === undefined ? undefined : counter([covered])
    const session = device.session({
      write: (bytes) => void (output += bytes),
      watch: (node, of, closure) => watch(node, of, count === undefined ? closure : count(node, of, closure)),
    })
    const { clock } = device.router.host
    const started = clock.now()
    const { value, failure } = attempt(session, source, named)
    return {
      value,
      failure,
      output,
      endless: endless(),
      isExcluded: isExcluded(),
      isSlow: findings.some(({ kind }) => kind === 'slow'),
      isWaiting: waits > manyWaits,
      chosen,
      took: clock.now() - started,
    }
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
    const notes = { findings: [], elements: new Map(), passing: new Passing(device.router, this.#subject, undefined) }
    const { failure } = this.#run(device, this.#subject.source.text, parameters, notes)
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
