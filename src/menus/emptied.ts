// Owns commands that end all that a menu lists: rows that only others outside could bring, and a test.
import type { Call } from '../device/call.ts'
import { nil, type Value } from '../value/value.ts'

export function endAll({ store }: Call): Value {
  for (const row of [...store.items]) store.remove(row)
  return nil
}
