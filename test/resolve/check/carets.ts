// Owns scripts with carets under what `check` should find: `    ^^^^ late bad-parameter` below a line, one line a finding.
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts'
import { Source } from '../../../src/text/source.ts'

/** What stands under a line: a stretch of it, and what is found there. */
export interface Expected {
  readonly line: number
  /** Bytes of the line, counted from 0. */
  readonly from: number
  readonly to: number
  readonly what: string
}

export interface Marked {
  /** The script without the lines of carets. */
  readonly text: string
  readonly expected: readonly Expected[]
  /** Of a line `# release: 7.19`. */
  readonly release: string | undefined
}

const carets = /^( *)(\^+) ([a-z]+ [a-z-]+)$/

/** Takes the carets out of a script. */
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

/** Findings in the same form: what goes over the end of its line is cut there. */
export function marksOf(text: string, found: readonly Diagnostic[]): readonly Expected[] {
  const source = new Source(text)
  return found.map(({ from, to, severity, code }) => {
    const line = source.lineAt(from)
    const start = source.lineStart(line)
    const end = start + source.lineText(line).length
    return { line, from: from - start, to: Math.max(from + 1, Math.min(to, end)) - start, what: `${severity} ${code}` }
  })
}

/** In one order, so that lists can be compared. */
export const sorted = (marks: readonly Expected[]): readonly string[] =>
  marks.map(({ line, from, to, what }) => `${line}:${from + 1}-${to} ${what}`).sort()
