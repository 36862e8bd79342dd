// Owns ordering the changes of a diff script where values have to be unique: a row gets a value only after the row that had it has changed
// or was removed.
import { noted } from '../../schema/noted.ts'
import type { Unique } from '../../schema/notes/note-types.ts'
import { exportedText, isDynamic } from '../export/exported.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { StoredRow } from '../rows/store.ts'
import type { Difference } from './diff.ts'

/** A change, and the changes that have to wait for it. */
interface OrderedChange {
  change: Difference
  readonly followers: Set<OrderedChange>
  /** How many changes must come before it. */
  waits: number
}

/** The order of the changes of a menu. */
export interface ConflictFreeOrder {
  readonly changes: readonly Difference[]
  /** Changes that are made by removing the row before all others, and adding it again behind them. */
  readonly replaced: readonly Difference[]
}

/**
 * Orders the changes of a menu so that no row gets a value that another row still has. Where rows exchange values, one of them first gets a
 * placeholder, or is replaced if no value can be one (`canReplace`).
 */
export function inConflictFreeOrder(
  from: Router,
  to: Router,
  menu: DeviceMenu,
  differences: readonly Difference[],
  canReplace: (change: Difference) => boolean,
): ConflictFreeOrder {
  const rules = noted(menu.path, ({ unique }) => unique) ?? []
  const turns = differences.flatMap((change): OrderedChange[] =>
    change.from !== undefined && change.changed.length > 0 ? [{ change, followers: new Set(), waits: 0 }] : [],
  )
  for (const rule of rules) link(turns, (one) => [claimOf(from, menu, rule, one.change.from), claimOf(to, menu, rule, one.change.to)])
  const done: Difference[] = []
  const replaced: Difference[] = []
  const left = new Set(turns)
  const free = turns.filter(({ waits }) => waits === 0)
  const release = ({ followers }: OrderedChange): void => {
    for (const one of followers) if (--one.waits === 0) free.push(one)
    followers.clear()
  }
  while (left.size > 0) {
    const next = free.shift()
    if (next !== undefined) {
      done.push(next.change)
      left.delete(next)
      release(next)
      continue
    }
    // Only changes that wait for each other are left.
    const awaited = [...left].filter(({ followers }) => followers.size > 0)
    const [first] = awaited
    const split = first && splitByPlaceholder(to, menu, rules, first.change)
    const freed = split === undefined ? awaited.find(({ change }) => canReplace(change)) : first
    if (freed === undefined) return { changes: [...done, ...[...left].map(({ change }) => change)], replaced }
    if (split === undefined) {
      replaced.push(freed.change)
      left.delete(freed)
    } else {
      done.push(split.first)
      freed.change = split.then
    }
    release(freed)
  }
  return { changes: done, replaced }
}

/**
 * Returns the dynamic rows that hold a value which a changed or new row takes, each with the properties of that value. Dynamic rows are not
 * compared, so nothing else removes them.
 */
export function rowsInTheWay(
  from: Router,
  to: Router,
  menu: DeviceMenu,
  differences: readonly Difference[],
): ReadonlyMap<StoredRow, readonly string[]> {
  const own = from.menuAt(menu.path)
  const dynamic = own === undefined ? [] : from.store(own).items.filter((row) => isDynamic(from, own, row))
  const rules = dynamic.length === 0 ? [] : (noted(menu.path, ({ unique }) => unique) ?? [])
  return new Map(
    rules.flatMap((rule) => {
      const taken = new Set(differences.map((one) => claimOf(to, menu, rule, one.to)))
      taken.delete(undefined)
      return dynamic.filter((row) => taken.has(claimOf(from, menu, rule, row))).map((row) => [row, rule.by] as const)
    }),
  )
}

/** Makes each change that takes a value wait for the change that gives it up. */
function link(
  turns: readonly OrderedChange[],
  claims: (one: OrderedChange) => readonly [had: string | undefined, takes: string | undefined],
): void {
  const holders = new Map<string, OrderedChange>()
  for (const one of turns) {
    const [had, takes] = claims(one)
    if (had !== undefined && had !== takes) holders.set(had, one)
  }
  for (const one of turns) {
    const [had, takes] = claims(one)
    const holder = takes === undefined || takes === had ? undefined : holders.get(takes)
    if (holder === undefined || holder === one || holder.followers.has(one)) continue
    holder.followers.add(one)
    one.waits++
  }
}

/** Returns the values of a row that have to be unique under a rule; undefined where the rule does not apply to the row. */
function claimOf(device: Router, menu: DeviceMenu, { by, whileEnabled }: Unique, row: StoredRow | undefined): string | undefined {
  const own = device.menuAt(menu.path)
  if (row === undefined || own === undefined || (whileEnabled === true && exportedText(device, own, row, 'disabled') === 'yes'))
    return undefined
  return JSON.stringify(by.map((name) => exportedText(device, own, row, name) ?? null))
}

/**
 * Splits a change into two steps: the first only replaces the row's value by a placeholder, the second is the rest. Undefined where no rule
 * has a placeholder.
 */
function splitByPlaceholder(
  to: Router,
  menu: DeviceMenu,
  rules: readonly Unique[],
  change: Difference,
): { readonly first: Difference; readonly then: Difference } | undefined {
  const [name, text] = rules.flatMap(({ placeholder, whileEnabled }) => placeholder ?? (whileEnabled === true ? ['disabled', 'yes'] : []))
  if (name === undefined || text === undefined || change.to === undefined) return undefined
  const last = { name, from: text, to: exportedText(to, menu, change.to, name) }
  return {
    first: { ...change, changed: [{ name, from: undefined, to: text }] },
    then: { ...change, changed: [...change.changed.filter((one) => one.name !== name), last].sort((a, b) => (a.name < b.name ? -1 : 1)) },
  }
}
