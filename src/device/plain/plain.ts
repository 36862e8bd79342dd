// Owns making declarations from facts and notes for menus without one, so that they work as plain stores.
import { Failure } from '../../diagnostic/failure.ts'
import { interfaceKind } from '../../schema/interfaces.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Change, KnownProperty, Row } from '../../schema/menu.ts'
import { isNoted, noted, notedOf } from '../../schema/noted.ts'
import { inRange } from '../../schema/range.ts'
import { yesNo, type References } from '../../schema/property.ts'
import { Time } from '../../value/value.ts'
import type { Router, DeviceMenu } from '../router.ts'
import type { BoardRow } from './board.ts'
import { assignments, factoryOf } from './factory.ts'
import { flagLetters, flagProperties, flagsOfFacts, isFlag } from './flags.ts'
import { storedText, plainType } from './type.ts'
import { runtimeProperty } from './runtime.ts'
import { refuseUnmet } from './dependent-properties.ts'
import { listedIn, relevanceIn } from './relevance.ts'
import { nameFor, refuseDuplicate } from './unique.ts'
import { rowArguments } from '../../schema/row-arguments.ts'

/** What is known about the rows of one device. */
export interface KnownRows {
  /** The rows that its board has. Properties that only these rows have can be read. */
  readonly board?: readonly BoardRow[]
  /** Whether a test sets rows and values in place of the device. */
  readonly isSimulated?: boolean
}

/**
 * Returns a declaration made from the facts; undefined where a menu has nothing that a script could store in it, or where its rows are a
 * device's own (packages, counters) and no test sets them. Values are stored as a script writes them; what the facts do not include
 * (columns) is not invented.
 */
export function plainMenu(menu: KnownMenu, { board = [], isSimulated = board.length > 0 }: KnownRows = {}): DeviceMenu | undefined {
  if (board.length > 0) return plainDeclaration(menu, board, isSimulated)
  const known = isSimulated ? simulatedMenus : plainMenus
  // A declaration holds no state of a device: all devices of a catalog share it.
  if (!known.has(menu)) known.set(menu, plainDeclaration(menu, board, isSimulated))
  return known.get(menu)
}

const plainMenus = new WeakMap<KnownMenu, DeviceMenu | undefined>()
const simulatedMenus = new WeakMap<KnownMenu, DeviceMenu | undefined>()

function plainDeclaration(menu: KnownMenu, board: readonly BoardRow[], isSimulated: boolean): DeviceMenu | undefined {
  const kind = kindOf(menu)
  if (
    kind === undefined ||
    menu.parent === undefined ||
    (kind !== 'settings' && !isSimulated && noted(menu.path, ({ unknownRows }) => unknownRows) === true)
  )
    return undefined
  const given = menu.factory
  const names = withBoard(namesOf(menu), board)
  const properties = propertiesOf(menu, names)
  const named = nameOf(menu, properties)
  const refusal = menu.addRefusal
  const factory = kind === 'settings' ? settingsOf(menu) : factoryOf(menu)
  const selects =
    given?.selects ?? (interfaceKind(menu.path) === undefined ? undefined : 'default-name') ?? boardSelector(menu.path, properties, named)
  const flags = flagsOfFacts(menu, properties).map((flag) =>
    !flagLetters.has(flag.property) && isWritable(menu, flag.property) ? { ...flag, isValue: true } : flag,
  )
  const runtime = new Set(Object.keys(properties).filter((name) => !isFlag(menu, name) && properties[name]?.readOnly === true))
  const shows = shownIn(runtime, statesOf(menu), relevanceIn(menu.path))
  const adding = (change: Change, device: Router): void => {
    // Menus that refuse an empty `add` with a message of their own: their rule is not known, but a device would not add an empty row.
    if (refusal !== undefined && change.values.size === 0) throw new Failure(refusal)
    const name = named === undefined || change.values.has(named) ? undefined : nameFor(device, menu)
    if (name !== undefined && named !== undefined) change.values.set(named, name)
    complete(menu, properties, change)
    refuseUnmet(menu.path, change)
    refuseDuplicate(device, menu, change.values, undefined)
  }
  return {
    path: menu.path,
    kind,
    about: 'a plain store: values are stored and have no effect',
    properties,
    ...listed(menu),
    ...(runtime.size > 0 ? { valued: [...runtime].filter((name) => isValued(menu, name)) } : {}),
    states: statesOf(menu),
    // What releases without facts require is not known.
    ...(menu.sure && menu.required.length > 0 ? { requires: menu.required } : {}),
    ...(menu.command('move') === undefined ? {} : { ordered: true }),
    ...(menu.keys.length > 0 && menu.keys.every((key) => key in properties) ? { keys: menu.keys } : {}),
    ...(flags.length > 0 ? { flags } : {}),
    ...(shows === undefined ? {} : { shows }),
    ...(named === undefined ? {} : { name: named }),
    ...(factory === undefined ? {} : { factory }),
    selects,
    ...(kind === 'list' ? { adding } : {}),
    ...keeping(menu.path),
    ...(kind === 'settings'
      ? {}
      : {
          setting: (row: Row, change: Change, device: Router) => {
            complete(menu, properties, change)
            refuseUnmet(menu.path, change, row)
            refuseDuplicate(device, menu, change.values, row)
          },
        }),
  }
}

