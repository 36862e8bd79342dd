// Owns the comments for offbox: `# offbox: WORD REST`, their places, and the error for an invalid one.
import { markOf } from '../diagnostic/excerpt.ts'
import type { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** A comment for offbox. `line` counts from 1; `rest` is the trimmed text behind the word. */
export interface Directive {
  readonly word: string
  readonly rest: string
  readonly line: number
}

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*([a-z-]+)(?![^ \t\r])/

/** The comments of a text in order, except `# offbox: disable=CODE`, which is for `check`. */
export function directivesOf(source: Source): readonly Directive[] {
  const found: Directive[] = []
  for (let line = 1; line <= source.lines; line++) {
    const text = source.lineText(line)
    const match = comment.exec(text)
    if (match === null) continue
    const rest = withoutBlanks(text.slice(match[0].length))
    if (!rest.includes('\r')) found.push({ word: match[1]!, rest, line })
  }
  return found
}

/** A text without blanks at its ends. Bytes that are blanks in other encodings stay. */
function withoutBlanks(text: string): string {
  let to = text.length
  while (to > 0 && ' \t\r'.includes(text.charAt(to - 1))) to--
  return text.slice(0, to).replace(/^[ \t]+/, '')
}

/** The Complaint (64) for an invalid comment, which marks a part of it: `part`, else the text behind the word, else the word. */
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
  const place = { message, source, mark: markOf(source, from + at, from + at + part.length) }
  return new Complaint(ExitCode.usage, `${source.name}:${line}: ${message}`, hint, place)
}
