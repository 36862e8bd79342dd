// Owns caching the catalogs of a world: facts do not change at run time, so each catalog is made once and shared.
import { createCatalog, type Catalog, type LoadFacts } from '../schema/catalog.ts'
import type { FactsFile } from '../schema/facts-file.ts'
import { readImported } from '../schema/imported.ts'
import { defaultRelease, releaseOf } from '../schema/release.ts'
import type { Packages } from '../schema/package-names.ts'

/** What a catalog is made for: release, packages and facts. */
export interface NamesQuery {
  /** The newest release of 7.x that offbox models where absent; a checker prefers the one in the header of an export. */
  readonly release?: string | undefined
  /** All where absent. */
  readonly packages?: Packages
  /** What `importFacts` made of a device's dump. */
  readonly facts?: string | undefined
}

/** What a device's catalog is made for. */
export interface CatalogQuery extends NamesQuery {
  /** Whether menus of boards are included. */
  readonly boards?: boolean
}

/** A cache of facts and catalogs. `catalogFor` throws a FactsError for facts that `importFacts` has not made. */
export interface Catalogs {
  /** Files of facts by name, the same for every release. */
  readonly files: Map<string, FactsFile>
  readonly catalogFor: (asked: CatalogQuery) => Catalog
}

/** Returns a cache whose facts are read by `load`, once for each file. */
export function createCatalogs(load: LoadFacts): Catalogs {
  const files = new Map<string, FactsFile>()
  const catalogs = new Map<string, Catalog>()
  const imported = new Map<string, FactsFile>()
  /** Whether the facts include a release of the same minor version: an export of another one may have had other names. */
  const isCovered = (release: string): boolean => {
    const { major, minor } = releaseOf(release)
    return createCatalog({ release, packages: [], load, files }).releasesWithFacts.some((text) => {
      const known = releaseOf(text)
      return known.major === major && known.minor === minor
    })
  }
  return {
    files,
    catalogFor: ({ release = defaultRelease, packages = 'all', facts, boards = false }) =>
      cachedValue(catalogs, catalogKeyOf(release, packages, boards, facts), () =>
        createCatalog({
          release,
          packages,
          load,
          boards,
          facts: facts === undefined ? undefined : cachedValue(imported, facts, () => readImported(facts)),
          files,
          guess: !isCovered(release),
        }),
      ),
  }
}

/** The number of catalogs and of checkers kept in a cache: programs use only a few. */
const maxCached = 16

/** The key of a catalog in the cache: equal for equal parts. */
export const catalogKeyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts)

/** Returns the cached value of a key, made where it is new. The oldest is dropped where there are too many. */
export function cachedValue<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = make()
  for (const oldest of made.keys()) {
    if (made.size < maxCached) break
    made.delete(oldest)
  }
  made.set(key, fresh)
  return fresh
}
