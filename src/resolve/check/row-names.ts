// Owns how rows are named: the property that names them, and the keys under which their names are looked up.
import { allInterfaces, interfaceKind } from '../../schema/interfaces.ts'
import { noted } from '../../schema/noted.ts'

/** The property whose values are the names of a menu's rows. Chains are named by the rules in them. */
export const identifying = (path: string): string => noted(path, ({ identifies }) => identifies) ?? 'name'

/**
 * The key under which names of a menu are looked up: all interfaces share their names, since an ethernet port and a bridge cannot both be
 * `lan`.
 */
export const lookupKeyOf = (menu: string): string => (interfaceKind(menu) === undefined ? menu : allInterfaces)

/** The key of the names that one menu of interfaces gives; of `/interface`: of those that it gives to interfaces of any kind. */
export const kindKey = (menu: string): string => `kind ${menu}`

/** The key of a name of a menu in `NameLines` (`definitions.ts`). */
export const lineKey = (menu: string, name: string): string => `${lookupKeyOf(menu)}\0${name}`
