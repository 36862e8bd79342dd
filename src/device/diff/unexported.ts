// Owns comparing what exports leave out, such as users and certificates: rows of one device before and after, by their ids.
import { show } from '../../value/show.ts'
import { isExported } from '../commands/export.ts'
import { inExportOrder } from '../export/order.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { StoredRow } from '../rows/store.ts'
import { savedRow } from '../state/state.ts'

/** The rows of a menu that are not in exports and that differ; each has the name by which people know it. */
export interface UnexportedChanges {
  readonly path: string
  readonly rows: readonly { readonly kind: 'added' | 'removed' | 'changed'; readonly label: string }[]
}

/** Whether a menu holds rows that users make and exports leave out: not those that come from elsewhere, as the log and files do. */
const isKeptBeside = (menu: DeviceMenu): boolean =>
  menu.kind === 'list' && !isExported(menu) && (menu.refresh === undefined || menu.keepsRows === true)

/**
 * Compares rows by their ids, which only mean the same on a device and its earlier state; menus without a difference are left out. Values
 * are not returned: they may be passwords and keys.
 */
export function unexportedChanges(before: Router, after: Router): readonly UnexportedChanges[] {
  const menus = [...before.menus.menusWithRows, ...after.menus.menusWithRows].filter(isKeptBeside)
  return inExportOrder(new Map(menus.map((menu) => [menu.path, menu])).values()).flatMap((menu) => {
    const [old, now] = [contentsOf(before, menu), contentsOf(after, menu)]
    const rows = [...new Set([...old.keys(), ...now.keys()])].flatMap((id): UnexportedChanges['rows'] => {
      const [was, is] = [old.get(id), now.get(id)]
      if (was?.text === is?.text) return []
      return [{ kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed', label: is?.label ?? was?.label ?? '' }]
    })
    return rows.length === 0 ? [] : [{ path: menu.path, rows }]
  })
}

/** A row as a state keeps it, as a text, and its label. */
interface Contents {
  readonly text: string
  readonly label: string
}

function contentsOf(device: Router, menu: DeviceMenu): ReadonlyMap<number, Contents> {
  const own = device.menuAt(menu.path)
  return new Map((own === undefined ? [] : device.store(own).items).map((row) => [row.id, contentOf(device, menu, row)]))
}

function contentOf(device: Router, menu: DeviceMenu, row: StoredRow): Contents {
  const files = new Map<string, string>()
  const { values, parts } = savedRow(device, menu, row, files)
  const stated = Object.entries(values).filter(([name]) => device.property(menu, name)?.readOnly !== true)
  const keys = menu.name === undefined ? (menu.keys ?? []) : [menu.name]
  const named = keys.flatMap((key) => (row.values.has(key) ? [`${key}=${show(row.values.get(key) ?? '')}`] : []))
  return {
    text: JSON.stringify([stated.sort(([a], [b]) => (a < b ? -1 : 1)), parts, [...files]]),
    label: named.length === 0 ? `*${row.id.toString(16).toUpperCase()}` : named.join(' '),
  }
}
