// Owns the public module `offbox/fuzz`: arbitraries for fast-check of values, names, scripts, rows, devices, certificates and files.
import type { Arbitrary } from 'fast-check'
import { catalogFor } from '../host/node/catalog-cache.ts'
import type { NamesOptions } from '../index.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { stateCommands as stateOf } from './device.ts'
import { itemOf, type ItemOptions } from './item.ts'
import { grammarOf, type Grammar } from './script.ts'

export { certificateChain, certificateState, certificateTemplate, type CertificatesOptions, type TemplateOptions } from './certificates.ts'
export { file, type FileOnDevice } from './device.ts'
export { fileName, itemName, quotedName, variableName } from './names.ts'
export { broken } from './script.ts'
export { plainText, value, values } from './values.ts'
export type { TypeName } from '../value/value.ts'
export type { Grammar, ItemOptions }

/** The menu at a path. Throws a TypeError if the release does not have it, which is an error of the calling program. */
function menuAt(path: string, names: NamesOptions): KnownMenu {
  const menu = catalogFor(names).menu(path)
  if (menu === undefined) throw new TypeError(`there is no menu ${path}: paths look like /ip/address`)
  return menu
}

/** Options of arbitraries over several menus. */
export interface MenusOptions extends NamesOptions {
  /** The menus that scripts use, by path; default: all. */
  readonly menus?: readonly string[]
}

/** Arbitraries of expressions, statements and scripts of a release, bound to its menus. */
export function grammar({ menus, ...names }: MenusOptions = {}): Grammar {
  return grammarOf(
    catalogFor(names).root,
    menus?.map((path) => menuAt(path, names)),
  )
}

/** The words after `add` (or `set`) of a valid row of a menu: `address=10.1.2.3/24 interface=lan`. */
export const item = (menu: string, { release, packages, ...options }: ItemOptions & NamesOptions = {}): Arbitrary<string> =>
  itemOf(menuAt(menu, namesOf(release, packages)), options)

/** The commands that prepare a new device: rows of these menus, globals, sometimes certificates. */
export const deviceState = (
  menus: readonly string[],
  { rows, release, packages }: NamesOptions & { readonly rows?: number } = {},
): Arbitrary<string> =>
  stateOf({ menus: menus.map((path) => menuAt(path, namesOf(release, packages))), ...(rows === undefined ? {} : { rows }) })

const namesOf = (release: string | undefined, packages: NamesOptions['packages']): NamesOptions => ({
  ...(release === undefined ? {} : { release }),
  ...(packages === undefined ? {} : { packages }),
})
