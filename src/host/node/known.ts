// Owns what this process knows of releases: catalogs and checkers are made once and shared, because facts do not change while it runs.
import { createChecker, type Checker } from '../../resolve/check/checker.ts'
import { createCatalog, type Catalog } from '../../schema/catalog.ts'
import type { FactsFile } from '../../schema/facts-file.ts'
import { readImported } from '../../schema/imported.ts'
import { defaultRelease, releaseOf } from '../../schema/release.ts'
import type { Packages } from '../../schema/package-names.ts'
import { loadFacts } from './facts.ts'

/** Which names are asked for. */
export interface NamesAsked {
  /** The newest of 7.x that offbox models where absent; for a checker, that of an export's header first. */
  readonly release?: string | undefined
  /** All where absent. */
  readonly packages?: Packages
  /** What `importFacts` made of the dump of a device. */
  readonly facts?: string | undefined
}

/** How many catalogs and checkers are kept, each: a program asks for a few again and again. */
const kept = 16

/** Files of facts by name, the same for every release. */
const files = new Map<string, FactsFile>()
const catalogs = new Map<string, Catalog>()
const checkers = new Map<string, Checker>()
const imported = new Map<string, FactsFile>()

/** The catalog of these names. Throws a FactsError for facts that `importFacts` has not made. */
export function catalogFor({
  release = defaultRelease,
  packages = 'all',
  facts,
  boards = false,
}: NamesAsked & {
  /** Whether the menus that only some boards have are there. */
  readonly boards?: boolean
}): Catalog {
  return once(catalogs, keyOf(release, packages, boards, facts), () =>
    createCatalog({
      release,
      packages,
      load: loadFacts,
      boards,
      facts: facts === undefined ? undefined : once(imported, facts, () => readImported(facts)),
      files,
      guess: !isCovered(release),
    }),
  )
}

/** The checker with these options. Throws a FactsError for facts that `importFacts` has not made. */
export const checkerFor = ({
  release,
  packages = 'all',
  facts,
  menu,
  board,
}: NamesAsked & {
  /** The menu that texts start in; the root where absent. */
  readonly menu?: string | undefined
  /** The model of the board that they are for. */
  readonly board?: string | undefined
}): Checker =>
  once(checkers, keyOf(release, packages, menu, facts, board), () =>
    createChecker({ release, packages, facts, menu, board }, loadFacts, files),
  )

/** Whether the facts hold a release of the same minor: an export of another one may have had other names. */
function isCovered(release: string): boolean {
  const { major, minor } = releaseOf(release)
  return createCatalog({ release, packages: [], load: loadFacts, files }).known.some((text) => {
    const known = releaseOf(text)
    return known.major === major && known.minor === minor
  })
}

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts)

/** What a key has, made where it is new. The oldest goes where there are too many. */
function once<T>(made: Map<string, T>, key: string, make: () => T): T {
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
