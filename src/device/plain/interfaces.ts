// Owns the interfaces of a device, across the menus that hold them.
import { interfaceKinds, type InterfaceKind } from '../../schema/interfaces.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import type { Item } from '../rows/store.ts'

/** Every interface, by kind and in the order of their menus. */
export function interfacesOf(device: Router): readonly { readonly kind: InterfaceKind; readonly item: Item; readonly name: string }[] {
  return interfaceKinds().flatMap((row) => {
    const menu = device.menuAt(row.path)
    if (menu === undefined) return []
    return device.store(menu).items.map((item) => ({ kind: row, item, name: show(item.values.get('name') ?? '') }))
  })
}

/** The interface of that name; undefined where there is none. */
export function interfaceNamed(device: Router, name: string): Item | undefined {
  for (const { path } of interfaceKinds()) {
    const menu = device.menuAt(path)
    const found = menu === undefined ? undefined : device.store(menu).byName(name)
    if (found !== undefined) return found
  }
  return undefined
}
