// Owns looking up which properties refer to items of other menus. `check` resolves references in a script, stores resolve them on a device.
import type { BoardKnown } from './kind.ts'
import type { KnownMenu } from './known-menu.ts'
import { noted, notedOf } from './noted.ts'
import type { ReferenceNote } from './notes/note-types.ts'

/**
 * Returns the reference of a property of the menu at `path`; undefined if it has none, or none that can be checked: properties whose names
 * a device defines at run time (IPv6 pools, marks, address lists, chains) have no note.
 */
export const referenceOf = (path: string, property: string): ReferenceNote | undefined => notedOf(path, ({ refers }) => refers, property)

/**
 * The reference of an argument; undefined for a switch of the same name: `in-interface=yes` of /ip/traffic-flow/ipfix, `vrf` of
 * /routing/rule, which takes no value.
 */
export const referenceOfValue = (menu: KnownMenu, argument: string): ReferenceNote | undefined =>
  menu.kindOf(argument).name === 'bool' || menu.command('add')?.arguments.get(argument)?.flag === true
    ? undefined
    : referenceOf(menu.path, argument)

/** Returns the names in a value: elements of a list, and of pairs if the reference has pairs, without the sign of a negation. */
export const namesIn = ({ pairs }: ReferenceNote, text: string): readonly string[] =>
  text.split(pairs === true ? /[,/]/ : ',').map((part) => part.replace(/^!/, ''))

/** The names of rows of new devices, by menu; computed once. */
const factoryNames = new Map<string, ReadonlySet<string>>()

/** Whether a menu of a new device has a row of this name, in any release. */
export const isFactoryRow = (path: string, name: string): boolean => factoryNamesOf(path).has(name)

/** Returns the names that a reference can have on every device: its words, and the rows that its menus have by default. */
export const namesOfEveryDevice = ({ of, words }: ReferenceNote): readonly string[] => [
  ...words,
  ...of.flatMap((path) => [...factoryNamesOf(path), ...(noted(path, ({ existsByDefault }) => existsByDefault) ?? [])]),
]

function factoryNamesOf(path: string): ReadonlySet<string> {
  const known = factoryNames.get(path)
  if (known !== undefined) return known
  const factory = noted(path, (notes) => notes.factory) ?? []
  const rows = [factory].flat().flatMap((one) => one.rows)
  const names = new Set(rows.flatMap((row) => /(?:^| )name=(\S+)/.exec(row)?.[1] ?? []))
  factoryNames.set(path, names)
  return names
}

/** Whether all ports of a board are known: an export does not list all, and a virtual machine may have any. */
export const hasAllPorts = (board: BoardKnown | undefined): boolean => board?.name !== undefined && board.exportedSettings === undefined

/** Names of a board's ports. */
const port = /^(ether\d+|combo\d+|q?sfp[a-z0-9-]*)$/

/** Which rows of a device are known. */
interface KnownRows {
  /** Whether all its ports are known, so others do not exist. */
  readonly portsKnown?: boolean
  /** Whether all its rows that exports list are known. */
  readonly isListed?: boolean
}

/** Whether an item of this name may exist although no known row has it. */
export const mayExist = ({ of, words }: ReferenceNote, name: string, { portsKnown, isListed }: KnownRows = {}): boolean =>
  name === '' ||
  name.startsWith('*') ||
  words.includes(name) ||
  (!(portsKnown === true && port.test(name)) &&
    of.some((path) => noted(path, ({ existsWithoutAdd }) => existsWithoutAdd)?.test(name) === true)) ||
  (isListed !== true && of.some((path) => noted(path, ({ existsByDefault }) => existsByDefault)?.includes(name) === true))
