// Owns the type of the data that the menus of one catalog share: facts and manual of its release, and which names exist there.
import type { Dialect } from './dialect.ts'
import type { FactsFile } from './facts-file.ts'
import type { ManualMenu, Readable } from './manual-facts.ts'
import type { Visibility } from './visibility.ts'

/** Data shared by the menus of one catalog. */
export interface CatalogData {
  readonly visibility: Visibility
  readonly dialect: Dialect
  /** Returns the device's own order of a menu's properties, where known. */
  order(path: string): readonly string[] | undefined
  /** Returns the read-only properties by the manual; undefined if it is not known. */
  readable(path: string): Readable | undefined
  /** Returns the manual's data of a menu, whatever the release. */
  named(path: string): ManualMenu
  /** Returns other files of facts that may include a menu. They only have names: menus, commands and arguments. */
  more(path: string): readonly FactsFile[]
  /** Whether the release has a menu of such a file. Always true of a user's own device. */
  hasMenuOf(file: FactsFile, path: string): boolean
  /** Decides which names of the files of `more` exist. */
  readonly unsureVisibility: Visibility
  /** The data for menus that only files of `more` have. */
  readonly unsure: CatalogData
}
