// Owns the changes of a device's configuration: rows that were added, removed or changed.
import { createHash } from 'node:crypto'
import { isExported } from '../../device/commands/export.ts'
import type { Router } from '../../device/router.ts'
import { showNested } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import type { ChangeKind } from './rules.ts'

/** The rows of some menus at one time: their contents by menu and id. */
export type RowSnapshot = ReadonlyMap<string, ReadonlyMap<number, string>>

/** A row that was added, changed or removed between two snapshots. */
export interface RowChange {
  readonly menu: string
  readonly kind: Exclude<ChangeKind, 'change'>
  readonly id: number
  readonly holds: string
}

/** The configuration in these menus, including what no export contains: certificates, users, files. Excludes the log and runtime state. */
export function snapshotOf(device: Router, paths: readonly string[]): RowSnapshot {
  const menus = new Map<string, ReadonlyMap<number, string>>()
  for (const path of paths) {
    const menu = device.menuAt(path)
    if (menu === undefined) continue
    if (path !== '/file' && ((!isExported(menu) && menu.kind !== 'list') || (menu.refresh !== undefined && menu.keepsRows !== true)))
      continue
    const rows = device.store(menu).items.map((row): [number, string] => [
      row.id,
      [...row.values, ...(path === '/file' ? [['contents', digestOf(device, row)] as const] : [])]
        .map(([name, value]) => `${name}=${showNested(value)}`)
        .sort()
        .join(' '),
    ])
    menus.set(path, new Map(rows))
  }
  return menus
}

/** A digest of a file. */
function digestOf(device: Router, { values }: { readonly values: ReadonlyMap<string, Value> }): string {
  const contents = device.files.read(showNested(values.get('name') ?? ''))
  return contents === undefined ? '' : createHash('sha1').update(contents).digest('hex').slice(0, 8)
}

/** The number of rows of a menu with the same contents. */
export const countEqualRows = (rows: RowSnapshot, menu: string, holds: string): number =>
  [...(rows.get(menu)?.values() ?? [])].filter((one) => one === holds).length

/** The changes from one picture to the next. */
export function rowChangesBetween(before: RowSnapshot, after: RowSnapshot): readonly RowChange[] {
  const found: RowChange[] = []
  for (const [menu, rows] of after) {
    const old = before.get(menu) ?? new Map<number, string>()
    for (const [id, holds] of rows) {
      const was = old.get(id)
      if (was === undefined) found.push({ menu, kind: 'add', id, holds })
      else if (was !== holds) found.push({ menu, kind: 'set', id, holds })
    }
    for (const [id, holds] of old) if (!rows.has(id)) found.push({ menu, kind: 'remove', id, holds })
  }
  return found
}

/** The change of a row as a participle. */
export const pastTense: Readonly<Record<RowChange['kind'], string>> = { add: 'added', set: 'changed', remove: 'removed' }

/** `1 row of /ip/address added, 2 rows of /queue/simple removed`. */
export function rowChangesText(all: readonly RowChange[]): string {
  const counts = new Map<string, { count: number; one: RowChange }>()
  for (const one of all) {
    const key = `${one.menu} ${one.kind}`
    counts.set(key, { one, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
    .map(({ count, one: { menu, kind } }) => `${count} ${count === 1 ? 'row' : 'rows'} of ${menu} ${pastTense[kind]}`)
    .join(', ')
}

/** The text that was inserted into another one; undefined if that is not the only difference. */
function inserted(from: string, to: string): string | undefined {
  const more = to.length - from.length
  if (more <= 0) return undefined
  let same = 0
  while (same < from.length && from[same] === to[same]) same++
  return from.slice(same) === to.slice(same + more) ? to.slice(same, same + more) : undefined
}

/** The minimum length of inserted text, in bytes: a shorter one may be an increasing number. */
const minGrowthBytes = 3

/** A row into which the same text was inserted from `before` to `after` and again from there to `last`. */
export function growingRow(
  before: RowSnapshot,
  after: RowSnapshot,
  last: RowSnapshot,
): (RowChange & { readonly text: string }) | undefined {
  for (const change of rowChangesBetween(after, last)) {
    const { menu, id, kind, holds } = change
    const [first, second] = [before.get(menu)?.get(id), after.get(menu)?.get(id)]
    if (kind !== 'set' || first === undefined || second === undefined) continue
    const [one, other] = [inserted(first, second), inserted(second, holds)]
    if (one === undefined || other === undefined || one.length < minGrowthBytes || one.length !== other.length) continue
    // A text inserted between equal ones can be cut out in several places.
    if ((one + one).includes(other)) return { ...change, text: one }
  }
  return undefined
}
