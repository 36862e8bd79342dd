// Owns finding a device's interfaces across the menus that hold them.
import { interfaceKinds, type InterfaceKind } from '../../schema/interfaces.ts'
import { show } from '../../value/show.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { Item } from '../rows/store.ts'

/** Returns the device's menus of interfaces, in the order of their kinds. */
function menusOf(device: Router): readonly (readonly [InterfaceKind, DeviceMenu])[] {
  let known = menus.get(device)
  if (known === undefined) {
    known = interfaceKinds().flatMap((kind) => {
      const menu = device.menuAt(kind.path)
      return menu === undefined ? [] : [[kind, menu] as const]
    })
    menus.set(device, known)
  }
  return known
}

const menus = new WeakMap<Router, ReturnType<typeof menusOf>>()

/** An interface: its kind, its row in the menu of that kind, its name. */
export interface Listed {
  readonly kind: InterfaceKind
  readonly item: Item
  readonly name: string
}

/** Returns every interface, by kind and in the order of its menu. Computed anew at each read of `/interface`. */
export function interfacesOf(device: Router): readonly Listed[] {
  const all: Listed[] = []
  for (const [kind, menu] of menusOf(device))
    for (const item of device.store(menu).items) all.push({ kind, item, name: show(item.values.get('name') ?? '') })
  return all
}

/** Returns the interface of that name; undefined where there is none. */
export function interfaceNamed(device: Router, name: string): Item | undefined {
  for (const [, menu] of menusOf(device)) {
    const found = device.store(menu).byName(name)
    if (found !== undefined) return found
  }
  return undefined
}
