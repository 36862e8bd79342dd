// Owns the call of a menu's command, and reading its arguments and rows.
import { missingValues } from '../schema/refusal.ts'
import { Failure } from '../diagnostic/failure.ts'
import { asStored } from '../schema/kinds/make.ts'
import { equals } from '../value/compare.ts'
import { Id, type Value } from '../value/value.ts'
import { show } from '../value/show.ts'
import type { Router } from './router.ts'
import { hidesSecrets, readerAt } from './policy/secret.ts'
import type { StoredRow } from './rows/store.ts'
import type { CallOn } from './types.ts'

/** A command of a menu that is about to run. */
export type CommandCall = CallOn<Router>

/** Returns an argument as a byte string, or undefined where it was not given. */
export function givenText(call: Pick<CommandCall, 'given'>, argument: string): string | undefined {
  const value = call.given.get(argument)
  return value === undefined ? undefined : show(value)
}

/** Whether a flag (`as-value`) or a `yes|no` argument was given and is on. */
export function isOn(call: Pick<CommandCall, 'given'>, argument: string): boolean {
  const value = call.given.get(argument)
  return value === true || value === 'yes'
}

/** Returns a mandatory argument. Throws a Failure where it was not given. */
export function required(call: CommandCall, argument: string): Value {
  const value = call.given.get(argument)
  if (value === undefined) throw missingValues([argument])
  return value
}

/** Returns the rows for which the condition holds; all where there is none. */
export function matching(
  call: Pick<CommandCall, 'device' | 'actor' | 'menu' | 'store' | 'where' | 'singleEquality'>,
): readonly StoredRow[] {
  const { device, actor, menu, store, where } = call
  if (where === undefined) return store.items
  let item: StoredRow
  const readAt = readerAt(device, menu, hidesSecrets(actor))
  const read = (name: string): Value => readAt(item, name)
  return (indexedCandidates(call) ?? store.items).filter((candidate) => {
    item = candidate
    return where(read)
  })
}

/**
 * Returns candidates for a condition of one `property=value`, from an index: `find name=x` costs the same for any number of rows. Undefined
 * where all rows have to be tested: for properties that are computed, set by a test, hidden, or read differently than stored.
 */
function indexedCandidates({
  device,
  menu,
  store,
  singleEquality,
}: Pick<CommandCall, 'device' | 'menu' | 'store' | 'singleEquality'>): readonly StoredRow[] | undefined {
  if (singleEquality === undefined || device.staging !== undefined) return undefined
  if (singleEquality.property === '.id') return rowAt(store, valueOf(singleEquality.value))
  const property = device.property(menu, singleEquality.property)
  if (property === undefined || property.value !== undefined || property.type.get !== asStored) return undefined
  if (property.readOnly === true || property.sensitive === true || property.unmodelled === true || typeof property.default === 'function')
    return undefined
  const value = valueOf(singleEquality.value)
  if (value === undefined || (property.default !== undefined && equals(property.default, value))) return undefined
  return store.candidates(singleEquality.property, value)
}

/** Returns a list with the row of an id, an empty one where no row has it; undefined where the value is not an id. */
function rowAt(store: CommandCall['store'], id: Value | undefined): readonly StoredRow[] | undefined {
  if (!(id instanceof Id)) return undefined
  const row = store.byId(id.id)
  return row === undefined ? [] : [row]
}

/** Returns undefined where evaluating fails: it then fails again for each tested row, and not at all where there are no rows. */
function valueOf(value: () => Value): Value | undefined {
  try {
    return value()
  } catch (error) {
    if (error instanceof Failure && error.catchable) return undefined
    throw error
  }
}
