// Owns texts in strings: resolves the escapes of a string, and maps each byte of the result to its offset in the surrounding text.
import { escapeAt } from '../../../grammar/escapes.ts'
import type { Raw } from '../../syntax/literals.ts'
import type { Quoted } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'
import { lastAtMost } from '../../text/sorted.ts'

/** Maps offsets of an inner text to the surrounding text. */
export interface Mapping {
  /** The offsets in the inner text at which a range starts that is copied byte for byte, ascending. */
  readonly here: readonly number[]
  /** The offsets of these ranges in the surrounding text. */
  readonly there: readonly number[]
  /** The length of the text, and the offset in the surrounding text where it ends. */
  readonly length: number
  readonly end: number
}

/** The text that a string contains, with its mapping to the surrounding text. */
export interface Embedded {
  readonly text: string
  readonly mapping: Mapping
}

/** The text of a string without interpolation, or of raw text in braces; undefined if the string has parts known only at run time. */
export function embeddedIn(node: Quoted | Raw, around: string): Embedded | undefined {
  if (node.kind === 'raw')
    return { text: node.text, mapping: { here: [0], there: [node.from + 1], length: node.text.length, end: node.to - 1 } }
  if (node.parts.some((part) => typeof part !== 'string')) return undefined
  return unescaped(around.slice(node.from + 1, node.to - 1), node.from + 1)
}

/** Resolves the escapes of `raw`, which starts at `offset`. The parser has accepted it, so each backslash starts a valid escape. */
export function unescaped(raw: string, offset: number): Embedded {
  const parts: string[] = []
  const here: number[] = []
  const there: number[] = []
  let length = 0
  const copy = (text: string, at: number): void => {
    if (text === '') return
    here.push(length)
    there.push(offset + at)
    parts.push(text)
    length += text.length
  }
  let from = 0
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', from)) {
    copy(raw.slice(from, at), from)
    const escape = escapeAt(raw, at)
    copy(escape?.text ?? '', at)
    from = escape?.to ?? at + 1
  }
  copy(raw.slice(from), from)
  return { text: parts.join(''), mapping: { here, there, length, end: offset + raw.length } }
}

/** Maps a range of the inner text to the surrounding text. */
export function toSurrounding(mapping: Mapping, { from, to }: Span): Span {
  const start = placeOf(mapping, from)
  if (to <= from) return { from: start, to: start }
  const last = placeOf(mapping, to - 1)
  const next = to >= mapping.length ? mapping.end : placeOf(mapping, to)
  // Bytes skipped between two characters (the indent of a continued line) belong to neither.
  return { from: start, to: Math.max(last + 1, Math.min(next, last + 3)) }
}

function placeOf({ here, there, length, end }: Mapping, offset: number): number {
  if (offset >= length || here.length === 0) return end
  const at = lastAtMost(here, offset)
  return there[at]! + offset - here[at]!
}

/** Maps an offset of the surrounding text to the inner text; undefined outside of it. An offset within an escape maps to its character. */
export function fromSurrounding({ here, there, length, end }: Mapping, offset: number): number | undefined {
  const first = there[0] ?? end
  if (offset < first || offset > end) return undefined
  if (offset === end) return length
  const at = lastAtMost(there, offset)
  const next = here[at + 1] ?? length
  return Math.min((here[at] ?? 0) + offset - (there[at] ?? 0), next)
}
