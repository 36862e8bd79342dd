// Owns a menu command about to run, as the commands see it.
import { missingValues } from '../schema/refusal.ts'
import { Failure } from '../diagnostic/failure.ts'
import { readBool } from '../value/literal.ts'
import { readNumber } from '../value/numbers.ts'
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
export function matching(call: Pick<Call, 'device' | 'who' | 'menu' | 'store' | 'where' | 'sole'>): readonly Item[] {
  const { device, who, menu, store, where } = call
  if (where === undefined) return store.items
  let item: Item
  const readAt = readerAt(device, menu, hidesSecrets(who))
  const read = (name: string): Value => readAt(item, name)
  return (named(call) ?? store.items).filter((candidate) => {
    item = candidate
    return where(read)
  })
}

/**
 * The one row, or none, that a condition on the name can hold for: `find name=x` costs the same however many rows there are. Undefined
 * where all rows have to be asked: other properties, names that are computed, told or veiled, words that equal a number or a bool, and
 * names that several rows have.
 */
function named({ device, menu, store, sole }: Pick<Call, 'device' | 'menu' | 'store' | 'sole'>): readonly Item[] | undefined {
  if (sole === undefined || sole.property !== menu.name || device.staging !== undefined) return undefined
  const property = device.property(menu, sole.property)
  if (property === undefined || property.value !== undefined || property.default !== undefined) return undefined
  if (property.sensitive === true || property.unmodelled === true) return undefined
  const name = valueOf(sole.value)
  if (typeof name !== 'string' || name === '' || readNumber(name) !== undefined || readBool(name) !== undefined) return undefined
  const rows = store.named(name)
  return rows.length > 1 ? undefined : rows
}

/** Undefined where it fails: it fails for each row then, and for none where there is none. */
function valueOf(value: () => Value): Value | undefined {
  try {
    return value()
  } catch (error) {
    if (error instanceof Failure && error.catchable) return undefined
    throw error
  }
}
