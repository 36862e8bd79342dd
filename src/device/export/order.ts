// Owns the order of menus in an export of the whole device.
import { exportOrder } from '../../schema/notes/export-order.ts'

let places: ReadonlyMap<string, number> | undefined
const readPlaces = (): ReadonlyMap<string, number> =>
  new Map(
    exportOrder
      .trim()
      .split(/\s+/)
      .map((path, at) => [path, at]),
  )

/**
 * Returns menus in the order of an export. `lateScripts`: scripts behind schedules, as compact exports of 6.x to 7.20rc3 have them; those of
 * 7.23.2 and 7.24.5, and verbose ones (7.17.2, 7.24.4), have them among the named menus. That it changed with 7.21 is inferred.
 */
export function inExportOrder<M extends { readonly path: string }>(menus: Iterable<M>, lateScripts = false): M[] {
  const known = (places ??= readPlaces())
  const others = known.get('*') ?? 0
  const after = known.get('/system/scheduler') ?? others
  const place = ({ path }: M): number => (lateScripts && path === '/system/script' ? after + 0.5 : (known.get(path) ?? others))
  return [...menus].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
