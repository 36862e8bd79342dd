// Owns which properties name items of other menus: what `check` looks up in a script and stores look up on a device.
import type { BoardKnown } from './kind.ts'
import { noted, notedOf } from './noted.ts'
import type { Reference } from './notes/menu-notes.ts'

/**
 * What a property of the menu at `path` names; undefined where it names no item, or none that can be known: properties that may name what
 * appears by itself (IPv6 pools, marks, address lists, chains) have no note.
 */
export const referenceOf = (path: string, property: string): Reference | undefined => notedOf(path, ({ refers }) => refers, property)

/** The names in a value: parts of a list, and of pairs where the reference is to pairs, without the sign of what is excluded. */
export const namesIn = ({ pairs }: Reference, text: string): readonly string[] =>
  text.split(pairs === true ? /[,/]/ : ',').map((part) => part.replace(/^!/, ''))

/** Whether the ports of a board are all there are: an export does not tell all, and nobody says which ones a virtual machine has. */
export const isWhole = (board: BoardKnown | undefined): boolean => board?.name !== undefined && board.said === undefined

/** Ports of a board, which do not appear by themselves. */
const port = /^(ether\d+|combo\d+|q?sfp[a-z0-9-]*)$/

/**
 * Whether an item of this name may be there although nothing defines it. `portsKnown`: the ports of the device are known, and none but
 * those are there.
 */
export const mayBeThere = ({ of, words }: Reference, name: string, portsKnown = false): boolean =>
  name === '' ||
  name.startsWith('*') ||
  words.includes(name) ||
  (!(portsKnown && port.test(name)) && of.some((path) => noted(path, ({ unadded }) => unadded)?.test(name) === true))
