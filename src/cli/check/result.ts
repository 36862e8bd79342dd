// Owns what is known of one checked file: findings with their places as people, editors and services count them.
import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.ts'
import { Characters } from '../../diagnostic/characters.ts'
import { excerpt, markOf } from '../../diagnostic/excerpt.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source, Span } from '../../text/source.ts'
import { severities } from '../../settings/settings.ts'
import type { Colours } from '../paint.ts'
import { printOf } from './fingerprint.ts'

/** 1-based, in characters; the end is behind the last one. */
export interface Range {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** A fix in characters. */
export interface FindingFix {
  readonly title: string
  readonly preferred: boolean
  readonly edits: readonly { readonly range: Range; readonly text: string }[]
}

/** A finding that can cross threads. */
export interface FindingRecord {
  readonly severity: Severity
  readonly code: string
  /** Decoded text. */
  readonly message: string
  readonly help?: string
  readonly within?: string
  /** What stands behind it was not checked: offbox stopped looking there. */
  readonly last?: true
  /** As a device counts: bytes, tabs to the next multiple of 8. */
  readonly line: number
  readonly column: number
  /** As services count: 1-based, in characters; the end is behind the last one. */
  readonly range: Range
  /** What would mend it. */
  readonly fixes?: readonly FindingFix[]
  /** The line with carets, where it was asked for. */
  readonly excerpt?: string
  /** What tells it from others of its file, also where lines move; where it was asked for. */
  readonly print?: string
}

/** What a release makes of a file. */
export interface ReleaseResult {
  readonly release: string
  readonly worst: Severity | undefined
  /** The first finding of the worst severity, as the device says it. */
  readonly reason?: string
}

/** Why there is no result; `broken` where that is a fault of offbox. */
export interface Problem {
  readonly message: string
  readonly hint?: string
  readonly broken?: true
}

/** One file. `problem` says why it could not be read. */
export interface FileResult {
  readonly name: string
  readonly release?: string
  /** No facts speak of its release: what is said of names is a guess. */
  readonly guessed?: true
  /** It holds nothing at all. */
  readonly empty?: true
  readonly findings: readonly FindingRecord[]
  /** The text (bytes) before and behind its fixes, where any was made. */
  readonly mended?: { readonly count: number; readonly before: string; readonly text: string }
  readonly verdicts?: readonly ReleaseResult[]
  readonly problem?: Problem
}

/** What is shown of findings: `colours` asks for excerpts. */
export interface Showing {
  readonly colours: Colours | undefined
  readonly prints: boolean
}

/** Turns diagnostics of a text into what is shown of them. */
export function findingsOf(found: readonly Diagnostic[], source: Source, showing: Showing): readonly FindingRecord[] {
  const characters = new Characters(source)
  return found.map((one) => findingOf(one, source, characters, showing))
}

function findingOf(
  { from, to, ...found }: Diagnostic,
  source: Source,
  characters: Characters,
  { colours, prints }: Showing,
): FindingRecord {
  const { severity, code, message, help, within, last, line, column, fixes } = found
  const rangeOf = (span: Span): Range => {
    const start = characters.placeAt(span.from)
    const end = characters.endAt(Math.max(span.from, span.to))
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
  }
  return {
    severity,
    code,
    message: fromBytes(message),
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
    ...(prints ? { print: printOf(code, message, source.lineText(line)) } : {}),
  }
}

/** The worst severity of some findings; undefined for none. */
export function worstOf(findings: readonly { readonly severity: Severity }[]): Severity | undefined {
  return severities.findLast((severity) => findings.some((finding) => finding.severity === severity))
}
