// Owns menus that have a row for each interface of some menus: rows come, go and are renamed with it.
import type { DeviceExtension, Router } from '../../device/router.ts'
import { interfacesOf } from '../../device/plain/interfaces.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

/** `named` is the property that holds the interface's name; `of` chooses interfaces by their menus (absent: all). */
const companion = (path: string, named: string, of?: readonly string[]): DeviceExtension =>
  extend(path, {
    keepsRows: true,
    refresh(rows, device: Router) {
      const there = interfacesOf(device).filter(({ kind }) => of === undefined || of.includes(kind.path))
      const names = new Set(there.map(({ name }) => name))
      for (const row of [...rows.items]) if (!names.has(show(row.values.get(named) ?? ''))) rows.remove(row)
      for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([[named, name]]))
    },
  })

const wireless = ['/interface/wireless']

/** Every menu of companions. */
export const companions: readonly DeviceExtension[] = [
  companion('/queue/interface', 'interface'),
  companion('/interface/wireless/nstreme', 'name', wireless),
  companion('/interface/wireless/manual-tx-power-table', 'name', wireless),
  companion('/lcd/interface', 'interface', ['/interface/ethernet', ...wireless]),
]
