// Owns checking one file: reads it, refuses files that are not scripts, selects findings, applies fixes.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { checkerFor } from '../../host/node/catalog-cache.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import type { Packages } from '../../schema/package-names.ts'
import { selectedFindings, type FindingSelection } from '../../settings/selection.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'
import { Complaint } from '../exit-code.ts'
import { coloursFor } from '../paint.ts'
import { brokenText } from '../error-message.ts'
import { readChecked } from '../scripts.ts'
import { cacheIn, type Cache } from './cache.ts'
import { fixedText } from './fixed-text.ts'
import { refusesBy } from '../fuzz/rules.ts'
import { withCommentFindings } from './comments.ts'
import { findingsOf, worstOf, type FileResult, type ReleaseResult } from './result.ts'

/** The settings of a file's check; plain data, since it is sent to threads. */
export interface FileCheckOptions {
  readonly release: string | undefined
  readonly packages: Packages
  /** Facts of a user's own device, as text. */
  readonly facts: string | undefined
  /** A range of releases to check (`7.12..7.24`). */
  readonly releases: string | undefined
  /** The model of the board. */
  readonly board: string | undefined
  readonly selection: FindingSelection
  readonly excerpts: boolean
  readonly colour: boolean
  /** The folder of cached results. */
  readonly cache: string | undefined
  /** Whether to compute fingerprints for a baseline. */
  readonly withFingerprints: boolean
  /** Whether to apply preferred fixes. */
  readonly fixes: boolean
}

/** A file to check: its path, its display name, and the index of its options. */
export interface CheckTask {
  readonly path: string
  readonly name: string
  readonly optionsIndex: number
}

/** Makes the function that checks files; it keeps facts between them. */
export function jobFor(optionSets: readonly FileCheckOptions[]): (task: CheckTask) => FileResult {
  const jobs = optionSets.map(checking)
  return ({ path, name, optionsIndex }) => resultOf(name, () => jobs[optionsIndex]?.(readChecked(path, name)) ?? { name, findings: [] })
}

function checking(options: FileCheckOptions): (source: Source) => FileResult {
  const { release, packages, facts, board, releases, selection, excerpts, colour } = options
  const checker = checkerFor({ release, packages, facts, board })
  const colours = excerpts ? coloursFor(colour) : undefined
  const verdict = (source: Source, at: string): ReleaseResult => {
    const found = selectedFindings(checker.check(source, at), selection)
    const worst = worstOf(found)
    const first = found.find((one) => one.severity === worst)
    if (worst === undefined || first === undefined) return { release: at, worst: undefined }
    return { release: at, worst, reason: `${first.line}:${first.column} ${fromBytes(first.message)}` }
  }
  const kept: Cache = options.cache === undefined ? (_source, make) => make() : cacheIn(options.cache, { ...options, cache: undefined })
  return (source) =>
    kept(source, () => {
      const { name } = source
      if (releases !== undefined) return { name, findings: [], verdicts: checker.releases(releases).map((at) => verdict(source, at)) }
      const find = (text: Source): readonly Diagnostic[] =>
        selectedFindings(withCommentFindings(text, checker.check(text), refusesBy(checker)), selection)
      const before = find(source)
      const { text, found, count } = options.fixes ? fixedText(source, before, find) : { text: source, found: before, count: 0 }
      return {
        name,
        ...aboutOf(source, checker),
        findings: findingsOf(found, text, { colours, withFingerprints: options.withFingerprints }),
        ...(count === 0 ? {} : { fixed: { count, before: source.text, text: text.text } }),
      }
    })
}

/** The release that a text was checked as, and what limited the check. */
function aboutOf(source: Source, checker: Checker): Pick<FileResult, 'release' | 'guessed' | 'empty'> {
  const { release, sure } = checker.knowledgeOf(source)
  return { release, ...(sure ? {} : { guessed: true as const }), ...(/\S/.test(source.text) ? {} : { empty: true as const }) }
}

/**
 * The result of `act` for one file; an unreadable file or an internal error becomes a problem, so that the other files are still checked.
 */
export function resultOf(name: string, act: () => FileResult): FileResult {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Complaint)) return { name, findings: [], problem: { message: brokenText(error, name), broken: true } }
    const { message, hint } = error
    return { name, findings: [], problem: { message, ...(hint === undefined ? {} : { hint }) } }
  }
}
