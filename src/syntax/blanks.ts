// Owns what the language skips between words: blanks, line continuations and the comments in them.

const TAB = 9
const LF = 10
/** The byte of a carriage return. */
export const CR = 13
const SPACE = 32
/** The byte `#`. */
export const HASH = 35
/** The byte `\`. */
export const BACKSLASH = 92

/** Whether a byte separates words: a space or a tab. */
export const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB

/** Whether a byte ends a line: LF or CR. */
export const isLineEnd = (byte: number): boolean => byte === LF || byte === CR

/** The end of the line that contains `at`: its newline, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/**
 * The offset behind the continuation whose backslash is at `at`: the backslash is followed by blanks, a line end, or both. Blank lines and
 * lines that start with `#` right behind the line end belong to it. Returns -1 if the backslash is not a continuation.
 */
export function continuation(text: string, at: number): number {
  let after = at + 1
  while (isBlank(text.charCodeAt(after))) after++
  if (!isLineEnd(text.charCodeAt(after))) return after > at + 1 ? after : -1
  for (;;) {
    const next = text.charCodeAt(after)
    if (isBlank(next) || isLineEnd(next)) after++
    else if (next === HASH && isLineEnd(text.charCodeAt(after - 1))) after = endOfLine(text, after)
    else return after
  }
}

/** Whether the text between two tokens contains a line end. A line end that a continuation joins does not count. */
export function endsLine(text: string, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    const byte = text.charCodeAt(at)
    if (isLineEnd(byte)) return true
    at = byte === BACKSLASH ? Math.max(continuation(text, at), at + 1) : at + 1
  }
  return false
}
