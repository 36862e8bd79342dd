// Owns what this process knows of releases.
import { knownBy } from '../known.ts'
import { loadFacts } from './facts.ts'

export const known = knownBy(loadFacts)
/** The catalog, and the checker, of these names. Both throw a FactsError for facts that `importFacts` has not made. */
export const { catalogFor, checkerFor } = known
