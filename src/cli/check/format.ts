// Owns what a format of `check` is: something that is told each file and writes text.
import type { Severity } from '../../diagnostic/diagnostic.ts'
import type { FileResult } from './result.ts'

/** Counts over all files. */
export interface Totals {
  /** Files that were named; `unreadable` of them were not checked. */
  readonly files: number
  readonly unreadable: number
  /** Files that a device refuses. */
  readonly refused: number
  /** Files with a finding. */
  readonly found: number
  readonly counts: Readonly<Record<Severity, number>>
  /** Files that hold nothing. */
  readonly empty: number
  /** Files of releases that no facts speak of, by release. */
  readonly guessed: Readonly<Record<string, number>>
  /** Findings that --fix would mend, and those that it mended. */
  readonly fixable: number
  readonly fixed: number
  /** Findings that the baseline knows, and known ones that are not found any more. */
  readonly known: number
  readonly gone: number
}

/** Each gives the text to write; files come one after the other and are not kept. */
export interface Format {
  start(): string
  file(result: FileResult): string
  end(totals: Totals): string
}

/** `late` in words. */
export const words: Readonly<Record<Severity, string>> = { error: 'error', late: 'fails when reached', warning: 'warning', hint: 'hint' }
