// Owns excerpts of source text in messages: file, line and column, the source line, and carets under the marked range.
import { characterAround, fromBytes } from '../text/bytes.ts'
import type { Place, Source } from '../text/source.ts'

/** How the parts of an excerpt are coloured; each function wraps a text in colour codes. */
export interface Paint {
  readonly place: (text: string) => string
  readonly gutter: (text: string) => string
  readonly caret: (text: string) => string
}

/** No colours. */
export const plainPaint: Paint = { place: (text) => text, gutter: (text) => text, caret: (text) => text }

/**
 * What an excerpt shows: a line, optionally a column (both 1-based, as a device counts), and the number of bytes that carets mark (default
 * 1).
 */
export interface Mark {
  readonly line: number
  readonly column?: number
  readonly length?: number
}

/** The number of columns shown. A longer line is cut around its caret. */
const shownColumns = 100
const columnsBeforeCaret = 60

/**
 * Returns `name:line:column`, then the line with its number and carets, as decoded text without a final line end. Tabs become blanks and
 * other control bytes dots, so that carets align.
 */
export function excerpt(source: Source, { line, column, length = 1 }: Mark, paint: Paint = plainPaint): string {
  const place = [source.name, line, column].filter((part) => part !== undefined && part !== '').join(':')
  const text = source.lineText(line)
  const gutter = ' '.repeat(String(line).length)
  const head = `${gutter}${paint.gutter('-->')} ${paint.place(place)}`
  const from = column === undefined ? undefined : source.offsetIn(line, column)
  const shown = cut(text, from ?? 0, from === undefined ? 0 : Math.max(1, Math.min(length, text.length - from)))
  const lines = [head, `${paint.gutter(`${line} |`)} ${shown.line}`]
  if (from !== undefined) lines.push(`${paint.gutter(`${gutter} |`)} ${' '.repeat(shown.caretAt)}${paint.caret('^'.repeat(shown.carets))}`)
  return lines.join('\n')
}

/** The part of a line that is shown, with the position and number of its carets, in characters. */
interface Cut {
  readonly line: string
  readonly caretAt: number
  readonly carets: number
}

/**
 * The number of bytes decoded on each side: a character has at most four in UTF-8, and the first bytes may belong to the previous
 * character.
 */
const bytesPerSide = 4 * (shownColumns + 2)

/** Cuts a line around the characters whose bytes are marked: carets mark a character whole. */
function cut(text: string, at: number, length: number): Cut {
  const { from } = characterAround(text, at)
  const to = length === 0 ? from : characterAround(text, at + Math.min(length, bytesPerSide) - 1).to
  const head = visible(text.slice(Math.max(0, from - bytesPerSide), from))
  const marked = visible(text.slice(from, to))
  const whole = head + marked + visible(text.slice(to, to + bytesPerSide))
  const carets = Math.max(1, countOf(marked))
  const count = countOf(whole)
  if (count <= shownColumns) return { line: whole, caretAt: countOf(head), carets }
  const start = Math.max(0, Math.min(countOf(head) - columnsBeforeCaret, count - shownColumns))
  const open = start > 0 ? '... ' : ''
  const close = start + shownColumns < count ? ' ...' : ''
  const caretAt = countOf(head) - start + open.length
  return {
    line: open + stretchOf(whole, start, start + shownColumns) + close,
    caretAt,
    carets: Math.max(1, Math.min(carets, shownColumns + open.length - caretAt)),
  }
}

/** Whether the text has surrogate pairs; in most texts every character is one UTF-16 unit. */
const hasPairs = (text: string): boolean => /[\ud800-\udfff]/.test(text)

/** The number of characters of a text. */
const countOf = (text: string): number => (hasPairs(text) ? [...text].length : text.length)

/** The characters from an index to another one. */
const stretchOf = (text: string, from: number, to: number): string =>
  hasPairs(text) ? [...text].slice(from, to).join('') : text.slice(from, to)

/** Decodes bytes, with tabs and control bytes replaced for display. */
const visible = (bytes: string): string => fromBytes(bytes.replace(/\t/g, '  ')).replace(/[\x00-\x1f\x7f-\x9f]/g, '·')

/** Converts an offset to a mark that covers `to - from` bytes of its line. */
export function markOf(source: Source, from: number, to: number): Mark {
  const place: Place = source.placeAt(from)
  const lineEnd = source.lineStart(place.line) + source.lineText(place.line).length
  return { ...place, length: Math.max(1, Math.min(to, lineEnd) - from) }
}
