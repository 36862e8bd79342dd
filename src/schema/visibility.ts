// Owns deciding which names of the facts a device has, by its release and packages, and where its own listing is wrong.
import type { Presence } from './facts-file.ts'
import { noted, notedOf } from './noted.ts'
import type { Packages } from './package-names.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** Returns the packages of which one adds the menu `path`; none where it needs none or which one is not known. */
export const providersOf = (path: string): readonly string[] => noted(path, ({ packages }) => packages) ?? []

/** Returns the path that a name in the menu `path` is an alias of, or undefined. */
export const aliasOf = (path: string, name: string): string | undefined => notedOf(path, ({ aliases }) => aliases, name)

/** Decides what exists. */
export class Visibility {
  readonly release: Release
  readonly #packages: Packages
  readonly #bit: number

  /** False for a release without facts, for which those of the nearest are used: no name and no word is refused then. */
  readonly sure: boolean

  /** `at` is the index of the facts' release among the known ones. */
  constructor(release: Release, at: number, packages: Packages, sure = true) {
    this.release = release
    this.sure = sure
    this.#packages = packages
    this.#bit = 1 << at
  }

  /** Whether a name under `path` with this presence exists, given that its parent does. */
  shows({ set, extra }: Presence, path: string): boolean {
    if (set !== undefined && (set & this.#bit) === 0) return false
    return !extra || this.#has(path)
  }

  /** Whether a name with this presence came with a later release. */
  isToCome({ set }: Presence): boolean {
    return this.sure && set !== undefined && (set & ((this.#bit << 1) - 1)) === 0
  }

  /** Like `shows` for a menu, including those that are listed but do not exist. */
  showsMenu(presence: Presence, path: string): boolean {
    // Where every package is installed, notes about bare devices do not matter and are not read.
    const only = this.#packages === 'all' ? undefined : noted(path, ({ listedOnly }) => listedOnly)
    return this.shows(only === undefined || !inRange(this.release, only) ? presence : { ...presence, extra: true }, path)
  }

  /** Whether the package that adds `path` is installed; where which one is not known, any package counts. */
  #has(path: string): boolean {
    if (this.#packages === 'all' || this.#packages.length === 0) return this.#packages === 'all'
    const packages = providersOf(path)
    return packages.length === 0 || packages.some((name) => this.#packages.includes(name))
  }
}
