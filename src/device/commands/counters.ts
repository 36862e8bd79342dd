// Owns `reset-counters`, `reset-counters-all` and `make-static`: what the device itself had found out of rows is taken back.
import { nil, type Value } from '../../value/value.ts'
import type { Call } from '../call.ts'
import { rowsOf } from '../rows/row-numbers.ts'
import type { Item } from '../rows/store.ts'

/** Nothing is carried here, so what a row counts is 0 unless somebody said more, which is over now. */
function reset(call: Call, rows: readonly Item[]): Value {
  const { device, menu } = call
  for (const row of rows) {
    const kept = [...(row.given ?? [])].filter(([name]) => device.property(menu, name)?.default !== 0)
    row.given = kept.length === 0 ? undefined : new Map(kept)
  }
  return nil
}

export const resetCounters = (call: Call): Value => reset(call, rowsOf(call))

export const resetAllCounters = (call: Call): Value => reset(call, call.store.items)

/** A row that the device made (a lease, a binding) becomes one of the configuration; one that is such already stays. */
export function makeStatic(call: Call): Value {
  for (const row of rowsOf(call)) {
    const given = new Map(row.given)
    given.delete('dynamic')
    row.given = given
    call.store.set(row, 'dynamic', undefined)
  }
  return nil
}
