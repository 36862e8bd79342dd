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

/** Returns menus in the order of an export. */
export function inExportOrder<M extends { readonly path: string }>(menus: Iterable<M>): M[] {
  const known = (places ??= readPlaces())
  const others = known.get('*') ?? 0
  const place = ({ path }: M): number => known.get(path) ?? others
  return [...menus].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
