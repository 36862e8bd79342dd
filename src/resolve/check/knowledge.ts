// Owns the facts of a release as `check` uses them: catalog, history of names, and whether the facts cover the release.
import type { BoardModel } from '../../schema/boards.ts'
import { createCatalog, type Catalog, type LoadFacts } from '../../schema/catalog.ts'
import type { FactsFile } from '../../schema/facts-file.ts'
import { NameHistory, rangeInWords, spanOf, type Lifetime } from '../../schema/history.ts'
import type { Packages } from '../../schema/package-names.ts'
import { inRange } from '../../schema/range.ts'
import { compareReleases, defaultRelease, readRelease, releaseOf } from '../../schema/release.ts'
import { providersOf } from '../../schema/visibility.ts'

/** The number of cached catalogs: a folder of exports has few releases. */
const maxCached = 40

/** The facts of one release with some packages. */
export interface Knowledge {
  /** The release as the user wrote it. */
  readonly release: string
  readonly catalog: Catalog
  readonly history: NameHistory
  /** Whether the facts cover the release (not 6.x, 7.1 to 7.8, and later releases). If not, all findings about names are hints. */
  readonly sure: boolean
  /** Whether the facts of a user's own device were given. */
  readonly hasOwnFacts: boolean
  /** The board that the user specified for all texts. */
  readonly board: BoardModel | undefined
  /** Returns the releases of a lifetime in words (`since 7.21`) if the chosen release is not among them; else undefined. */
  otherReleases(this: void, lifetime: Lifetime | undefined, path: string): string | undefined
  /** Whether a lifetime has an older release and not the chosen one. */
  isFormer(this: void, lifetime: Lifetime | undefined): boolean
}

/** Returns a function that makes the knowledge of a release and caches the last ones. */
export function knowledgeFor(
  load: LoadFacts,
  packages: Packages,
  files: Map<string, FactsFile>,
  own?: FactsFile,
  board?: BoardModel,
): (release: string | undefined) => Knowledge {
  const history = new NameHistory(load, files)
  const made = new Map<string, Knowledge>()
  return (text) => {
    const release = text !== undefined && readRelease(text) !== undefined ? text : defaultRelease
    const known = made.get(release)
    if (known !== undefined) return known
    if (made.size >= maxCached) made.clear()
    const fresh = make(release, packages, { load, files, history, own, board })
    made.set(release, fresh)
    return fresh
  }
}

interface Facts {
  readonly load: LoadFacts
  readonly files: Map<string, FactsFile>
  readonly history: NameHistory
  /** The facts of a user's own device. */
  readonly own: FactsFile | undefined
  readonly board: BoardModel | undefined
}

function make(release: string, packages: Packages, { load, files, history, own, board }: Facts): Knowledge {
  const read = releaseOf(release)
  // An alpha is between two releases (`/ip/smb` and `/disk` of 7.14alpha).
  const sure =
    !/alpha/.test(release) &&
    history.releasesWithFacts.some((text) => {
      const { major, minor } = releaseOf(text)
      return major === read.major && minor === read.minor
    })
  const catalog = createCatalog({ release, packages, load, files, guess: !sure, boards: true, facts: own })
  const bit = 1 << history.releasesWithFacts.indexOf(catalog.facts)
  return {
    release,
    catalog,
    history,
    sure,
    hasOwnFacts: own !== undefined,
    board,
    isFormer: (lifetime) => lifetime !== undefined && (lifetime.releases & bit) === 0 && (lifetime.releases & (bit - 1)) !== 0,
    otherReleases(lifetime, path) {
      if (lifetime === undefined || lifetime.releases === 0) return undefined
      if (!inRange(catalog.release, lifetime.noted)) return `RouterOS has it ${rangeInWords(lifetime.noted ?? '')}`
      const span = spanOf(lifetime, history.releasesWithFacts)
      const { releases } = lifetime
      if ((releases & bit) === 0) return `RouterOS has it ${span}`
      const providers = providersOf(path)
      return providers.length > 0
        ? `it needs the package ${providers.join(' or ')}`
        : lifetime.extra
          ? 'it needs an extra package'
          : undefined
    },
  }
}

/** The known releases in a range (`7.12..7.24`, either end may be omitted), oldest first. */
export function releasesIn(range: string, known: readonly string[]): readonly string[] {
  const [from = '', to = from] = range.split('..')
  const low = readRelease(from)
  const high = readRelease(to)
  return known.filter((text) => {
    const release = releaseOf(text)
    const minor = { ...release, patch: 0 }
    return (
      (from === '' || (low !== undefined && (compareReleases(release, low) >= 0 || same(release, low)))) &&
      (to === '' || (high !== undefined && (compareReleases(minor, high) <= 0 || same(release, high))))
    )
  })
}

const same = (a: { major: number; minor: number }, b: { major: number; minor: number }): boolean =>
  a.major === b.major && a.minor === b.minor
