// Owns values that somebody outside says a row has: what a test makes the device show.
import type { KnownProperty } from '../../schema/menu.ts'
import { noMatch, noSuchItem } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import type { Item, Store } from '../rows/store.ts'
import type { MenuOn } from '../types.ts'

/** What giving needs of a device. */
interface Device<D> {
  store(menu: MenuOn<D>): Store
  property(menu: MenuOn<D>, name: string): KnownProperty<D> | undefined
  kept(menu: MenuOn<D>, row: Item, name: string): Value | undefined
}

interface Naming {
  readonly name: string
  readonly value: Value
}

/** Gives a row what `values` say; see `Router.given`. */
export function giveRow<D>(device: Device<D>, menu: MenuOn<D>, values: Readonly<Record<string, string>>): Item {
  const typed = Object.entries(values).map(([name, text]) => {
    const property = device.property(menu, name)
    if (property === undefined) throw noMatch(name)
    return { name, property, value: property.type.keep(text, name) }
  })
  const naming = typed.filter(({ name, property }) => menu.kind !== 'settings' && (property.readOnly !== true || name === menu.name))
  const row = rowOf(device, menu, naming) ?? added(device, menu, naming)
  const rest = typed.filter((one) => !naming.includes(one))
  if (rest.length > 0) row.given = new Map([...(row.given ?? []), ...rest.map(({ name, value }) => [name, value] as const)])
  return row
}

function rowOf<D>(device: Device<D>, menu: MenuOn<D>, naming: readonly Naming[]): Item | undefined {
  const { items } = device.store(menu)
  if (menu.kind === 'settings') return items[0]
  if (naming.length === 0) return undefined
  return items.find((item) => naming.every(({ name, value }) => show(device.kept(menu, item, name) ?? '') === show(value)))
}

/** Rows that come from elsewhere (interfaces, files) cannot be added here. */
function added<D>(device: Device<D>, menu: MenuOn<D>, naming: readonly Naming[]): Item {
  if (menu.refresh !== undefined && menu.keepsRows !== true) throw noSuchItem()
  return device.store(menu).add(new Map(naming.map(({ name, value }) => [name, value])))
}
