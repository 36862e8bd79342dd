// Owns `find` and `get`, and converting a row to an array of its values.
import { pick } from '../../schema/property.ts'
import { ArrayValue, Id, nothing, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { isOn, matching, type CommandCall } from '../call.ts'
import { flagsOf, printedNames } from '../rows/listing.ts'
import { oneRow } from '../rows/row-numbers.ts'
import { hidesSecrets, readerAt, secretMask } from '../policy/secret.ts'
import { noSuchItem } from '../../schema/refusal.ts'
import type { StoredRow } from '../rows/store.ts'

/** Returns the ids of the matching rows. */
export const find = (call: CommandCall): Value => new ArrayValue(matching(call).map(({ id }) => new Id(id)))

/** Returns a value of a row, or all its values by name where no name is given. */
export function get(call: CommandCall): Value {
  const { device, menu } = call
  const row = call.menu.kind === 'settings' ? call.store.items[0] : oneRow(call)
  if (row === undefined) throw noSuchItem()
  const wanted = call.given.get('value-name')
  if (wanted === undefined) {
    const all = rowValue(call, row, hidesSecrets(call.actor), { flags: 'all' })
    return isOn(call, 'as-string') || isOn(call, 'as-string-value') ? show(all) : all
  }
  const asked = show(wanted)
  // A name that only the facts have cannot be abbreviated.
  const name = device.property(menu, asked) === undefined ? pick(namesOf(call), asked, 'value-name') : asked
  const value = readerAt(device, menu, hidesSecrets(call.actor))(row, name)
  if (value === secretMask) return value
  return isOn(call, 'as-string') || isOn(call, 'as-string-value') ? (device.shown(menu, row, name) ?? []).join(',') : value
}

/** The names that `get` accepts for a row. */
const namesOf = ({ device, menu }: CommandCall): readonly string[] => [
  '.id',
  ...Object.keys(menu.properties).filter((name) => device.property(menu, name) !== undefined),
]

/** Which values of a row are returned. */
export interface WantedValues {
  readonly only?: readonly string[] | undefined
  readonly flags?: 'all'
}

/**
 * Returns a row in its `as-value` form: `.id`, the printed properties, flags. Before 7.20 only flags that are on are included (change log);
 * `flags: 'all'` includes all, as `get` does. `hides` hides secrets; `only` restricts it to some names.
 */
export function rowValue(call: CommandCall, row: StoredRow, hides: boolean, { only, flags: wanted }: WantedValues = {}): ArrayValue {
  const { device, menu } = call
  const keyed = new Map<string, Value>()
  const read = readerAt(device, menu, hides)
  if (menu.kind !== 'settings') keyed.set('.id', new Id(row.id))
  const flags = new Map(
    flagsOf(device, menu)
      .filter(({ unvalued }) => unvalued !== true)
      .map((flag) => [flag.property, flag]),
  )
  const valued = (menu.valued ?? []).filter((name) => device.kept(menu, row, name) !== undefined)
  // A menu that declares which flags are included when they are off includes no others then.
  const isSeen = [...flags.values()].some(({ includedWhenFalse }) => includedWhenFalse !== undefined)
  const isGivenOff = ({ includedWhenFalse }: { readonly includedWhenFalse?: string }, all: WantedValues['flags']): boolean =>
    isSeen ? includedWhenFalse !== undefined && device.isRelease(includedWhenFalse) : all === 'all' || device.isRelease('7.20..')
  const printed = printedNames(device, menu, row).filter((name) => menu.states?.includes(name) !== true || row.values.has(name))
  const names = only ?? new Set([...printed, ...valued, ...flags.keys(), 'comment'])
  for (const name of names) {
    if (only === undefined && device.isUnmodelled(menu, row, name)) continue
    const value = read(row, name)
    if (value === nothing) continue
    const flag = flags.get(name)
    if (only === undefined && flag !== undefined && value === false && !isGivenOff(flag, wanted)) continue
    keyed.set(name, value)
  }
  return new ArrayValue([], keyed)
}
