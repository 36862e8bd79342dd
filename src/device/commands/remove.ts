// Owns `remove` and `move`.
import { Failure } from '../../diagnostic/failure.ts'
import { missingValues } from '../../schema/refusal.ts'
import { isEmpty, nil, type Value } from '../../value/value.ts'
import type { CommandCall } from '../call.ts'
import { relink } from '../rows/links.ts'
import { rowOf, rowsOf } from '../rows/row-numbers.ts'

/** Removes rows; one that was already removed along with another is skipped. */
export function remove(call: CommandCall): Value {
  for (const row of rowsOf(call)) {
    if (row.gone) continue
    const { device, menu } = call
    menu.removing?.(row, device)
    call.store.remove(row)
    if (menu.name !== undefined) relink(device, menu, row, row.values.get(menu.name), undefined)
  }
  return nil
}

/** `move numbers destination`: moves rows before another; without a destination to the end. */
export function move(call: CommandCall): Value {
  if (!call.given.has('numbers')) throw missingValues(['numbers'])
  const destination = call.given.get('destination')
  const before = destination === undefined || isEmpty(destination) ? undefined : rowOf(call, destination)
  const moving = rowsOf(call)
  // The message of a CHR of 7.23.7, over REST.
  if (before !== undefined && moving.includes(before)) throw new Failure('failure: can not move object before itself')
  call.store.move(moving, before)
  return nil
}
