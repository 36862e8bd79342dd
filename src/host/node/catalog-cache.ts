// Owns this process's cache of catalogs and checkers.
import { createCatalogCache } from '../catalog-cache.ts'
import { loadFacts } from './facts.ts'

/** The catalogs and checkers of this process; facts are read from the files beside the program. */
export const catalogCache = createCatalogCache(loadFacts)
/** Return a catalog, and a checker. Both throw a FactsError for facts that `importFacts` has not made. */
export const { catalogFor, checkerFor } = catalogCache
