// Owns the decision which names of the facts a device has, by its release and packages. It corrects names that devices list wrongly.
import type { Presence } from './facts-file.ts'
import { noted, notedOf } from './noted.ts'
import type { Packages } from './package-names.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** Returns the packages that add the menu `path` (any of them suffices); empty if it needs none, or if they are not known. */
export const providersOf = (path: string): readonly string[] => noted(path, ({ packages }) => packages) ?? []

/** Returns the path that a name in the menu `path` is an alias of, or undefined. */
export const aliasOf = (path: string, name: string): string | undefined => notedOf(path, ({ aliases }) => aliases, name)

/** Decides which names exist on a device. */
export class Visibility {
  readonly release: Release
  readonly #packages: Packages
  readonly #bit: number

  /** Whether the release has facts of its own. If not, those of the nearest release are used, and no name and no word is refused. */
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

  /** Whether only later releases have a name with this presence. */
  isLater({ set }: Presence): boolean {
    return this.sure && set !== undefined && (set & ((this.#bit << 1) - 1)) === 0
  }

  /** `shows` for a menu. A menu that devices list and yet refuse (`listedOnly` in notes) does not exist. */
  showsMenu(presence: Presence, path: string): boolean {
    // Where every package is installed, notes about bare devices do not matter and are not read.
    const only = this.#packages === 'all' ? undefined : noted(path, ({ listedOnly }) => listedOnly)
    return this.shows(only === undefined || !inRange(this.release, only) ? presence : { ...presence, extra: true }, path)
  }

  /** Whether a package that adds `path` is installed. If the package is not known, any installed package counts. */
  #has(path: string): boolean {
    if (this.#packages === 'all' || this.#packages.length === 0) return this.#packages === 'all'
    const packages = providersOf(path)
    return packages.length === 0 || packages.some((name) => this.#packages.includes(name))
  }
}
