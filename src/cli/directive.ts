// Owns the comments that speak to offbox: `# offbox: WORD REST`, where they stand.
import type { Source } from '../text/source.ts'

/** One such comment. `line` counts from 1; `rest` is what stands behind the word, without blanks around it. */
export interface Directive {
  readonly word: string
  readonly rest: string
  readonly line: number
}

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*([a-z-]+)(?:[ \t]+([^\r]*?))?[ \t\r]*$/

/** The comments of a text in their order; `# offbox: disable=CODE`, which speaks to `check`, is none of them. */
export function directivesOf(source: Source): readonly Directive[] {
  const found: Directive[] = []
  for (let line = 1; line <= source.lines; line++) {
    const match = comment.exec(source.lineText(line))
    if (match !== null) found.push({ word: match[1]!, rest: match[2] ?? '', line })
  }
  return found
}
