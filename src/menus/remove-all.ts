// Owns commands that remove all rows of a menu, which only peers or a test could have added.
import type { CommandCall } from '../device/call.ts'
import { nil, type Value } from '../value/value.ts'

export function endAll({ store }: CommandCall): Value {
  for (const row of [...store.items]) store.remove(row)
  return nil
}
