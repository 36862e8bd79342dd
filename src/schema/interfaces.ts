// Owns the list of menus that hold interfaces, from the notes of `/interface`.
import { noted, notedOf } from './noted.ts'
import type { InterfaceMenu } from './notes/note-types.ts'

/** A menu of interfaces with its path. */
export interface InterfaceKind extends InterfaceMenu {
  readonly path: string
}

/** The menu that lists the interfaces of all menus. */
export const allInterfaces = '/interface'

/** The menu of lists of interfaces. */
export const interfaceLists = '/interface/list'

/** The menu of a board's ports. */
export const ethernetPorts = '/interface/ethernet'

/** Returns every menu of interfaces, in the order in which `/interface` lists their rows. */
export const interfaceKinds = (): readonly InterfaceKind[] =>
  (kinds ??= Object.entries(noted(allInterfaces, ({ gathers }) => gathers) ?? {}).map(([path, kind]) => ({ path, ...kind })))

let kinds: readonly InterfaceKind[] | undefined

/** Returns the notes of a menu of interfaces; undefined for other menus. */
export const interfaceKind = (path: string): InterfaceMenu | undefined => notedOf(allInterfaces, ({ gathers }) => gathers, path)
