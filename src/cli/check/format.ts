// Owns the interface of the output formats of `check`: each receives the files one by one and returns text.
import type { Severity } from '../../diagnostic/diagnostic.ts'
import type { FileResult } from './result.ts'

/** Totals over all files. */
export interface Totals {
  /** The number of named files; `unreadable` of them were not checked. */
  readonly files: number
  readonly unreadable: number
  /** Files that a device refuses. */
  readonly refused: number
  /** Files with a finding. */
  readonly found: number
  readonly counts: Readonly<Record<Severity, number>>
  /** Empty files. */
  readonly empty: number
  /** The number of files by release, for releases without facts. */
  readonly guessed: Readonly<Record<string, number>>
  /** Findings that --fix would fix, and those that it fixed. */
  readonly fixable: number
  readonly fixed: number
  /** Findings in the baseline, and baseline findings that no longer occur. */
  readonly known: number
  readonly vanished: number
}

/** Each method returns text to write; files are passed one by one and not kept. */
export interface Format {
  start(): string
  file(result: FileResult): string
  end(totals: Totals): string
}

/** Separates the items of a JSON array: returns an item's text with the separator before it. */
export function jsonItems(): (item: object) => string {
  let separator = '\n'
  return (item) => {
    const text = separator + JSON.stringify(item)
    separator = ',\n'
    return text
  }
}

/** A file's name as services expect it: with slashes, without `./` in front. */
export const relativePath = (name: string): string => name.replaceAll('\\', '/').replace(/^\.\//, '')

/** The severities in words. */
export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'error',
  late: 'fails when reached',
  warning: 'warning',
  hint: 'hint',
}
