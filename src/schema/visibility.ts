// Owns what a device of a release with certain packages shows of the facts, and where it differs from what its own listing says.
import type { Presence } from './facts-file.ts'
import { noted, notedOf } from './noted.ts'
import type { Packages } from './package-names.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** The packages of which one brings the menu `path`; none where it needs none or it is not known. */
export const providersOf = (path: string): readonly string[] => noted(path, ({ packages }) => packages) ?? []

/** The path that a name in the menu `path` is another name of, or undefined. */
export const aliasOf = (path: string, name: string): string | undefined => notedOf(path, ({ aliases }) => aliases, name)

/** Decides what exists. */
export class Visibility {
  readonly release: Release
  readonly #packages: Packages
  readonly #bit: number

  /** False where nothing is known of the release itself and those of the nearest one stand in: no name and no word is refused then. */
  readonly sure: boolean

  /** `at` is the place of the facts' release among the known ones. */
  constructor(release: Release, at: number, packages: Packages, sure = true) {
    this.release = release
    this.sure = sure
    this.#packages = packages
    this.#bit = 1 << at
  }

  /** Whether something under `path` with this presence exists. What holds it has been asked before. */
  shows({ set, extra }: Presence, path: string): boolean {
    if (set !== undefined && (set & this.#bit) === 0) return false
    return !extra || this.#has(path)
  }

  /** Whether something with this presence came with a later release. */
  isToCome({ set }: Presence): boolean {
    return this.sure && set !== undefined && (set & ((this.#bit << 1) - 1)) === 0
  }

  /** As `shows` for a menu, which may be one of those that are only listed. */
  showsMenu(presence: Presence, path: string): boolean {
    // Where every package is there, it does not matter what a bare device lacks: no notes are read then.
    const only = this.#packages === 'all' ? undefined : noted(path, ({ listedOnly }) => listedOnly)
    return this.shows(only === undefined || !inRange(this.release, only) ? presence : { ...presence, extra: true }, path)
  }

  /** Whether the package that brings `path` is there; where it is not known which one does, any package will do. */
  #has(path: string): boolean {
    if (this.#packages === 'all' || this.#packages.length === 0) return this.#packages === 'all'
    const packages = providersOf(path)
    return packages.length === 0 || packages.some((name) => this.#packages.includes(name))
  }
}
