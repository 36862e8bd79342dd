// Owns the cache of a world's catalogs and checkers, by release.
import { createChecker, type Checker } from '../resolve/check/checker.ts'
import type { Catalog, LoadFacts } from '../schema/catalog.ts'
import { catalogsBy, catalogKeyOf, once, type CatalogAsked, type NamesAsked } from './catalogs.ts'

export type { NamesAsked }

/** What a checker is made for: the names of its texts, and the menu in which they start. */
export interface CheckerAsked extends NamesAsked {
  /** The menu in which texts start; the root where absent. */
  readonly menu?: string | undefined
  /** The model of the board that they are for. */
  readonly board?: string | undefined
}

/** A cache of catalogs and checkers. Both functions throw a FactsError for facts that `importFacts` has not made. */
export interface CatalogCache {
  readonly catalogFor: (asked: CatalogAsked) => Catalog
  readonly checkerFor: (asked: CheckerAsked) => Checker
}

/** Returns a cache whose facts are read by `load`, once for each file. */
export function knownBy(load: LoadFacts): CatalogCache {
  const { catalogFor, files } = catalogsBy(load)
  const checkers = new Map<string, Checker>()
  return {
    catalogFor,
    checkerFor: ({ release, packages = 'all', facts, menu, board }) =>
      once(checkers, catalogKeyOf(release, packages, menu, facts, board), () =>
        createChecker({ release, packages, facts, menu, board }, load, files),
      ),
  }
}
