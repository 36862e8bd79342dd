// Owns what a world knows of releases: its catalogs and its checkers.
import { createChecker, type Checker } from '../resolve/check/checker.ts'
import type { Catalog, LoadFacts } from '../schema/catalog.ts'
import { catalogsBy, keyOf, once, type CatalogAsked, type NamesAsked } from './catalogs.ts'

export type { NamesAsked }

/** Which names texts are checked against. */
export interface CheckerAsked extends NamesAsked {
  /** The menu that texts start in; the root where absent. */
  readonly menu?: string | undefined
  /** The model of the board that they are for. */
  readonly board?: string | undefined
}

/** Both throw a FactsError for facts that `importFacts` has not made. */
export interface Known {
  readonly catalogFor: (asked: CatalogAsked) => Catalog
  readonly checkerFor: (asked: CheckerAsked) => Checker
}

/** What is known where facts are read by `load`, which is asked for a file once. */
export function knownBy(load: LoadFacts): Known {
  const { catalogFor, files } = catalogsBy(load)
  const checkers = new Map<string, Checker>()
  return {
    catalogFor,
    checkerFor: ({ release, packages = 'all', facts, menu, board }) =>
      once(checkers, keyOf(release, packages, menu, facts, board), () =>
        createChecker({ release, packages, facts, menu, board }, load, files),
      ),
  }
}
