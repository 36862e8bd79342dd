// Owns finding the releases on which a text works.
import { isFatal, type Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { Source } from '../../text/source.ts'
import type { Checker } from './checker.ts'

/** The range of releases that are tested: those with facts from 7.12 on. */
const testedReleases = '7.12..7.24'

/** The facts of a minor release are those of its last patch, so it is named without the patch. */
const minorOf = (release: string): string => release.replace(/^(\d+\.\d+).*/, '$1')

/**
 * Returns the releases that accept a text and have all its commands, as ranges: `7.12..7.16, 7.20`, or `none of 7.12..7.24`. `select`
 * chooses the findings that count; default: all.
 */
export function worksOn(
  checker: Checker,
  source: Source,
  select: (found: readonly Diagnostic[]) => readonly Diagnostic[] = (found) => found,
): string {
  const ranges: { readonly first: string; last: string }[] = []
  let accepted = false
  for (const release of checker.releases(testedReleases)) {
    const accepts = !select(checker.check(source, release)).some(isFatal)
    const range = ranges.at(-1)
    if (accepts && accepted && range !== undefined) range.last = release
    else if (accepts) ranges.push({ first: release, last: release })
    accepted = accepts
  }
  if (ranges.length === 0) return `none of ${testedReleases}`
  return ranges.map(({ first, last }) => (first === last ? minorOf(first) : `${minorOf(first)}..${minorOf(last)}`)).join(', ')
}
