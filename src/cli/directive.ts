// Owns the comments that speak to offbox: `# offbox: WORD REST`, where they stand, and what is said of one that cannot be read.
import { markOf } from '../diagnostic/excerpt.ts'
import type { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'

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

/**
 * A comment that cannot be read, as a complaint (64) that marks a part of it: what stands behind its word, where nothing does the word.
 * `part` is text of the comment.
 */
export function unreadable(
  source: Source,
  { word, rest, line }: Directive,
  message: string,
  hint: string,
  part = rest === '' ? word : rest,
): Complaint {
  const from = source.lineStart(line)
  const text = source.lineText(line)
  const behind = text.includes('offbox:') ? text.indexOf('offbox:') + 'offbox:'.length : 0
  const at = Math.max(text.indexOf(part, behind), text.indexOf(word, behind))
  const spotted = { message, source, mark: markOf(source, from + at, from + at + part.length) }
  return new Complaint(ExitCode.usage, `${source.name}:${line}: ${message}`, hint, spotted)
}
