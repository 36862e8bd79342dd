// Owns a menu command about to run, as the commands see it.
import { missingValues } from '../schema/refusal.ts'
import type { Value } from '../value/value.ts'
import { show } from '../value/show.ts'
import type { Router } from './router.ts'
import { hidesSecrets, readerAt } from './policy/secret.ts'
import type { Item } from './rows/store.ts'
import type { CallOn } from './types.ts'

/** A command of a menu about to run. */
export type Call = CallOn<Router>

/** An argument as bytes, or undefined where it was not given. */
export function textOf(call: Pick<Call, 'given'>, argument: string): string | undefined {
  const value = call.given.get(argument)
  return value === undefined ? undefined : show(value)
}

/** Whether a flag (`as-value`) or a `yes|no` argument was given and is on. */
export function isOn(call: Pick<Call, 'given'>, argument: string): boolean {
  const value = call.given.get(argument)
  return value === true || value === 'yes'
}

/** An argument that the command cannot do without. */
export function required(call: Call, argument: string): Value {
  const value = call.given.get(argument)
  if (value === undefined) throw missingValues([argument])
  return value
}

/** The rows that the condition holds for; all where there is none. */
export function matching(call: Pick<Call, 'device' | 'who' | 'menu' | 'store' | 'where'>): readonly Item[] {
  const { device, who, menu, store, where } = call
  if (where === undefined) return store.items
  let item: Item
  const readAt = readerAt(device, menu, hidesSecrets(who))
  const read = (name: string): Value => readAt(item, name)
  return store.items.filter((candidate) => {
    item = candidate
    return where(read)
  })
}
