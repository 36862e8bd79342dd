// Owns counting the empty statements between statements. The printed form of a script shows each as the path of the current menu.
import { continuation, endOfLine, isBlank } from '../syntax/blanks.ts'

/**
 * Counts the empty statements in `text`, a part of a body between two statements or at one of its ends. `behind`: a statement precedes it.
 * `closes`: the body ends behind it.
 * A statement is counted before every separator (`;` or newline), even an empty one: a body that starts with a newline, a `;` at the start
 * of a line, `; }`. Exception: the body ends directly behind a separator. A comment behind blanks belongs to the following statement, so `;
 * # c }` and a blank line behind such a comment make empty ones too.
 * Evidence: all of the about 7,000 such parts in 295 scripts whose printed forms are known.
 */
export function emptyStatements(text: string, behind: boolean, closes: boolean): number {
  let count = 0
  let at = 0
  if (behind) {
    at = separator(text, blanks(text, 0))
    if (at === text.length) return 0
  }
  for (;;) {
    at = lead(text, at)
    if (at === text.length) return closes ? count + 1 : count
    const next = separator(text, at)
    if (next === at) return count
    count++
    at = next
    if (at === text.length) return count
  }
}

// Each function returns the end of what it matches, or `at` if it does not match. Loops instead of regular expressions: a gap can be
// megabytes long.

/** Matches a semicolon, with a newline directly behind it; or a newline. */
const separator = (text: string, at: number): number => newLine(text, text[at] === ';' ? at + 1 : at)

/** Matches a newline, with following lines that are blank or start with a comment, and the indent of the next line. */
function newLine(text: string, at: number): number {
  const first = lineEnd(text, at)
  if (first === at) return at
  let end = first
  for (;;) {
    let line = end
    while (isBlank(text.charCodeAt(line))) line++
    const next = text[end] === '#' ? commentEnd(text, end) : lineEnd(text, line)
    if (next === line || next === end) return blanks(text, end)
    end = next
  }
}

/** Matches what may precede a statement's first byte: blanks, and comments with their line end. */
function lead(text: string, at: number): number {
  let end = blanks(text, at)
  while (text[end] === '#') end = blanks(text, commentEnd(text, end))
  return end
}

/** Matches blanks and continuations. */
function blanks(text: string, at: number): number {
  let end = at
  for (;;) {
    const byte = text.charCodeAt(end)
    if (isBlank(byte)) end++
    else {
      const next = text[end] === '\\' ? continuation(text, end) : -1
      if (next === -1) return end
      end = next
    }
  }
}

const lineEnd = (text: string, at: number): number => (text[at] === '\n' ? at + 1 : text.startsWith('\r\n', at) ? at + 2 : at)

/** The start of the line behind a comment. */
const commentEnd = (text: string, at: number): number => Math.min(endOfLine(text, at) + 1, text.length)
