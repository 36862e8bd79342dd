// Owns finding a device's interfaces across the menus that hold them.
import { interfaceKinds, type InterfaceKind } from '../../schema/interfaces.ts'
import { show } from '../../value/show.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { StoredRow } from '../rows/store.ts'

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
export interface DeviceInterface {
  readonly kind: InterfaceKind
  readonly row: StoredRow
  readonly name: string
}

/** Returns every interface, by kind and in the order of its menu. Computed anew at each read of `/interface`. */
export function interfacesOf(device: Router): readonly DeviceInterface[] {
  const all: DeviceInterface[] = []
  for (const [kind, menu] of menusOf(device))
    for (const row of device.store(menu).items) all.push({ kind, row, name: show(row.values.get('name') ?? '') })
  return all
}

/** Returns the interface of that name; undefined where there is none. */
export function interfaceNamed(device: Router, name: string): StoredRow | undefined {
  for (const [, menu] of menusOf(device)) {
    const found = device.store(menu).byName(name)
    if (found !== undefined) return found
  }
  return undefined
}
