// Owns the public interface of `check`, which checks many texts against the same facts.
import { boardModel } from '../../schema/boards.ts'
import type { LateError, Refusal } from '../../../grammar/refusal.ts'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { LoadFacts } from '../../schema/catalog.ts'
import type { FactsFile } from '../../schema/facts-file.ts'
import { readImported } from '../../schema/imported.ts'
import type { Packages } from '../../schema/package-names.ts'
import type { Source } from '../../text/source.ts'
import { checkSource } from './check.ts'
import { explain } from './explain.ts'
import { Chunks } from './chunks.ts'
import { Edited } from './edited.ts'
import { exportedBy } from '../../schema/export-header.ts'
import { knowledgeFor, releasesIn, type Knowledge } from './knowledge.ts'

/** The options of a checker. */
export interface CheckerOptions {
  /** The release. Default: for an export the release that wrote it, for other texts the default release. */
  readonly release?: string | undefined
  readonly packages: Packages
  /** The result of `importFacts` for a device's dump; its names are added. */
  readonly facts?: string | undefined
  /** The menu in which texts start, as a path; default: the root. */
  readonly menu?: string | undefined
  /** The model of the board; default: that in the header of an export. */
  readonly board?: string | undefined
}

/** Checks texts against the facts of a release. */
export interface Checker {
  /** All findings about a text, in order. `release` overrides that of the options. */
  check(source: Source, release?: string): readonly Diagnostic[]
  /** The finding of `check` for a refusal from a parse or a run of the text. */
  explain(error: Refusal | LateError, source: Source): Diagnostic
  /** The release against which a text is checked. */
  releaseOf(source: Source): string
  /**
   * Returns an incremental checker for successive versions of one text: the cost depends on the change. Its findings equal those of
   * `check`.
   */
  following(): (source: Source) => readonly Diagnostic[]
  /** The facts of the release against which a text is checked. */
  knowledgeOf(source: Source): Knowledge
  /** The known releases of a range (`7.12..7.24`), oldest first. */
  releases(range: string): readonly string[]
}

/** Makes a checker. Facts are loaded at first use. `files` caches loaded facts, and new ones are added. */
export function createChecker(
  { release, packages, facts, menu, board }: CheckerOptions,
  load: LoadFacts,
  files = new Map<string, FactsFile>(),
): Checker {
  const knowledge = knowledgeFor(
    load,
    packages,
    files,
    facts === undefined ? undefined : readImported(facts),
    board === undefined ? undefined : boardModel(board)?.board,
  )
  return {
    check(source, given) {
      const known = knowledge(given ?? release ?? exportedBy(source.text))
      return checkSource(source, known, menu === undefined ? undefined : known.catalog.menu(menu))
    },
    following() {
      let edited: { readonly known: Knowledge; readonly versions: Edited } | undefined
      return (source) => {
        const known = knowledge(release ?? exportedBy(source.text))
        if (edited?.known !== known) {
          const start = menu === undefined ? undefined : known.catalog.menu(menu)
          edited = { known, versions: new Edited(known, new Chunks(known.catalog.root, start)) }
        }
        return edited.versions.check(source)
      }
    },
    explain: (error, source) => explain(error, source, knowledge(release ?? exportedBy(source.text))),
    releaseOf: (source) => knowledge(release ?? exportedBy(source.text)).release,
    knowledgeOf: (source) => knowledge(release ?? exportedBy(source.text)),
    releases: (range) => releasesIn(range, knowledge(undefined).catalog.releasesWithFacts),
  }
}
