// Owns menus with one row for each interface: rows are added and removed with their interfaces.
import type { DeviceExtension } from '../device/router.ts'
import { interfacesOf } from '../device/plain/interfaces.ts'
import { show } from '../value/show.ts'

/**
 * Returns the hooks of a menu with one row for each interface. `named` is the property with the interface's name; `of` the paths of the
 * menus of these interfaces, all where absent.
 */
export const companionOf = (named: string, of?: readonly string[]): Pick<DeviceExtension, 'keepsRows' | 'refresh'> => ({
  keepsRows: true,
  refresh(rows, device) {
    const there = interfacesOf(device).filter(({ kind }) => of === undefined || of.includes(kind.path))
    const names = new Set(there.map(({ name }) => name))
    for (const row of [...rows.items]) if (!names.has(show(row.values.get(named) ?? ''))) rows.remove(row)
    for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([[named, name]]))
  },
})
