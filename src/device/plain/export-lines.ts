// Owns reading an export line by line, each with the menu that it is in.

/** A line of an export, its continuations joined, and the path of its menu: empty before the first one. */
export interface ParsedExportLine {
  readonly path: string
  readonly line: string
}

/** The menu's path on a line: the text before the command. */
const opening = /^\/([a-z0-9][a-z0-9 /-]*?)(?= +(?:add|set|remove|print|export|disable|enable|unset|move)\b|\s*$)/

/** Returns the lines of an export in one or several parts. */
export function* exportLines(parts: readonly string[]): IterableIterator<ParsedExportLine> {
  for (const text of parts) {
    let path = ''
    for (const line of text.replace(/\\\r?\n[ \t]*/g, '').split('\n')) {
      const [, opened] = opening.exec(line) ?? []
      if (opened !== undefined) path = `/${opened.trim().replaceAll(/[ /]+/g, '/')}`
      yield { path, line }
    }
  }
}
