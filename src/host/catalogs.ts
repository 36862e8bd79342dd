// Owns the catalogs of a world: each is made once and shared, because facts do not change while it runs.
import { createCatalog, type Catalog, type LoadFacts } from '../schema/catalog.ts'
import type { FactsFile } from '../schema/facts-file.ts'
import { readImported } from '../schema/imported.ts'
import { defaultRelease, releaseOf } from '../schema/release.ts'
import type { Packages } from '../schema/package-names.ts'

/** Which names are asked for. */
export interface NamesAsked {
  /** The newest of 7.x that offbox models where absent; for a checker, that of an export's header first. */
  readonly release?: string | undefined
  /** All where absent. */
  readonly packages?: Packages
  /** What `importFacts` made of the dump of a device. */
  readonly facts?: string | undefined
}

/** Which names a device has. */
export interface CatalogAsked extends NamesAsked {
  /** Whether the menus that only some boards have are there. */
  readonly boards?: boolean
}

/** Facts and what is made of them. `catalogFor` throws a FactsError for facts that `importFacts` has not made. */
export interface Catalogs {
  /** Files of facts by name, the same for every release. */
  readonly files: Map<string, FactsFile>
  readonly catalogFor: (asked: CatalogAsked) => Catalog
}

/** The catalogs where facts are read by `load`, which is asked for a file once. */
export function catalogsBy(load: LoadFacts): Catalogs {
  const files = new Map<string, FactsFile>()
  const catalogs = new Map<string, Catalog>()
  const imported = new Map<string, FactsFile>()
  /** Whether the facts hold a release of the same minor: an export of another one may have had other names. */
  const isCovered = (release: string): boolean => {
    const { major, minor } = releaseOf(release)
    return createCatalog({ release, packages: [], load, files }).known.some((text) => {
      const known = releaseOf(text)
      return known.major === major && known.minor === minor
    })
  }
  return {
    files,
    catalogFor: ({ release = defaultRelease, packages = 'all', facts, boards = false }) =>
      once(catalogs, keyOf(release, packages, boards, facts), () =>
        createCatalog({
          release,
          packages,
          load,
          boards,
          facts: facts === undefined ? undefined : once(imported, facts, () => readImported(facts)),
          files,
          guess: !isCovered(release),
        }),
      ),
  }
}

/** How many catalogs and checkers are kept, each: a program asks for a few again and again. */
const kept = 16

export const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts)

/** What a key has, made where it is new. The oldest goes where there are too many. */
export function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = make()
  for (const oldest of made.keys()) {
    if (made.size < kept) break
    made.delete(oldest)
  }
  made.set(key, fresh)
  return fresh
}
