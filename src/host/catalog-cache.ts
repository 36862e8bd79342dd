// Owns the cache of a world's catalogs and checkers, by release.
import { createChecker, type Checker } from '../resolve/check/checker.ts'
import type { Catalog, LoadFacts } from '../schema/catalog.ts'
import { createCatalogs, catalogKeyOf, cachedValue, type CatalogQuery, type NamesQuery } from './catalogs.ts'

export type { NamesQuery }

/** What a checker is made for: the names of its texts, and the menu in which they start. */
export interface CheckerQuery extends NamesQuery {
  /** The menu in which texts start; the root where absent. */
  readonly menu?: string | undefined
  /** The model of the board that they are for. */
  readonly board?: string | undefined
}

/** A cache of catalogs and checkers. Both functions throw a FactsError for facts that `importFacts` has not made. */
export interface CatalogCache {
  readonly catalogFor: (asked: CatalogQuery) => Catalog
  readonly checkerFor: (asked: CheckerQuery) => Checker
}

/** Returns a cache whose facts are read by `load`, once for each file. */
export function createCatalogCache(load: LoadFacts): CatalogCache {
  const { catalogFor, files } = createCatalogs(load)
  const checkers = new Map<string, Checker>()
  return {
    catalogFor,
    checkerFor: ({ release, packages = 'all', facts, menu, board }) =>
      cachedValue(checkers, catalogKeyOf(release, packages, menu, facts, board), () =>
        createChecker({ release, packages, facts, menu, board }, load, files),
      ),
  }
}
