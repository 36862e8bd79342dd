// Owns rows as REST and the API send them: every property that has a value, with its wire form.
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, nothing, type Value } from '../../value/value.ts'
import type { Call } from '../call.ts'
import { hidesSecrets, readerAt } from '../policy/secret.ts'
import { flagsOf, orderedNames, shows } from '../rows/listing.ts'
import type { Item } from '../rows/store.ts'
import { wireText } from './value.ts'

/**
 * Rows as keyed arrays of texts, `.id` first and then in the menu's own order: what is set, computed and has a default, with flags and the
 * comment. `only` narrows it to some names; names that a row does not have are left out without a word.
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

/** A secret that no listing shows never comes back (the password of a user). */
const isWriteOnly = ({ device, menu }: Call, name: string): boolean =>
  device.property(menu, name)?.sensitive === true && menu.hidden?.includes(name) === true

/** A property that stands alone (`blackhole`) is there without a value where it is on. */
const bare = ({ device, menu }: Call, name: string, value: Value): boolean => value === true && device.property(menu, name)?.bare === true
