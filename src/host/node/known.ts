// Owns this process's cache of catalogs and checkers.
import { knownBy } from '../known.ts'
import { loadFacts } from './facts.ts'

export const known = knownBy(loadFacts)
/** Return a catalog, and a checker. Both throw a FactsError for facts that `importFacts` has not made. */
export const { catalogFor, checkerFor } = known
