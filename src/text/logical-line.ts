// Owns logical lines: consecutive lines of a text that a `\` at the line end joins.

/** Whether the line that starts at an offset continues the line before it. */
export const continuesLine = (text: string, start: number): boolean => /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))

/** The start of the logical line that contains an offset. */
export function logicalLineStart(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1
  while (start > 0 && continuesLine(text, start)) start = text.lastIndexOf('\n', start - 2) + 1
  return start
}

/** The end of the logical line that contains an offset: that of its last line, without the newline. */
export function logicalLineEnd(text: string, offset: number): number {
  let end = text.indexOf('\n', offset)
  while (end !== -1 && continuesLine(text, end + 1)) end = text.indexOf('\n', end + 1)
  return end === -1 ? text.length : end
}
