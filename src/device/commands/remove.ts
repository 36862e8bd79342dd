// Owns `remove` and `move`.
import { missingValues } from '../../schema/refusal.ts'
import { nil, nothing, type Value } from '../../value/value.ts'
import type { Call } from '../call.ts'
import { rowOf, rowsOf } from '../rows/row-numbers.ts'

/** Removes rows; one that went with another of them is not missed. */
export function remove(call: Call): Value {
  for (const row of rowsOf(call)) {
    if (row.gone) continue
    call.menu.removing?.(row, call.device)
    call.store.remove(row)
  }
  return nil
}

/** `move numbers destination`: puts rows in front of another; without one, at the end. */
export function move(call: Call): Value {
  if (!call.given.has('numbers')) throw missingValues(['numbers'])
  const destination = call.given.get('destination')
  const before = destination === undefined || destination === nil || destination === nothing ? undefined : rowOf(call, destination)
  call.store.move(rowsOf(call), before)
  return nil
}
