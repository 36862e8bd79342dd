// Owns menus without a declaration: what the facts say of them, as a declaration, so that they work as plain stores.
import { Failure } from '../../diagnostic/failure.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Change, Flag, Property, Row } from '../../schema/menu.ts'
import { yesNo, type References } from '../../schema/property.ts'
import { Id, type Value } from '../../value/value.ts'
import { isNumbered, type BoardRow } from './board.ts'
import type { Router, DeviceMenu } from '../router.ts'
import { completionOf } from './derived.ts'
import { cameDisabled, usualOf } from '../export/manner.ts'
import { assignments, factoryRows, hasUnknownRows } from './factory.ts'
import { followInterfaces, interfaceKind } from './interfaces.ts'
import { keptText, plainType } from './type.ts'
import { relevanceIn } from './relevance.ts'
import { isSensitive } from '../policy/sensitive.ts'
import { nameFor, refuseDuplicate } from './unique.ts'

/**
 * A declaration made from the facts, or undefined where a menu has nothing that a script could keep in it, or where its rows are one
 * device's own (packages, counters). Values are kept as a script writes them; what the facts do not say (columns) is not invented.
 */
export function plain(menu: KnownMenu): DeviceMenu | undefined {
  const kind = kindOf(menu)
  if (kind === undefined || menu.parent === undefined || (kind !== 'settings' && hasUnknownRows(menu.path))) return undefined
  const given = factoryRows(menu.path)
  const names = namesOf(menu)
  const properties: Record<string, Property<Router>> = {}
  for (const name of names) properties[name] = propertyOf(menu, name)
  // Rows of a board are found by it, though no listing shows it.
  if (interfaceKind(menu.path) !== undefined) properties['default-name'] ??= { type: plainType(menu, 'default-name'), readOnly: true }
  for (const name of new Set(given?.rows.flatMap((row) => assignments(row).map(([name]) => name)) ?? []))
    if (name !== '.id') properties[name] ??= { type: yesNo, readOnly: true, default: false }
  const named = nameOf(menu, properties)
  const refusal = menu.addRefusal
  const factory = kind === 'settings' ? undefined : factoryOf(menu)
  const selects =
    given?.selects ?? (interfaceKind(menu.path) === undefined ? undefined : 'default-name') ?? boardSelector(menu.path, properties, named)
  const flags = flagsOf(menu.path, properties)
  const shows = relevanceIn(menu.path)
  const adding = (change: Change, device: Router): void => {
    // Menus that refuse an empty `add` in words of their own: their rule is not known, but an empty row is not what the device would make.
    if (refusal !== undefined && change.values.size === 0) throw new Failure(refusal)
    const name = named === undefined || change.values.has(named) ? undefined : nameFor(device, menu)
    if (name !== undefined && named !== undefined) change.values.set(named, name)
    complete(menu, properties, change)
    refuseDuplicate(device, menu, change.values, undefined)
  }
  return {
    path: menu.path,
    kind,
    about: 'a plain store: what is set is kept, and nothing else happens',
    properties,
    columnsByNeed: true,
    ...(listedInDetail.has(menu.path) ? { listing: 'detail' as const } : {}),
    // What releases without facts ask for is not known.
    ...(menu.sure && menu.required.length > 0 ? { requires: menu.required } : {}),
    ...(menu.command('move') === undefined ? {} : { ordered: true }),
    ...(menu.keys.length > 0 && menu.keys.every((key) => key in properties) ? { keys: menu.keys } : {}),
    ...(flags.length > 0 ? { flags } : {}),
    ...(shows === undefined ? {} : { shows }),
    ...(named === undefined ? {} : { name: named }),
    ...(factory === undefined ? {} : { factory }),
    selects,
    ...(menu.path === '/queue/interface' ? { refresh: followInterfaces, keepsRows: true } : {}),
    ...(kind === 'list' ? { adding } : {}),
    ...(kind === 'settings'
      ? {}
      : {
          setting: (row: Row, change: Change, device: Router) => {
            complete(menu, properties, change)
            refuseDuplicate(device, menu, new Map([...row.values, ...change.values]), row)
          },
        }),
  }
}

/**
 * Menus whose `print` without a style is that of `detail` (listings of 7.x: `0    chain=srcnat action=masquerade ...`,
 * `0 R name="bridge" ...`).
 */
const listedInDetail: ReadonlySet<string> = new Set([
  ...['ip', 'ipv6'].flatMap((family) => ['filter', 'mangle', 'nat', 'raw'].map((table) => `/${family}/firewall/${table}`)),
  '/interface/bridge',
  '/queue/simple',
  '/queue/tree',
])

/** Adds what the device would. */
function complete(menu: KnownMenu, properties: Readonly<Record<string, Property<Router>>>, { values }: Change): void {
  const given = (name: string): string | undefined => {
    const value = values.get(name)
    return value === undefined ? undefined : properties[name]?.type.show(value, noReferences).join(',')
  }
  const [name, text] = completionOf(menu.path, (of) => values.has(of), given) ?? []
  if (name !== undefined && text !== undefined) values.set(name, flagLetters.has(name) ? text === 'yes' : keptText(menu, name, text))
}

/** Types of plain stores refer to nothing. */
const noReferences: References = { locate: () => undefined, nameOf: () => undefined, knows: () => undefined, holds: () => true }

