// Owns scripts with carets under the findings that `check` should report: `    ^^^^ late bad-parameter` below a line, one line per finding.
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts'
import { Source } from '../../../src/text/source.ts'

/** An expected finding: a range of a line, and the severity and code. */
export interface Expected {
  readonly line: number
  /** The offset in the line, in bytes from 0. */
  readonly from: number
  readonly to: number
  readonly what: string
}

/** A script with its expected findings. */
export interface Marked {
  /** The script without the lines of carets. */
  readonly text: string
  readonly expected: readonly Expected[]
  /** The release in a line `# release: 7.19`. */
  readonly release: string | undefined
}

const carets = /^( *)(\^+) ([a-z]+ [a-z-]+)$/

/** Separates the carets from a script. */
export function readMarked(written: string): Marked {
  const lines: string[] = []
  const expected: Expected[] = []
  for (const line of written.split('\n')) {
    const [match, before = '', marks = '', what = ''] = carets.exec(line) ?? []
    if (match === undefined) lines.push(line)
    else expected.push({ line: lines.length, from: before.length, to: before.length + marks.length, what })
  }
  return { text: lines.join('\n'), expected, release: /^# release: (\S+)/m.exec(written)?.[1] }
}

/** Converts findings to the same form: a range is cut at the end of its line. */
export function marksOf(text: string, found: readonly Diagnostic[]): readonly Expected[] {
  const source = new Source(text)
  return found.map(({ from, to, severity, code }) => {
    const line = source.lineAt(from)
    const start = source.lineStart(line)
    const end = start + source.lineText(line).length
    return { line, from: from - start, to: Math.max(from + 1, Math.min(to, end)) - start, what: `${severity} ${code}` }
  })
}

/** Sorts marks, so that lists can be compared. */
export const sorted = (marks: readonly Expected[]): readonly string[] =>
  marks.map(({ line, from, to, what }) => `${line}:${from + 1}-${to} ${what}`).sort()