/** The computed properties that details show in this release (`states` in notes). */
const statesOf = ({ path, release }: KnownMenu): readonly string[] =>
  (noted(path, ({ states }) => states) ?? []).flatMap(({ names, releases }) => (inRange(release, releases) ? names.split(' ') : []))

/** Refuses to remove a new device's rows where notes say that they stay. */
function keeping(path: string): Partial<DeviceMenu> {
  const stays = noted(path, ({ notRemovable }) => notRemovable)
  if (stays === undefined) return {}
  return {
    removing: ({ factory }: Row) => {
      if (factory !== undefined) throw new Failure(`failure: ${stays}`)
    },
  }
}

/** The listing of a menu by its notes: format, columns, and what is left out. */
function listed({ path, release }: KnownMenu): Partial<DeviceMenu> {
  const columns = noted(path, ({ columns }) => columns)?.flatMap(({ names, releases }) =>
    names.split(' ').map((name) => ({
      property: name.replace('?', ''),
      ...(name.endsWith('?') ? { byNeed: true } : {}),
      ...(releases === undefined ? {} : { releases }),
    })),
  )
  const [listing, within] = noted(path, ({ listing }) => listing)?.split(' ') ?? []
  const lists = listedIn(path)
  return {
    columnsByNeed: true,
    ...(columns === undefined ? {} : { columns }),
    ...(listing === 'detail' && inRange(release, within) ? { listing } : {}),
    ...(lists === undefined ? {} : { lists }),
    ...(noted(path, ({ numberless }) => numberless) === true ? { numberless: true } : {}),
  }
}

/** Adds the value that the device would add (`completes` in notes). */
function complete(menu: KnownMenu, properties: Readonly<Record<string, KnownProperty<Router>>>, { values }: Change): void {
  const completion = noted(menu.path, ({ completes }) => completes)
  if (completion === undefined || !values.has(completion.from) || (completion.decides !== true && values.has(completion.name))) return
  const { name } = completion
  const text = completion.text((given) => {
    const value = values.get(given)
    return value === undefined ? undefined : properties[given]?.type.show(value, noReferences, given).join(',')
  })
  if (text !== undefined) values.set(name, flagLetters.has(name) ? text === 'yes' : storedText(menu, name, text))
}

/** Types of plain stores have no references. */
const noReferences: References = { locate: () => undefined, nameOf: () => undefined, knows: () => undefined, isRelease: () => true }

