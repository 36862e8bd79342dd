// Owns the findings of `check` about comments for `offbox test` and `offbox fuzz` that these verbs could not parse.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { unknownComment } from '../../resolve/check/rules/comment.ts'
import type { Source } from '../../text/source.ts'
import { toBytes } from '../../text/bytes.ts'
import { Complaint } from '../exit-code.ts'
import { invalidDirectives, type Refuses } from '../fuzz/rules.ts'
import { readTests } from '../test/read.ts'

/**
 * Adds a finding for each comment that `offbox test` or `offbox fuzz` would refuse, except on lines that have a finding already: in a
 * `*.test.rsc` for the first such comment, in other scripts for all comments of `offbox fuzz`.
 */
export function withCommentFindings(source: Source, found: readonly Diagnostic[], refuses: Refuses): readonly Diagnostic[] {
  if (!source.text.includes('offbox:')) return found
  const refusals = wrongIn(source, refuses).flatMap(({ place, hint }): Diagnostic[] => {
    if (place === undefined || found.some(({ code, line }) => code === unknownComment.code && line === place.mark.line)) return []
    const { line } = place.mark
    const from = source.lineStart(line)
    return [
      {
        severity: unknownComment.severity,
        code: unknownComment.code,
        message: toBytes(place.message),
        from,
        to: from + source.lineText(line).length,
        line,
        column: 1,
        ...(hint === undefined ? {} : { help: hint }),
      },
    ]
  })
  return refusals.length === 0 ? found : [...found, ...refusals].sort((a, b) => a.from - b.from)
}

function wrongIn(source: Source, refuses: Refuses): readonly Complaint[] {
  if (!source.name.endsWith('.test.rsc')) return invalidDirectives(source, refuses)
  try {
    readTests(source)
    return []
  } catch (error) {
    if (error instanceof Complaint) return [error]
    throw error
  }
}