/** `list`: rows are added. `fixed`: rows are there, or come and go by themselves. */
function kindOf(menu: KnownMenu): DeviceMenu['kind'] | undefined {
  const { shape } = menu
  if (shape === 'settings') return menu.command('set') === undefined ? undefined : 'settings'
  if (shape === undefined) return undefined
  if (menu.command('add') !== undefined) return 'list'
  return menu.command('find') === undefined ? undefined : 'fixed'
}

/** Arguments that are no properties. */
const placing: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before', 'destination', 'about'])

/** What rows show, in the device's order, then what can only be given. */
function namesOf(menu: KnownMenu): readonly string[] {
  const shown = [...new Set(menu.properties)].filter((name) => !name.startsWith('.') && !placing.has(name))
  const given = ['add', 'set'].flatMap((command) => [...(menu.command(command)?.arguments.keys() ?? [])])
  const more = [...new Set(given)].filter((name) => !placing.has(name) && !shown.includes(name))
  const last = ['disabled', 'comment'].filter((name) => shown.includes(name) || more.includes(name))
  return [...[...shown, ...more].filter((name) => !last.includes(name)), ...last]
}

function propertyOf(menu: KnownMenu, name: string): Property<Router> {
  const facts = menu.known.get(name)
  const writable = menu.command('add')?.exact(name) !== undefined || menu.command('set')?.exact(name) !== undefined
  const text = usualOf(menu.path, name) ?? facts?.default
  const given = text === undefined ? undefined : keptText(menu, name, text)
  const usual = given ?? (flagLetters.has(name) || name === 'disabled' ? false : undefined)
  return {
    type: flagLetters.has(name) && !writable ? yesNo : plainType(menu, name),
    ...(usual === undefined
      ? {}
      : { default: name === 'disabled' && cameDisabled(menu.path) ? (device: Router) => !device.holds('7.0..') : usual }),
    ...(menu.sure && menu.required.includes(name) ? { required: true } : {}),
    ...(writable ? {} : { readOnly: true }),
    ...(facts?.unset === true ? { unset: true } : {}),
    ...(menu.kindOf(name).kind === 'flag' ? { bare: true } : {}),
    ...(isSensitive(menu.path, name) ? { sensitive: true } : {}),
  }
}

/** Letters of flags that mean the same in every menu that has them. */
const flagLetters: ReadonlyMap<string, string> = new Map([
  ['default', '*'],
  ['dynamic', 'D'],
  ['disabled', 'X'],
  ['invalid', 'I'],
  ['inactive', 'I'],
  ['running', 'R'],
])

/**
 * 7.x lists `D` first. 6.x lists it after `X` and `I`, and in their column (X-print-9 of 6.42: ` 1 D address=`); firewalls have it last and
 * apart in both (`X - disabled, I - invalid; D - dynamic`).
 */
function flagsOf(path: string, properties: Readonly<Record<string, unknown>>): readonly Flag<string>[] {
  const there = [...flagLetters.keys()].filter((property) => property in properties)
  const dynamicLast = [...there.filter((name) => name !== 'dynamic'), ...there.filter((name) => name === 'dynamic')]
  if (path.includes('/firewall/')) return lettered(dynamicLast, 'I')
  if (!there.includes('dynamic') || !there.includes('disabled')) return lettered(there, 'I')
  const of = (releases: string, flags: readonly Flag<string>[]): readonly Flag<string>[] => flags.map((flag) => ({ ...flag, releases }))
  return [...of('..6.99', lettered(dynamicLast, 'ID')), ...of('7.0..', lettered(there, 'I'))]
}

/** Flags of properties, in order; those of `sharing` stand in the column before them where that is one of `X` or `I`. */
const lettered = (properties: readonly string[], sharing: string): readonly Flag<string>[] =>
  properties.map((property, at) => {
    const letter = flagLetters.get(property) ?? ''
    const before = flagLetters.get(properties[at - 1] ?? '') ?? '-'
    return { letter, property, ...(sharing.includes(letter) && 'XI'.includes(before) ? { shares: true } : {}) }
  })

/** How exports name rows that only a board has: by a default name, as the default, by name, else by number. */
function boardSelector(path: string, properties: Readonly<Record<string, unknown>>, named: string | undefined): string {
  if (isNumbered(path)) return 'number'
  return ['default-name', 'vcno', 'default'].find((name) => name in properties) ?? (named === undefined ? 'number' : 'name')
}

/** The property that `numbers=` finds rows by. */
function nameOf(menu: KnownMenu, properties: Readonly<Record<string, unknown>>): string | undefined {
  if (menu.path === '/disk') return 'slot'
  if ('name' in properties) return 'name'
  const [key, ...more] = menu.keys
  return key === 'interface' && more.length === 0 && key in properties ? key : undefined
}

/** Rows of a new device: those of the table, then those of the board. */
function factoryOf(menu: KnownMenu): DeviceMenu['factory'] {
  const rows = (factoryRows(menu.path)?.rows ?? []).map(assignments)
  const kept = (row: readonly (readonly [string, string])[]): Readonly<Record<string, Value>> =>
    Object.fromEntries(row.map(([name, text]): [string, Value] => [name, name === '.id' ? idOf(text) : keptText(menu, name, text)]))
  // A board names rows by what its export says of them, which may be rows of every device.
  const isThere = (own: BoardRow): boolean =>
    rows.some((row) => Object.entries(own).every(([key, text]) => row.some(([name, value]) => name === key && value === text)))
  return (device) => {
    const own = (device.board.rows[menu.path] ?? []).filter((row) => !isThere(row))
    return [...rows.map(kept), ...own.map((row) => kept(Object.entries(row)))]
  }
}

const idOf = (text: string): Id => new Id(parseInt(text.slice(1), 16))
