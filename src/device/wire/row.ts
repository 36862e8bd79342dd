// Owns the wire form of rows for REST and the API: every property that has a value.
import type { KnownProperty } from '../../schema/menu.ts'
import { pay } from '../../value/limits.ts'
import { show } from '../../value/show.ts'
import { Id, isEmpty } from '../../value/value.ts'
import type { CommandCall } from '../call.ts'
import { hidesSecrets, secretMask } from '../policy/secret.ts'
import { workPerRead, type DeviceMenu, type Router } from '../router.ts'
import { flagsOf, isListed, orderedNames } from '../rows/listing.ts'
import type { StoredRow } from '../rows/store.ts'
import type { WireRow } from '../types.ts'
import { wireText } from './value.ts'

/** A property that rows of a menu may have. */
interface Readable {
  readonly name: string
  readonly property: KnownProperty<Router>
}

/**
 * Returns rows as names and texts, `.id` first and then in the menu's order: set, computed and default values, with flags and the comment.
 * `only` restricts it to some names; names that a row does not have are ignored.
 */
export function wireRows(
  { device, menu, actor }: CommandCall,
  rows: readonly StoredRow[],
  only: readonly string[] | undefined,
): readonly WireRow[] {
  const readable = only === undefined ? readableOf(device, menu) : readableIn(device, menu, only)
  const hasId = menu.kind !== 'settings' && (only === undefined || only.includes('.id'))
  const hides = hidesSecrets(actor)
  return rows.map((row) => {
    const wire: [string, string][] = hasId ? [['.id', show(new Id(row.id))]] : []
    pay(workPerRead * readable.length)
    for (const { name, property } of readable) {
      const kept = device.keptBy(property, menu, row, name)
      if (kept === undefined || !isListed(device, menu, row, name)) continue
      const value = property.type.get(kept, device.references)
      if (isEmpty(value) || (name === 'comment' && value === '')) continue
      // A property without a value (`blackhole`) is included with an empty text where it is on.
      if (value === true && property.bare === true) wire.push([name, ''])
      else if (hides && property.sensitive === true && show(value) !== '') wire.push([name, secretMask])
      else wire.push([name, wireText(value)])
    }
    return wire
  })
}

/** Returns the properties that rows of a menu can have on a device; computed once. */
function readableOf(device: Router, menu: DeviceMenu): readonly Readable[] {
  let menus = known.get(device)
  if (menus === undefined) known.set(device, (menus = new WeakMap<DeviceMenu, readonly Readable[]>()))
  let readable = menus.get(menu)
  if (readable === undefined) {
    const flags = flagsOf(device, menu).map(({ property }) => property)
    readable = readableIn(device, menu, [...orderedNames(device, menu), ...(menu.valued ?? []), ...flags, 'comment'])
    menus.set(menu, readable)
  }
  return readable
}

const known = new WeakMap<Router, WeakMap<DeviceMenu, readonly Readable[]>>()

/** Those of these names that rows can be read for. A secret that no listing shows never comes back (the password of a user). */
const readableIn = (device: Router, menu: DeviceMenu, wanted: readonly string[]): readonly Readable[] =>
  [...new Set(wanted)].flatMap((name) => {
    const property = device.property(menu, name)
    const isWriteOnly = property?.sensitive === true && menu.hidden?.includes(name) === true
    return name === '.id' || property === undefined || isWriteOnly ? [] : [{ name, property }]
  })
