// Owns the log of changes since a state was last saved completely: rows as JSON, one line for each answered request.
import { createHash } from '../../crypto.ts'
import type { StoreChanges } from '../rows/changes.ts'
import type { Router } from '../router.ts'
import type { SavedMenu } from './saved-device.ts'
import { savedRow, menuAt, rowRead, type MenuNames } from './state.ts'
import type { LoadedRow } from '../types.ts'

/** The changed rows of one menu, and the ids of removed ones; `order` where rows were moved. */
interface SavedChanges extends SavedMenu {
  readonly gone: readonly number[]
  readonly order?: readonly number[]
}

interface Entry {
  readonly menus: readonly SavedChanges[]
  /** Files of the rows: certificates and keys. */
  readonly files: Readonly<Record<string, string>>
}

/**
 * Returns the log's line for changes, without its line end; undefined where none of them is saved (derived rows). It starts with a checksum
 * of the rest, which detects a line that was not written completely.
 */
export function logLine(device: Router, { menus }: StoreChanges): string | undefined {
  const files = new Map<string, string>()
  const kept: SavedChanges[] = []
  for (const [path, { rows, moved }] of menus) {
    const menu = device.menuAt(path)
    const store = device.stores.used.get(path)
    if (menu === undefined || store === undefined || (menu.refresh !== undefined && menu.keepsRows !== true)) continue
    const there = [...rows].flatMap(({ id }) => store.byId(id) ?? [])
    const gone = [...rows].filter(({ id }) => store.byId(id) === undefined).map(({ id }) => id)
    const order = moved ? { order: store.items.map(({ id }) => id) } : {}
    kept.push({ path, next: store.nextId, rows: there.map((row) => savedRow(device, menu, row, files)), gone, ...order })
  }
  if (kept.length === 0) return undefined
  const text = JSON.stringify({ menus: kept, files: Object.fromEntries(files) } satisfies Entry)
  return `${sum(text)} ${text}`
}

/** The number of hexadecimal digits of a line's checksum. */
const checksumDigits = 16

const sum = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, checksumDigits)

/** The rows of a menu while lines are replayed. */
interface Rows {
  next: number
  rows: Map<number, LoadedRow>
}

/**
 * Replays the lines of a log on a device that has just loaded the state before them. Returns the number of lines left out: those from the
 * first incomplete one on.
 */
export function replay(device: Router, lines: readonly string[], catalog: MenuNames): number {
  const found = new Map<string, Rows>()
  let done = 0
  for (const line of lines) {
    const entry = entryOf(line)
    if (entry === undefined) break
    for (const menu of entry.menus) apply(device, menu, entry.files, { catalog, found })
    done++
  }
  for (const [path, { next, rows }] of found) {
    const menu = menuAt(device, catalog, path)
    if (menu !== undefined) device.stores.fill(menu, next, [...rows.values()])
  }
  return lines.length - done
}

function apply(
  device: Router,
  { path, next, rows, gone, order }: SavedChanges,
  files: Entry['files'],
  { catalog, found }: { readonly catalog: MenuNames; readonly found: Map<string, Rows> },
): void {
  const menu = menuAt(device, catalog, path)
  if (menu === undefined) return
  let own = found.get(path)
  if (own === undefined) {
    const store = device.store(menu)
    const there = store.items.map(({ id, values, attachment, factory }): [number, LoadedRow] => [id, { id, values, attachment, factory }])
    found.set(path, (own = { next, rows: new Map(there) }))
  }
  own.next = next
  for (const id of gone) own.rows.delete(id)
  for (const row of rows) own.rows.set(row.id, rowRead(device, menu, row, new Map(Object.entries(files))))
  const old = own.rows
  if (order !== undefined)
    own.rows = new Map([...order, ...old.keys()].flatMap((id) => [...(old.has(id) ? [[id, old.get(id)!] as const] : [])]))
}

function entryOf(line: string): Entry | undefined {
  const text = line.slice(checksumDigits + 1)
  if (line[checksumDigits] !== ' ' || sum(text) !== line.slice(0, checksumDigits)) return undefined
  // The checksum shows that it was written here.
  return JSON.parse(text) as Entry
}
