// Owns rows that there is one of for each interface: they come, go and are renamed with it.
import type { DeviceExtension } from '../device/router.ts'
import { interfacesOf } from '../device/plain/interfaces.ts'
import { show } from '../value/show.ts'

/** The hooks of such a menu. `named` holds the name of the interface; `of` are the menus of its interfaces, all where absent. */
export const companionOf = (named: string, of?: readonly string[]): Pick<DeviceExtension, 'keepsRows' | 'refresh'> => ({
  keepsRows: true,
  refresh(rows, device) {
    const there = interfacesOf(device).filter(({ kind }) => of === undefined || of.includes(kind.path))
    const names = new Set(there.map(({ name }) => name))
    for (const row of [...rows.items]) if (!names.has(show(row.values.get(named) ?? ''))) rows.remove(row)
    for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([[named, name]]))
  },
})
