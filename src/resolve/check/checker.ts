// Owns the door to `check`: many texts with one set of facts.
import { boardModel } from '../../schema/boards.ts'
import type { LateError, Refusal } from '../../../grammar/refusal.ts'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { LoadFacts } from '../../schema/catalog.ts'
import type { FactsFile } from '../../schema/facts-file.ts'
import { readImported } from '../../schema/imported.ts'
import type { Packages } from '../../schema/package-names.ts'
import type { Source } from '../../text/source.ts'
import { checkSource, diagnosed } from './check.ts'
import { Chunks } from './chunks.ts'
import { Edited } from './edited.ts'
import { exportedBy } from './header.ts'
import { knowledgeFor, releasesIn, type Knowledge } from './knowledge.ts'

/** What texts are checked against. Without `release` an export is checked against the one that wrote it, all else against the default. */
export interface CheckerOptions {
  readonly release?: string | undefined
  readonly packages: Packages
  /** What `importFacts` made of the dump of a device, which adds to what is known. */
  readonly facts?: string | undefined
  /** The menu that texts start in, as a path; the root where absent. */
  readonly menu?: string | undefined
  /** The model of the board that texts are for; absent: what the header of an export says. */
  readonly board?: string | undefined
}

export interface Checker {
  /** All findings about a text, in its order. `release` overrides that of the options. */
  check(source: Source, release?: string): readonly Diagnostic[]
  /** What `check` would say of a refusal that a parse or a run of the text met. */
  explain(error: Refusal | LateError, source: Source): Diagnostic
  /** The release that a text is checked against. */
  releaseOf(source: Source): string
  /** Checks the versions of one text, one after the other: each costs what changed. Finds what `check` finds. */
  following(): (source: Source) => readonly Diagnostic[]
  /** What is known of the release that a text is checked against. */
  knowledgeOf(source: Source): Knowledge
  /** The known releases of a range (`7.12..7.24`), oldest first. */
  releases(range: string): readonly string[]
}

/** Makes a checker; facts are read when a text first asks for them. `files` are those that are read already; what is read is added. */
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
    explain: (error, source) => diagnosed(error, source, knowledge(release ?? exportedBy(source.text))),
    releaseOf: (source) => knowledge(release ?? exportedBy(source.text)).release,
    knowledgeOf: (source) => knowledge(release ?? exportedBy(source.text)),
    releases: (range) => releasesIn(range, knowledge(undefined).catalog.known),
  }
}
