// Owns syntax highlighting: the word classes of the device's own console, and those of values.
import { escapeAt } from '../../grammar/escapes.ts'
import { isMenu } from '../../grammar/names.ts'
import { descend } from '../syntax/descent.ts'
import type { Node, Statement } from '../syntax/tree.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { oncePerChunk } from './view.ts'
import type { Part } from './part.ts'

/** The classes, the device's own first (`/console/inspect request=highlight`). */
export const classes = [
  'dir',
  'cmd',
  'arg',
  'variable-local',
  'variable-global',
  'variable-parameter',
  'comment',
  'escaped',
  'string',
  'number',
  'enum',
] as const
/** A class of words. */
export type Class = (typeof classes)[number]

/** A range within one line. */
export interface HighlightToken extends Span {
  readonly class: Class
}

/** The tokens of a text or a range, in order; none overlaps another one or a line end. */
export function tokensOf({ views }: Document, within: Span = { from: 0, to: Infinity }): readonly HighlightToken[] {
  return views.flatMap(({ view, from }) =>
    from > within.to || from + view.text.length < within.from
      ? []
      : tokensIn(view)
          .map((token) => shifted(token, from))
          .filter((token) => token.from < within.to && token.to > within.from),
  )
}

/** Those of a chunk, in its own offsets. */
const tokensIn = oncePerChunk(({ text, parts, uses }): readonly HighlightToken[] => {
  const paint = new Uint8Array(text.length)
  const read = parts[0]?.text ?? text
  const colour = (span: Span, name: Class): void => {
    // A refused line is replaced by its declarations when parsed: these are not words of the text.
    if (read.slice(span.from, span.to) !== text.slice(span.from, span.to)) return
    paint.fill(classes.indexOf(name) + 1, span.from, span.to)
  }
  // Inner code is painted over the outer.
  for (const part of parts) {
    descend(part.body, (at) => values(at, part, colour))
    for (const comment of part.comments) colour(part.toChunk(comment), 'comment')
  }
  for (const { entry, ...word } of uses.words) colour(word, isMenu(entry) ? 'dir' : 'cmd')
  for (const { name } of uses.arguments) if (name !== undefined) colour(name, 'arg')
  for (const { variable, ...name } of uses.variables)
    if (variable.kind !== 'property') {
      const from = text[name.from - 1] === '$' ? name.from - 1 : name.from
      colour({ from, to: name.to }, `variable-${variable.kind}`)
    }
  return runsOf(paint, text)
})

function values(at: Statement | Node, part: Part, colour: (span: Span, name: Class) => void): void {
  if (at.kind === 'literal') {
    if (/^-?(?:\d+|0x[0-9a-fA-F]+)$/.test(at.text)) colour(part.toChunk(at), 'number')
  } else if (at.kind === 'quoted') {
    colour(part.toChunk(at), 'string')
    for (let from = part.text.indexOf('\\', at.from); from !== -1 && from < at.to; from = part.text.indexOf('\\', from)) {
      const length = escapeAt(part.text, from)?.to ?? from + 2
      const to = Math.max(from + 1, Math.min(length, at.to))
      colour(part.toChunk({ from, to }), 'escaped')
      from = to
    }
  } else if (at.kind === 'invocation') {
    for (const { value, argument } of at.given)
      if (value?.kind === 'literal' && value.text !== '' && hasWord(argument, value.text)) colour(part.toChunk(value), 'enum')
  }
}

function hasWord(argument: object, text: string): boolean {
  const kind = 'kind' in argument ? argument.kind : undefined
  if (typeof kind !== 'object' || kind === null || !('words' in kind) || !Array.isArray(kind.words)) return false
  return kind.words.includes(text) || ('name' in kind && kind.name === 'bool' && (text === 'yes' || text === 'no'))
}

function runsOf(paint: Uint8Array, text: string): readonly HighlightToken[] {
  const tokens: HighlightToken[] = []
  for (let from = 0; from < paint.length;) {
    const colour = paint[from] ?? 0
    let to = from + 1
    while (to < paint.length && paint[to] === colour && text[to - 1] !== '\n') to++
    const name = classes[colour - 1]
    const end = text[to - 1] === '\n' ? to - 1 : to
    if (name !== undefined && end > from) tokens.push({ from, to: end, class: name })
    from = to
  }
  return tokens
}
