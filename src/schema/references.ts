// Owns which properties name items of other menus: what `check` looks up in a script and stores look up on a device.
import { noted, notedOf } from './noted.ts'
import type { Reference } from './notes/menu-notes.ts'

/**
 * What a property of the menu at `path` names; undefined where it names no item, or none that can be known: properties that may name what
 * appears by itself (IPv6 pools, marks, address lists, chains) have no note.
 */
export const referenceOf = (path: string, property: string): Reference | undefined => notedOf(path, ({ refers }) => refers, property)

/** Whether an item of this name may be there although nothing defines it. */
export const mayBeThere = ({ of, words }: Reference, name: string): boolean =>
  name === '' ||
  name.startsWith('*') ||
  words.includes(name) ||
  of.some((path) => noted(path, ({ unadded }) => unadded)?.test(name) === true)
