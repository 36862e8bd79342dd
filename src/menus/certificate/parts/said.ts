// Owns what is kept of the words of a server: one line, and not without measure.

/** Characters of a server's text that are kept: it goes into a row and into the log. */
const maxKeptCharacters = 1_000

/** A server's text is foreign: no line ends and no control characters of it reach the terminal. */
export function oneLine(text: string): string {
  const line = text.slice(0, 2 * maxKeptCharacters).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return line.length > maxKeptCharacters ? `${line.slice(0, maxKeptCharacters)}...` : line
}
