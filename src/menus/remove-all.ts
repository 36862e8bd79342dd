// Owns commands that remove all rows of a menu. Offbox adds none there: only a test does.
import type { CommandCall } from '../device/call.ts'
import { nil, type Value } from '../value/value.ts'

/** Removes all rows and returns nothing. */
export function removeAll({ store }: CommandCall): Value {
  for (const row of [...store.items]) store.remove(row)
  return nil
}
