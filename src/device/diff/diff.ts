// Owns comparing two devices: rows that were added, removed, changed or moved, by menu.
import { show } from '../../value/show.ts'
import { aligned, type RowPair } from './alignment.ts'
import { isExported } from '../commands/export.ts'
import type { Router, DeviceMenu } from '../router.ts'
import { inExportOrder } from '../export/order.ts'
import {
  addedSettings,
  isDynamic,
  isGenerated,
  selectorOf,
  settingsOf,
  exportedText,
  type Extent,
  type Setting,
} from '../export/exported.ts'
import type { StoredRow } from '../rows/store.ts'

/** A property's text on both devices; undefined where it has no value. */
export interface ChangedProperty {
  readonly name: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/**
 * One difference. `from` and `to` are the row on the two devices; `label` identifies the row for people (`name=lan`, its number where it
 * has no name). A row that moved may also have changed.
 */
export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly label: string
  readonly from: StoredRow | undefined
  readonly to: StoredRow | undefined
  /** The row's settings: those of the second device, or of the first for a removed row. */
  readonly settings: readonly Setting[]
  readonly changed: readonly ChangedProperty[]
}

/** The rows of a menu on two devices, and how they match. */
export interface MenuComparison {
  readonly menu: DeviceMenu
  readonly from: readonly StoredRow[]
  readonly to: readonly StoredRow[]
  /** The first device's row by the second's. */
  readonly partners: ReadonlyMap<StoredRow, StoredRow>
  readonly moved: ReadonlySet<StoredRow>
  /** Whether rows are matched by their names or keys, on both devices. */
  readonly isNamed: boolean
  /** Which properties were compared. */
  readonly extent: Extent
  readonly differences: readonly Difference[]
}

/** Options of a comparison. */
export interface CompareOptions {
  /** The properties that identify the rows of a menu, by its path; they replace the known names and keys. */
  readonly keys?: ReadonlyMap<string, readonly string[]>
  /** Leaves passwords and keys out. */
  readonly ignoresSecrets?: boolean
}

/** Two devices and a menu to compare. */
interface Pairing {
  readonly from: Router
  readonly to: Router
  readonly menu: DeviceMenu
  /** The properties that an export has; secrets too, unless they are left out. */
  readonly extent: Extent
  readonly key: readonly string[] | undefined
}

/** Returns the differences by menu, in the order of exports; equal menus are left out. */
export function compare(from: Router, to: Router, { keys, ignoresSecrets = false }: CompareOptions = {}): readonly MenuComparison[] {
  const extent = { verbose: false, showsSensitive: !ignoresSecrets, hidesGenerated: true }
  const menus = new Map([...from.menus.menusWithRows, ...to.menus.menusWithRows].filter(isExported).map((menu) => [menu.path, menu]))
  return inExportOrder(menus.values())
    .map((menu) => comparison({ from, to, menu, extent, key: keys?.get(menu.path) }))
    .filter(({ differences }) => differences.length > 0)
}

/** Returns the differences without their menus. */
export const differences = (from: Router, to: Router): readonly Difference[] => compare(from, to).flatMap((one) => one.differences)

function comparison(pairing: Pairing): MenuComparison {
  const { from, to, menu, extent, key } = pairing
  const before = rowsOf(from, menu)
  const after = rowsOf(to, menu)
  const { pairs, isNamed } = paired(pairing, before, after)
  const partners = new Map(pairs.map(({ from: a, to: b }) => [after[b]!, before[a]!]))
  const moved = new Set(menu.ordered === true ? pairs.filter((pair) => pair.moved).map((pair) => after[pair.to]!) : [])
  const stayed = new Set(partners.values())
  const found: Difference[] = [
    ...before.flatMap((row, at) =>
      stayed.has(row) || (menu.kind !== 'list' && row.factory !== undefined) ? [] : [gone(pairing, row, at)],
    ),
    ...after.flatMap((row, at): Difference[] => {
      const partner = partners.get(row)
      const settings = partner === undefined ? addedSettings(to, menu, row, extent) : settingsOf(to, menu, row, extent)
      const changed = partner === undefined ? [] : changesOf(pairing, partner, row, settings)
      if (partner !== undefined && changed.length === 0 && !moved.has(row)) return []
      const kind = partner === undefined ? 'added' : changed.length > 0 ? 'changed' : 'moved'
      return [{ path: menu.path, kind, label: labelOf(to, menu, row, at, key), from: partner, to: row, settings, changed }]
    }),
  ]
  return { menu, from: before, to: after, partners, moved, isNamed, extent, differences: found }
}

