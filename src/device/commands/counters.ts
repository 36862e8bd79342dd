// Owns `reset-counters`, `reset-counters-all` and `make-static`, which discard what the device itself has set in rows.
import { nil, type Value } from '../../value/value.ts'
import type { CommandCall } from '../call.ts'
import { rowsOf } from '../rows/row-numbers.ts'
import type { StoredRow } from '../rows/store.ts'

/** Removes counters that a test has set. No traffic passes here, so without them all counters are 0. */
function reset(call: CommandCall, rows: readonly StoredRow[]): Value {
  const { device, menu } = call
  for (const row of rows) {
    const kept = [...(row.staged ?? [])].filter(([name]) => device.property(menu, name)?.default !== 0)
    row.staged = kept.length === 0 ? undefined : new Map(kept)
  }
  return nil
}

/** `reset-counters numbers`: removes the counters of these rows. Throws a Failure where a row is missing. */
export const resetCounters = (call: CommandCall): Value => reset(call, rowsOf(call))

/** `reset-counters-all`: removes the counters of every row of the menu. */
export const resetAllCounters = (call: CommandCall): Value => reset(call, call.store.items)

/** Makes a row that the device created (a lease, a binding) part of the configuration; other rows stay as they are. */
export function makeStatic(call: CommandCall): Value {
  for (const row of rowsOf(call)) {
    const given = new Map(row.staged)
    given.delete('dynamic')
    row.staged = given
    call.store.set(row, 'dynamic', undefined)
  }
  return nil
}
