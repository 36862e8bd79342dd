// Owns executing a test's steps: rows, simulated values, replies, events, each when the script reaches its line.
import type { Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import type { Router, DeviceMenu } from '../../device/router.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { Staging } from '../../device/staging.ts'
import type { CommandArguments } from '../../device/types.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Device } from '../../index.ts'
import { start } from '../../menus/system/stored-script.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import type { Policy } from '../../schema/policy.ts'
import { notModelled } from '../../schema/refusal.ts'
import type { Session } from '../../session.ts'
import { readLiteral } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../value/value.ts'
import { events, type DeviceEvent } from '../../schema/device-events.ts'
import { keptValue, addSimulatedRow, setSimulatedRow, simulatedMenu } from '../simulated-row.ts'
import type { EventStep, ReplyStep, RowStep, TestStep } from './step.ts'
import type { NamedValue, WrittenValue } from './comment-syntax.ts'

/** The device on which a case runs. */
export interface StageOptions {
  readonly device: Device
  readonly session: Session
  /** Called for a step that cannot be executed; the case continues. */
  readonly stepFailed: (step: TestStep, failure: Failure) => void
  /** Called for a failed script of an event; the case continues. */
  readonly hookFailed: (step: TestStep, failure: Failure) => void
}

/** A device controlled by a test. */
export class Stage {
  readonly #router: Router
  readonly #session: Session
  readonly #callbacks: Pick<StageOptions, 'stepFailed' | 'hookFailed'>
  readonly #root: Device['catalog']['root']
  readonly #staging = new Staging()
  #pending: TestStep[] = []

  constructor({ device, session, ...callbacks }: StageOptions) {
    this.#router = device.router
    this.#router.staging = this.#staging
    this.#session = session
    this.#callbacks = callbacks
    this.#root = device.catalog.root
  }

  /** Sets the steps of the part of the test that is about to run. */
  expect(steps: readonly TestStep[]): void {
    this.#pending = [...steps]
  }

  /** Executes the steps above a line; default: all remaining ones. */
  executeUntil(line = Infinity): void {
    for (let [next] = this.#pending; next !== undefined && next.line < line; [next] = this.#pending) {
      this.#pending.shift()
      const step = next
      guarded(
        () => this.#carryOut(step),
        (failure) => this.#callbacks.stepFailed(step, failure),
      )
    }
  }

  /** The value of a word read as an argument, or of an expression. Throws its Failure. */
  value({ text, isExpression }: WrittenValue): Value {
    return isExpression ? this.#session.run(`:return (${text})`) : readLiteral(text)
  }

  /** Whether arguments have these values. */
  fits(given: CommandArguments['given'], pairs: readonly NamedValue[]): boolean {
    return pairs.every(({ name, value }) => {
      const there = given.get(name)
      return there !== undefined && (show(there) === value.text || show(there) === show(this.value(value)))
    })
  }

  /** The commands that replies replaced. */
  get answered(): Staging['answered'] {
    return this.#staging.answered
  }

  #carryOut(step: TestStep): void {
    switch (step.kind) {
      case 'row':
        return this.#row(step)
      case 'reply':
        return this.#reply(step)
      case 'event':
        return this.#event(step)
    }
  }

  #row({ menu: path, find, values }: RowStep): void {
    const menu = this.#menu(path)
    // All values are read before anything is changed.
    const kept = values.map(({ name, value }) => [name, this.#kept(menu, name, value)] as const)
    if (find === undefined) addSimulatedRow(this.#router, this.#staging, menu, kept)
    else for (const row of this.#rows(menu, find)) setSimulatedRow(this.#router, this.#staging, menu, row, kept)
  }

  #menu(path: string): DeviceMenu {
    return simulatedMenu(this.#router, this.#root, path)
  }

  #kept(menu: DeviceMenu, name: string, value: WrittenValue): Value {
    return keptValue(this.#router, menu, name, value.isExpression ? this.value(value) : value)
  }

  /** The rows that match a condition: `find name=ether1`. */
  #rows(menu: DeviceMenu, find: string): readonly StoredRow[] {
    const ids = this.#session.run(`:return [${menu.path}/${find}]`)
    const store = this.#router.store(menu)
    const items = ids instanceof ArrayValue ? ids.items.flatMap((id) => (id instanceof Id ? (store.byId(id.id) ?? []) : [])) : []
    if (items.length === 0) throw new Failure(`[${find}] is no row of ${menu.path}`)
    return items
  }

  #reply({ command: path, given, output, outcome }: ReplyStep): void {
    const command = this.#command(path)
    const gives = 'gives' in outcome ? this.value(outcome.gives) : undefined
    const row = 'row' in outcome ? outcome.row.map(({ name, value }) => [name, this.value(value)] as const) : []
    this.#staging.answer({
      path: command.path,
      fits: (what) => this.fits(what.given, given),
      run: (actor, what) => {
        if (output !== '') actor.write(output)
        if ('fails' in outcome) throw new Failure(outcome.fails)
        if (gives !== undefined) return gives
        const wanted = what.given.get('value-name')
        if (wanted === undefined) return row.length === 0 ? nil : new ArrayValue([], new Map(row))
        const found = row.find(([name]) => name === show(wanted))
        if (found === undefined) throw notModelled(`${command.path} ${show(wanted)}`, 'the reply in the test lacks it')
        return found[1]
      },
    })
  }

  #command(path: string): KnownCommand {
    let menu = this.#root
    for (const word of path.split('/').filter((part) => part !== '')) {
      const found = menu.find(word)
      if (found === undefined) break
      if (!(found instanceof KnownCommand)) menu = found
      else if (found.menu.parent === undefined) throw new Failure(`${path} is a word of the language, no command of a menu`)
      else return found
    }
    throw new Failure(`this device has no command ${path}`)
  }

  #event(step: EventStep): void {
    const event: DeviceEvent = events[step.event]
    const menu = this.#menu(event.menu)
    const row = this.#rowOf(event, menu, step)
    for (const [name, text] of Object.entries(event.rowValues ?? {}))
      if (this.#router.property(menu, name) !== undefined) this.#staging.setValue(row, name, this.#kept(menu, name, word(text)))
    const named = new Map<string, Value>()
    for (const [name, property] of Object.entries(event.variables ?? {}))
      if (property !== undefined) named.set(name, this.#router.read(menu, row, property))
    for (const { name, value } of step.variables) named.set(name, this.value(value))
    this.#start(show(row.values.get(event.script) ?? ''), step, named, event.policies)
  }

  /** The row that the test selects, else the one that has such a script. */
  #rowOf({ script }: DeviceEvent, menu: DeviceMenu, { event, find }: EventStep): StoredRow {
    const rows = find === undefined ? this.#router.store(menu).items : this.#rows(menu, find)
    const withScript = rows.filter(({ values }) => show(values.get(script) ?? '') !== '')
    const [row] = withScript
    if (row === undefined) throw new Failure(`no row of ${menu.path}${find === undefined ? '' : ` that is [${find}]`} has a ${script}`)
    if (withScript.length > 1)
      throw new Failure(`which one? as in # offbox: event ${event} [find name=...]; there are ${withScript.length}`)
    return row
  }

  /** Runs the script of that name, else the text itself, with variables. The output of a hook is discarded. */
  #start(text: string, step: EventStep, named: ReadonlyMap<string, Value>, policies: readonly Policy[] | undefined): void {
    const allowed = policies && new Set(policies)
    const scripts = this.#menu('/system/script')
    const script = this.#router.store(scripts).byName(text)
    const session = this.#session
    const run = (): void => {
      if (script === undefined)
        session.run(text, { job: this.#router.jobs.make(''), named, name: step.event, ...(allowed && { policies: allowed }) })
      else
        start(this.#router, script, {
          policies: allowed,
          usesOwn: false,
          run: (source, options) => session.run(source, { ...options, named }),
        })
    }
    guarded(
      () => void (step.event === 'script' ? run() : session.capture(run)),
      (failure) => this.#callbacks.hookFailed(step, failure),
    )
  }
}

/** Reports a failure; rethrows internal errors and uncatchable failures. */
function guarded(run: () => void, onFailure: (failure: Failure) => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof Failure) || !error.catchable) throw error
    onFailure(error)
  }
}

const word = (text: string): WrittenValue => ({ text, isExpression: false })

/** Executes the steps for a named text as its statements are reached. */
export function stepwise(name: string, stage: Pick<Stage, 'executeUntil'>, inner: Watch<Console> | undefined): Watch<Console> {
  return (node, source, closure) => {
    const watched = inner === undefined ? closure : inner(node, source, closure)
    if (source.name !== name || (node.kind !== 'invocation' && node.kind !== 'call' && node.kind !== 'unknown')) return watched
    const line = source.lineAt(node.from)
    return (frame) => {
      stage.executeUntil(line)
      return watched(frame)
    }
  }
}
