// Owns what the language passes over between its words wherever blanks may stand: continued lines, and how far a comment reaches.

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const HASH = 35

export const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB

export const isLineEnd = (byte: number): boolean => byte === LF || byte === CR

/** Where the line of `at` ends: at its newline, or at the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/**
 * The byte behind a continuation, for the backslash at `at`: a blank or a line end follows it. Blank lines and lines that open with `#`
 * right behind the line end belong to it. -1 where the backslash continues nothing.
 */
export function continuation(text: string, at: number): number {
  const byte = text.charCodeAt(at + 1)
  if (isBlank(byte)) return at + 2
  if (!isLineEnd(byte)) return -1
  let after = at + 2
  for (;;) {
    const next = text.charCodeAt(after)
    if (isBlank(next) || isLineEnd(next)) after++
    else if (next === HASH && isLineEnd(text.charCodeAt(after - 1))) after = endOfLine(text, after)
    else return after
  }
}
