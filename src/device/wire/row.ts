// Owns the wire form of rows for REST and the API: every property that has a value.
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, nothing, type Value } from '../../value/value.ts'
import type { Call } from '../call.ts'
import { hidesSecrets, readerAt } from '../policy/secret.ts'
import { flagsOf, orderedNames, shows } from '../rows/listing.ts'
import type { Item } from '../rows/store.ts'
import { wireText } from './value.ts'

/**
 * Returns rows as keyed arrays of texts, `.id` first and then in the menu's order: set, computed and default values, with flags and the
 * comment. `only` restricts it to some names; names that a row does not have are ignored.
 */
export function wireRows(call: Call, rows: readonly Item[], only: readonly string[] | undefined): Value {
  const { device, menu } = call
  const read = readerAt(device, menu, hidesSecrets(call.who))
  const flags = flagsOf(device, menu).map(({ property }) => property)
  const all = only ?? [...new Set([...orderedNames(device, menu), ...(menu.valued ?? []), ...flags, 'comment'])]
  const names = all.filter((name) => name !== '.id' && device.property(menu, name) !== undefined)
  const hasId = menu.kind !== 'settings' && (only === undefined || only.includes('.id'))
  return new ArrayValue(
    rows.map((row) => {
      const keyed = new Map<string, Value>()
      if (hasId) keyed.set('.id', show(new Id(row.id)))
      for (const name of names) {
        if (!shows(device, menu, row, name) || isWriteOnly(call, name)) continue
        const value = read(row, name)
        if (value === nothing || value === nil || (name === 'comment' && value === '')) continue
        keyed.set(name, bare(call, name, value) ? '' : wireText(value))
      }
      return new ArrayValue([], keyed)
    }),
  )
}

/** A secret that no listing shows is never returned (the password of a user). */
const isWriteOnly = ({ device, menu }: Call, name: string): boolean =>
  device.property(menu, name)?.sensitive === true && menu.hidden?.includes(name) === true

/** A property without a value (`blackhole`) is included with an empty text where it is on. */
const bare = ({ device, menu }: Call, name: string, value: Value): boolean => value === true && device.property(menu, name)?.bare === true
