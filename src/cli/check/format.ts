// Owns what a format of `check` is: something that is told each file and writes text.
import type { Severity } from '../../diagnostic/diagnostic.ts'
import type { FileResult } from './result.ts'

/** Counts over all files. */
export interface Totals {
  readonly files: number
  readonly unreadable: number
  /** Files that a device refuses. */
  readonly refused: number
  /** Files with a finding. */
  readonly found: number
  readonly counts: Readonly<Record<Severity, number>>
}

/** Each gives the text to write; files come one after the other and are not kept. */
export interface Format {
  start(): string
  file(result: FileResult): string
  end(totals: Totals): string
}

/** `late` in words. */
export const words: Readonly<Record<Severity, string>> = { error: 'error', late: 'fails when reached', warning: 'warning', hint: 'hint' }
