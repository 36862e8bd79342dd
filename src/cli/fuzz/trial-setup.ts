// Owns preparing a device for a trial: adds rows, changes settings, sets rows of the device itself, and schedules rows that appear or
// disappear.
import type { Device } from '../../index.ts'
import type { DeviceMenu, Router } from '../../device/router.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { Staging } from '../../device/staging.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { toBytes } from '../../text/bytes.ts'
import type { Session } from '../../session.ts'
import { readLiteral } from '../../value/literal.ts'
import { Id, Time, type Value } from '../../value/value.ts'
import { keptValue, addSimulatedRow, setSimulatedRow, simulatedMenu } from '../simulated-row.ts'
import type { SetupStep, Trial } from './trial.ts'
import type { TrialWorld } from './world.ts'

/** Prepares the device of a trial: executes its steps, and remembers the rows that they created. */
export class TrialSetup {
  readonly #device: Device
  readonly #session: Session
  readonly #staging = new Staging()
  readonly #trial: Trial
  readonly #rows = new Map<number, { readonly menu: string; readonly item: StoredRow }>()
  readonly #taken = new Set<number>()

  constructor(device: Device, trial: Trial) {
    this.#device = device
    this.#trial = trial
    device.router.staging = this.#staging
    this.#session = device.session({ write: () => undefined })
  }

  /** Executes the steps in order, except those scheduled for later; scheduled events happen in the waits of `world` from now on. */
  apply(world: TrialWorld): void {
    const { steps, events } = this.#trial
    const late = new Set(events.flatMap(({ change, step }) => (change === 'appears' ? [step] : [])))
    steps.forEach((_, at) => {
      if (!late.has(at)) this.#take(at)
    })
    world.happens = (wait) => {
      for (const event of events)
        if (event.wait === wait)
          if (event.change === 'appears') this.#device.router.journal.outsideTransaction(() => this.#take(event.step))
          else this.#gone(event.step)
    }
  }

  /** Whether a step was accepted. */
  has(step: number): boolean {
    return this.#taken.has(step)
  }

  #gone(step: number): void {
    const row = this.#rows.get(step)
    const menu = row && this.#device.router.menuAt(row.menu)
    if (row === undefined || menu === undefined) return
    const { router } = this.#device
    router.journal.outsideTransaction(() => router.store(menu).remove(row.item))
  }

  #take(at: number): void {
    const step = this.#trial.steps[at]
    if (step === undefined) return
    try {
      if (this.#does(step, at)) this.#taken.add(at)
    } catch (failure) {
      // The device refuses the step, and continues without it.
      if (!(failure instanceof Failure)) throw failure
    }
  }

  #does(step: SetupStep, at: number): boolean {
    if (step.kind === 'command') return this.#session.feed(toBytes(step.text)).failure === undefined
    const { router, catalog } = this.#device
    const menu = simulatedMenu(router, catalog.root, step.menu)
    const own = 'row' in step && step.row !== undefined ? router.store(menu).items[step.row] : undefined
    if ('row' in step && step.row !== undefined && own === undefined) return false
    if (step.kind === 'simulate') {
      const kept = step.values.map(
        ([name, text]) => [name, keptValue(router, menu, name, simulatedText(router, menu, name, text))] as const,
      )
      if (own !== undefined) setSimulatedRow(router, this.#staging, menu, own, kept)
      else this.#made(at, step.menu, addSimulatedRow(router, this.#staging, menu, kept))
      return true
    }
    const given = new Map<string, Value>(step.values.map(([name, text]) => [name, toBytes(text)]))
    if (own !== undefined) given.set('numbers', new Id(own.id))
    const { value, failure } = this.#session.invoke(`${step.menu}/${step.kind}`, { given })
    if (failure !== undefined) return false
    if (value instanceof Id) this.#made(at, step.menu, router.store(menu).byId(value.id))
    return true
  }

  #made(step: number, menu: string, item: StoredRow | undefined): void {
    if (item !== undefined) this.#rows.set(step, { menu, item })
  }
}

/** The value of an untyped property: `0s` and `1m` are compared as times. */
function simulatedText(router: Router, menu: DeviceMenu, name: string, text: string): { readonly text: string } | Value {
  const value = router.property(menu, name)?.type.name === 'any' ? readLiteral(toBytes(text)) : undefined
  return value instanceof Time || typeof value === 'number' ? value : { text: toBytes(text) }
}
