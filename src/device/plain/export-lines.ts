// Owns reading an export line by line, each with the menu that it is in.

/** A line of an export, its continuations joined, and the path of its menu: empty before the first one. */
export interface ParsedExportLine {
  readonly path: string
  readonly line: string
}

/** The menu's path on a line: the text before the command. */
const opening = /^\/([a-z0-9][a-z0-9 /-]*?)(?= +(?:add|set|remove|print|export|disable|enable|unset|move)\b|\s*$)/

/** Returns the lines of an export. */
export function* exportLines(text: string): IterableIterator<ParsedExportLine> {
  let path = ''
  for (const line of text.replace(/\\\r?\n[ \t]*/g, '').split('\n')) {
    const opened = opening.exec(line)
    if (opened !== null) path = `/${opened[1]!.trim().replaceAll(/[ /]+/g, '/')}`
    yield { path, line }
  }
}
