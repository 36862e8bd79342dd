// Owns shortening a server's text for storage: one line of limited length.

/** The maximum number of characters of a server's text that are stored, in a row and in the log. */
const maxKeptCharacters = 1_000

/** Returns a text as one line: line ends and control characters of a server must not reach the terminal. */
export function storedLine(text: string): string {
  const line = text.slice(0, 2 * maxKeptCharacters).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return line.length > maxKeptCharacters ? `${line.slice(0, maxKeptCharacters)}...` : line
}
