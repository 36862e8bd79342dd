// Owns the result of checking one file: findings with their places as people, editors and services count them.
import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.ts'
import { Characters } from '../../diagnostic/characters.ts'
import { textBeside } from '../../diagnostic/refused.ts'
import { excerpt, markOf } from '../../diagnostic/excerpt.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source, Span } from '../../text/source.ts'
import { severities } from '../../settings/settings.ts'
import type { Colours } from '../paint.ts'
import { fingerprintOf } from './fingerprint.ts'

/** 1-based, in characters; the end is exclusive. */
export interface Range {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** A fix, in characters. */
export interface FindingFix {
  readonly title: string
  readonly preferred: boolean
  readonly edits: readonly { readonly range: Range; readonly text: string }[]
}

/** A finding that can be sent between threads. */
export interface FindingRecord {
  readonly severity: Severity
  readonly code: string
  /** Decoded text. */
  readonly message: string
  /** The message for a report that shows the finding's place, if that is another one. */
  readonly shortMessage?: string
  readonly help?: string
  readonly within?: string
  /** Whether the check stopped here, so that the text behind it is unchecked. */
  readonly last?: true
  /** As a device counts: bytes, tabs to the next multiple of 8. */
  readonly line: number
  readonly column: number
  /** As services count: 1-based, in characters; the end is exclusive. */
  readonly range: Range
  /** Possible fixes. */
  readonly fixes?: readonly FindingFix[]
  /** The line with carets, if requested. */
  readonly excerpt?: string
  /** The fingerprint, if requested. */
  readonly fingerprint?: string
}

/** The verdict of one release on a file. */
export interface ReleaseResult {
  readonly release: string
  readonly worst: Severity | undefined
  /** The first finding of the worst severity, in the device's words. */
  readonly reason?: string
}

/** Why there is no result; `broken`: because of an internal error. */
export interface Problem {
  readonly message: string
  readonly hint?: string
  readonly broken?: true
}

/** The result of one file. `problem`: why it could not be read. */
export interface FileResult {
  readonly name: string
  readonly release?: string
  /** Whether its release has no facts, so that findings about names are guesses. */
  readonly guessed?: true
  /** Whether it is empty. */
  readonly empty?: true
  readonly findings: readonly FindingRecord[]
  /** The text (bytes) before and after its fixes, if there were any. */
  readonly fixed?: { readonly count: number; readonly before: string; readonly text: string }
  readonly verdicts?: readonly ReleaseResult[]
  readonly problem?: Problem
}

/** Options for converting findings: with `colours` they include excerpts. */
export interface FindingView {
  readonly colours: Colours | undefined
  readonly withFingerprints: boolean
}

/** Converts diagnostics of a text to records. */
export function findingsOf(found: readonly Diagnostic[], source: Source, showing: FindingView): readonly FindingRecord[] {
  const characters = new Characters(source)
  return found.map((one) => findingOf(one, source, characters, showing))
}

function findingOf(
  { from, to, ...found }: Diagnostic,
  source: Source,
  characters: Characters,
  { colours, withFingerprints }: FindingView,
): FindingRecord {
  const { severity, code, message, placed, help, within, last, line, column, fixes } = found
  const rangeOf = (span: Span): Range => {
    const start = characters.placeAt(span.from)
    const end = characters.endAt(Math.max(span.from, span.to))
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
  }
  return {
    severity,
    code,
    message: fromBytes(message),
    ...(placed === undefined ? {} : { shortMessage: fromBytes(textBeside(placed, found)) }),
    ...(help === undefined ? {} : { help: fromBytes(help) }),
    ...(within === undefined ? {} : { within }),
    ...(last === undefined ? {} : { last }),
    line,
    column,
    range: rangeOf({ from, to }),
    ...(fixes === undefined
      ? {}
      : {
          fixes: fixes.map(({ title, preferred, edits }) => ({
            title: fromBytes(title),
            preferred,
            edits: edits.map(({ text, ...span }) => ({ range: rangeOf(span), text: fromBytes(text) })),
          })),
        }),
    ...(colours === undefined ? {} : { excerpt: excerpt(source, markOf(source, from, to), colours) }),
    ...(withFingerprints ? { fingerprint: fingerprintOf(code, message, source.lineText(line)) } : {}),
  }
}

/** The worst severity of some findings; undefined if there are none. */
export function worstOf(findings: readonly { readonly severity: Severity }[]): Severity | undefined {
  return severities.findLast((severity) => findings.some((finding) => finding.severity === severity))
}
