// Owns the order of changes to rows that must differ from each other: what one row takes, another has given up before.
import { noted } from '../../schema/noted.ts'
import type { Unique } from '../../schema/notes/note-types.ts'
import { textsOf } from '../export/exported.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { Item } from '../rows/store.ts'
import type { Difference } from './diff.ts'

/** A change, with the changes that must come after it. */
interface Turn {
  change: Difference
  readonly followers: Set<Turn>
  /** How many changes must come before it. */
  waits: number
}

/**
 * The changes of a menu in an order in which no row takes what another one still has. Where rows exchange values, one of them steps aside
 * first.
 */
export function inTurn(from: Router, to: Router, menu: DeviceMenu, differences: readonly Difference[]): readonly Difference[] {
  const rules = noted(menu.path, ({ unique }) => unique) ?? []
  const turns = differences.flatMap((change): Turn[] =>
    change.from !== undefined && change.changed.length > 0 ? [{ change, followers: new Set(), waits: 0 }] : [],
  )
  for (const rule of rules) link(turns, (one) => [claimOf(from, menu, rule, one.change.from), claimOf(to, menu, rule, one.change.to)])
  const done: Difference[] = []
  const left = new Set(turns)
  const free = turns.filter(({ waits }) => waits === 0)
  const release = ({ followers }: Turn): void => {
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
    // All that is left waits in circles.
    const first = [...left].find(({ followers }) => followers.size > 0)
    const asideStep = first && steppingAside(to, menu, rules, first.change)
    if (first === undefined || asideStep === undefined) return [...done, ...[...left].map(({ change }) => change)]
    done.push(asideStep.first)
    first.change = asideStep.then
    release(first)
  }
  return done
}

/** Lets each turn that takes something wait for the one that gives it up. */
function link(turns: readonly Turn[], claims: (one: Turn) => readonly [had: string | undefined, takes: string | undefined]): void {
  const holders = new Map<string, Turn>()
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

/** What a row claims for itself by a rule; undefined where the rule does not count it. */
function claimOf(device: Router, menu: DeviceMenu, { by, whileEnabled }: Unique, row: Item | undefined): string | undefined {
  const own = device.menuAt(menu.path)
  if (row === undefined || own === undefined || (whileEnabled === true && textsOf(device, own, row, 'disabled') === 'yes')) return undefined
  return JSON.stringify(by.map((name) => textsOf(device, own, row, name) ?? null))
}

/** A change in two steps, the first of which only gives up what the row has; undefined where no rule says how. */
function steppingAside(
  to: Router,
  menu: DeviceMenu,
  rules: readonly Unique[],
  change: Difference,
): { readonly first: Difference; readonly then: Difference } | undefined {
  const [name, text] = rules.flatMap(({ placeholder, whileEnabled }) => placeholder ?? (whileEnabled === true ? ['disabled', 'yes'] : []))
  if (name === undefined || text === undefined || change.to === undefined) return undefined
  const last = { name, from: text, to: textsOf(to, menu, change.to, name) }
  return {
    first: { ...change, changed: [{ name, from: undefined, to: text }] },
    then: { ...change, changed: [...change.changed.filter((one) => one.name !== name), last].sort((a, b) => (a.name < b.name ? -1 : 1)) },
  }
}