/** The rows that an export includes. */
const rowsOf = (device: Router, menu: DeviceMenu): readonly StoredRow[] => {
  const own = device.menuAt(menu.path)
  if (own === undefined) return []
  return device.store(own).items.filter((row) => !isDynamic(device, own, row))
}

const gone = ({ from: device, menu, extent, key }: Pairing, row: StoredRow, at: number): Difference => ({
  path: menu.path,
  kind: 'removed',
  label: labelOf(device, menu, row, at, key),
  from: row,
  to: undefined,
  settings: addedSettings(device, menu, row, extent),
  changed: [],
})

/**
 * Matches rows: rows of a new device, rows with the same name or key, and otherwise rows with equal settings; then those between them with
 * similar settings.
 */
function paired(
  pairing: Pairing,
  before: readonly StoredRow[],
  after: readonly StoredRow[],
): { readonly pairs: readonly RowPair[]; readonly isNamed: boolean } {
  const { from, to, menu, key } = pairing
  if (menu.kind === 'settings')
    return { pairs: before.length > 0 && after.length > 0 ? [{ from: 0, to: 0, moved: false }] : [], isNamed: false }
  const wordsIn = (device: Router, rows: readonly StoredRow[]): readonly string[] => rows.map((row) => wordsOf(device, pairing, row))
  if (key !== undefined) {
    const pairs = aligned(keyed(from, pairing, before), keyed(to, pairing, after))
    return { pairs, isNamed: false }
  }
  const [names, others] = [identities(from, menu, before), identities(to, menu, after)]
  const isNamed = names !== undefined && others !== undefined
  const sure = isNamed ? aligned(names, others) : aligned(wordsIn(from, before), wordsIn(to, after))
  return { pairs: isNamed ? sure : [...sure, ...similarPairs(pairing, before, after, sure)], isNamed }
}

/** Returns a unique key of each row; undefined where two rows could be confused. */
function identities(device: Router, menu: DeviceMenu, rows: readonly StoredRow[]): readonly string[] | undefined {
  const keys = menu.name !== undefined ? [menu.name] : menu.keys
  const names = rows.map((row) => {
    if (row.factory !== undefined) return factoryName(device, menu, row)
    const values = keys?.map((key) => exportedText(device, menu, row, key))
    return values === undefined || values.some((value) => value === undefined || value === '') ? undefined : values.join(' ')
  })
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined
  return names.map((name) => name ?? '')
}

/** The key of a row of a new device: its name in exports, or its original number where that is its name. */
const factoryName = (device: Router, menu: DeviceMenu, row: StoredRow): string =>
  menu.selects === 'number' ? `* ${row.factory}` : `* ${selectorOf(device, menu, row)}`

/** The keys that a user chose; a row that lacks a part of its key is identified by all its settings. */
const keyed = (device: Router, pairing: Pairing, rows: readonly StoredRow[]): readonly string[] =>
  rows.map((row) => {
    const { menu, key = [] } = pairing
    const values = row.factory === undefined ? key.map((name) => exportedText(device, menu, row, name)) : [undefined]
    return values.some((value) => value === undefined || value === '') ? wordsOf(device, pairing, row) : `= ${values.join('\n')}`
  })

const wordsOf = (device: Router, { menu, extent }: Pairing, row: StoredRow): string =>
  row.factory !== undefined
    ? factoryName(device, menu, row)
    : settingsOf(device, menu, row, extent)
        .filter(([name]) => !hasDefault(device, menu, row, name))
        .map(([name, value]) => `${name}=${String(value)}`)
        .join('\n')

