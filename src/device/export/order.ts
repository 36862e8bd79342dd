// Owns the order of menus in an export of the whole device.
import { exportOrder, earlierOrder } from '../../schema/notes/export-order.ts'

let places: ReadonlyMap<string, number> | undefined
const readPlaces = (): ReadonlyMap<string, number> =>
  new Map(
    exportOrder
      .trim()
      .split(/\s+/)
      .map((path, at) => [path, at]),
  )

/** Returns menus in the order of an export. `older`: the menus in `earlierOrder` come after the menus that these name. */
export function inExportOrder<M extends { readonly path: string }>(menus: Iterable<M>, older = false): M[] {
  const known = (places ??= readPlaces())
  const others = known.get('*') ?? 0
  const placeOf = (path: string): number => known.get(path) ?? others
  const place = ({ path }: M): number => {
    const before = older ? earlierOrder[path] : undefined
    return before === undefined ? placeOf(path) : placeOf(before) + 0.5
  }
  return [...menus].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