/** `list`: rows are added by commands. `fixed`: rows exist, or come and go by themselves. */
function kindOf(menu: KnownMenu): DeviceMenu['kind'] | undefined {
  const { shape } = menu
  if (shape === 'settings') return menu.command('set') === undefined ? undefined : 'settings'
  if (shape === undefined) return undefined
  if (noted(menu.path, ({ board }) => board)?.kind === 'fixed') return 'fixed'
  if (menu.command('add') !== undefined) return 'list'
  if (menu.command('find') !== undefined) return 'fixed'
  // A single read-only row: counters of the proxy and of IPsec.
  return menu.command('get')?.exact('number') === undefined && menu.command('get') !== undefined ? 'settings' : undefined
}

/** Arguments that are not properties. */
const placing: ReadonlySet<string> = new Set([...rowArguments, 'destination', 'about'])

/** Returns the properties that rows show, in the device's order, then those that can only be given. */
function namesOf(menu: KnownMenu): readonly string[] {
  const shown = [...new Set(menu.properties)].filter((name) => !name.startsWith('.') && !placing.has(name))
  const given = ['add', 'set'].flatMap((command) => [...(menu.command(command)?.arguments.keys() ?? [])])
  const more = [...new Set(given)].filter((name) => !placing.has(name) && !shown.includes(name))
  const last = ['disabled', 'comment'].filter((name) => shown.includes(name) || more.includes(name))
  const all = [...[...shown, ...more].filter((name) => !last.includes(name)), ...last]
  const first = (
    noted(menu.path, ({ orders }) => orders)?.find(({ releases }) => inRange(menu.release, releases))?.names ??
    noted(menu.path, ({ order }) => order) ??
    ''
  )
    .split(' ')
    .filter((name) => all.includes(name))
  return [...new Set([...first, ...all])]
}

/** Adds names that a board's rows have, each after the name before it in the row. */
function withBoard(names: readonly string[], board: readonly BoardRow[]): readonly string[] {
  const all = [...names]
  for (const row of board)
    for (const [at, name] of Object.keys(row).entries())
      if (!all.includes(name)) all.splice(all.indexOf(Object.keys(row)[at - 1] ?? '') + 1, 0, name)
  return all
}

function propertyOf(menu: KnownMenu, name: string): KnownProperty<Router> {
  const facts = menu.propertyFacts.get(name)
  const writable = isWritable(menu, name)
  const text = menu.defaultOf(name)
  const given = text === undefined ? undefined : storedText(menu, name, text)
  const disabledIn = noted(menu.path, ({ disabledByDefault }) => disabledByDefault)
  const defaultValue = given ?? (isFlag(menu, name) || name === 'disabled' ? false : undefined)
  const runtime = writable ? undefined : runtimeProperty(menu, name)
  if (defaultValue === undefined && runtime !== undefined && facts?.writeOnly !== true)
    return { ...runtime, ...printedAs(menu, name, runtime.default) }
  const releases = notedOf(menu.path, ({ propertyReleases }) => propertyReleases, name)
  // A name whose kind is unknown is text: menus of 6.x.
  const isQuoted =
    menu.isText(name) || isNoted(menu.path, ({ quoted }) => quoted, name) || (name === 'name' && menu.kindOf(name).name === 'any')
  return {
    type: flagLetters.has(name) && !writable ? yesNo : { ...plainType(menu, name), ...(isQuoted ? { quoted: true } : {}) },
    ...printedAs(menu, name, defaultValue),
    ...(releases === undefined ? {} : { releases }),
    ...(defaultValue === undefined
      ? {}
      : { default: disabledIn !== undefined && name === 'disabled' ? (device: Router) => device.isRelease(disabledIn) : defaultValue }),
    ...(menu.sure && menu.required.includes(name) ? { required: true } : {}),
    ...(writable ? {} : { readOnly: true, ...(defaultValue === undefined && isOpen(menu, name) ? { unmodelled: true } : {}) }),
    ...(facts?.unset === true ? { unset: true } : {}),
    ...(menu.kindOf(name).name === 'flag' || menu.isSwitch(name) ? { bare: true } : {}),
    ...(isNoted(menu.path, ({ sensitive }) => sensitive, name) ? { sensitive: true } : {}),
  }
}