/** Whether a property has its default: some menus export it nevertheless. */
function hasDefault(device: Router, menu: DeviceMenu, row: StoredRow, name: string): boolean {
  const defaultValue = device.property(menu, name)?.default
  return (
    defaultValue !== undefined && typeof defaultValue !== 'function' && show(row.values.get(name) ?? defaultValue) === show(defaultValue)
  )
}

/** Pairs removed and added rows that follow the same row and share at least half of their words. */
function similarPairs(
  pairing: Pairing,
  before: readonly StoredRow[],
  after: readonly StoredRow[],
  sure: readonly RowPair[],
): readonly RowPair[] {
  const { from, to } = pairing
  const left = new Set(sure.map((pair) => pair.from))
  const right = new Set(sure.map((pair) => pair.to))
  const partner = new Map(sure.map((pair) => [pair.from, pair.to]))
  const found: RowPair[] = []
  let candidates: number[] = []
  let expected = 0
  const settle = (end: number): void => {
    const free = Array.from({ length: Math.max(0, Math.min(end - expected, 200)) }, (_, at) => expected + at).filter((at) => !right.has(at))
    for (const candidate of candidates) {
      const best = free.findIndex((at) => isAlike(wordsOf(from, pairing, before[candidate]!), wordsOf(to, pairing, after[at]!)))
      if (best === -1) continue
      found.push({ from: candidate, to: free[best]!, moved: false })
      free.splice(0, best + 1)
    }
    candidates = []
  }
  before.forEach((_, at) => {
    if (!left.has(at)) {
      if (candidates.length < 200) candidates.push(at)
      return
    }
    const next = partner.get(at)!
    if (next < expected) return
    settle(next)
    expected = next + 1
  })
  settle(after.length)
  return found
}

function isAlike(one: string, other: string): boolean {
  const words = new Set(one.split('\n'))
  const others = other.split('\n')
  const shared = others.filter((word) => words.has(word)).length
  return shared > 0 && 2 * shared >= Math.max(words.size, others.length)
}

/** Returns what changed between two matched rows; `settings` are those of the second. */
function changesOf(
  { from, to, menu, extent }: Pairing,
  before: StoredRow,
  after: StoredRow,
  settings: readonly Setting[],
): readonly ChangedProperty[] {
  const isSecret = (name: string): boolean => !extent.showsSensitive && to.property(menu, name)?.sensitive === true
  // A property without effect on the old row (limits of another kind of queue) may have one on the new row.
  const newlyEffective = [...before.values.keys()].filter(
    (name) => to.property(menu, name)?.readOnly !== true && !isSecret(name) && menu.shows?.(after, name, to) === true,
  )
  const exported = [...settingsOf(from, menu, before, extent), ...settings].map(([name]) => name)
  const names = new Set([...exported, ...newlyEffective].filter((name) => !isGenerated(before, name) && !isGenerated(after, name)))
  return [...names].sort().flatMap((name): ChangedProperty[] => {
    const [was, is] = [exportedText(from, menu, before, name), exportedText(to, menu, after, name)]
    return was === is ? [] : [{ name, from: was, to: is }]
  })
}

/** A label for people: the row's name or keys, else its position. */
function labelOf(device: Router, menu: DeviceMenu, row: StoredRow, at: number, key: readonly string[] | undefined): string {
  if (menu.kind === 'settings') return ''
  const keys = key ?? (menu.name !== undefined && row.values.has(menu.name) ? [menu.name] : (menu.keys ?? []))
  const named = keys.flatMap((key) => {
    const text = exportedText(device, menu, row, key)
    return text === undefined || text === '' ? [] : [`${key}=${text}`]
  })
  if (named.length > 0) return named.join(' ')
  const comment = row.values.get('comment')
  return comment === undefined ? `number ${at}` : `number ${at} (${show(comment)})`
}
