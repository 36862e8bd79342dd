// Owns folding paragraphs of help and explanations into lines of at most 80 columns.

/** The maximum width of a line of help, in columns. */
const maxColumns = 80

/** The lines of a paragraph, broken at blanks so that each has room for `indent` columns before it. */
export function folded(text: string, indent = 0): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent + line.length + 1 + word.length > maxColumns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