/** How listings show a property, by notes. */
function printedAs(menu: KnownMenu, name: string, defaultValue: unknown): Partial<KnownProperty<Router>> {
  const zero = notedOf(menu.path, ({ zero }) => zero, name)
  return {
    ...(isNoted(menu.path, ({ verbatim }) => verbatim, name) ? { verbatim: true } : {}),
    ...(zero === undefined ? {} : { print: (row: Row) => (isZero(row.values.get(name) ?? defaultValue) ? [zero] : undefined) }),
  }
}

/** Whether a value is a duration, a number or a pair of numbers that is 0. */
const isZero = (value: unknown): boolean => (value instanceof Time ? value.ns === 0n : value === 0 || value === '0' || value === '0/0')

/** Whether the value of a read-only property is unknown, so that reading it fails as not modelled. */
const isOpen = (menu: KnownMenu, name: string): boolean => menu.sure && !isNoted(menu.path, ({ emptyAtRest }) => emptyAtRest, name)

function propertiesOf(menu: KnownMenu, names: readonly string[]): Record<string, KnownProperty<Router>> {
  const properties: Record<string, KnownProperty<Router>> = {}
  for (const name of names) properties[name] = propertyOf(menu, name)
  // Flags that the facts of this release do not list among its properties.
  for (const name of flagProperties(menu)) properties[name] ??= { type: yesNo, readOnly: true, default: false }
  // Rows of a board are found by it, though listings do not show it.
  if (interfaceKind(menu.path) !== undefined) properties['default-name'] ??= { type: plainType(menu, 'default-name'), readOnly: true }
  for (const name of new Set(menu.factory?.rows.flatMap((row) => assignments(row).map(([name]) => name)) ?? [])) {
    const known = properties[name]
    if (name === '.id' || (known !== undefined && known.unmodelled !== true)) continue
    const isText = known?.type.name === 'string'
    properties[name] = isText ? { ...known, unmodelled: false, default: '' } : { type: yesNo, readOnly: true, default: false }
  }
  return properties
}

/** The board's values in a settings menu that only boards have. */
function settingsOf(menu: KnownMenu): DeviceMenu['factory'] {
  if (noted(menu.path, ({ board }) => board)?.kind !== 'settings') return undefined
  const rows = factoryOf(menu)
  return (device) => [rows?.(device)[0] ?? {}]
}

/** Listings leave out what only the device sets, unless a row has a value of it or it is one of `states`. */
function shownIn(runtime: ReadonlySet<string>, states: readonly string[], relevant: DeviceMenu['shows']): DeviceMenu['shows'] {
  if (runtime.size === 0) return relevant
  return (row, name, device) => {
    if (runtime.has(name) && !states.includes(name) && !row.values.has(name) && row.staged?.has(name) !== true) return false
    return relevant?.(row, name, device) !== false
  }
}

/** Whether `as-value` includes a property by default: states are, counters and flags are not. */
const isValued = (menu: KnownMenu, name: string): boolean =>
  menu.readable(name)?.flag !== true && noted(menu.path, ({ counters }) => counters)?.test(name) !== true

const isWritable = (menu: KnownMenu, name: string): boolean =>
  menu.command('add')?.exact(name) !== undefined || menu.command('set')?.exact(name) !== undefined

/** How exports select rows that only a board has: by default name, as the default, by name, else by number. */
function boardSelector(path: string, properties: Readonly<Record<string, unknown>>, named: string | undefined): string {
  if (noted(path, ({ boardRows }) => boardRows)?.numbered === true) return 'number'
  return ['default-name', 'vcno', 'default'].find((name) => name in properties) ?? (named === undefined ? 'number' : 'name')
}

/** The property by which `numbers=` finds rows. */
function nameOf(menu: KnownMenu, properties: Readonly<Record<string, unknown>>): string | undefined {
  const named = noted(menu.path, ({ name }) => name)
  if (named !== undefined) return named
  if ('name' in properties) return 'name'
  const [key, ...more] = menu.keys
  return key === 'interface' && more.length === 0 && key in properties ? key : undefined
}
