// Owns lines of terminal text: padding, joining and word wrap.
import { isUtf8 } from '../text/bytes.ts'
import { pay } from '../value/limits.ts'

/** Joins lines, each with a line end; '' for no lines. */
export function lines(all: readonly string[]): string {
  pay(workPerLine * all.length)
  return all.map((line) => `${line}\n`).join('')
}

/** The cost of a line, in units of `pay`. */
const workPerLine = 64

/** Replaces each run of line ends by a blank. */
export const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ')

/** `count` blanks; none if negative. */
export const blanks = (count: number): string => ' '.repeat(Math.max(0, count))

/** The maximum of some lengths; 0 for none. */
export const maximum = (lengths: readonly number[]): number => lengths.reduce((a, b) => (b > a ? b : a), 0)

/** Left-aligns `text` in `width` columns. */
export const alignLeft = (text: string, width: number): string => text + blanks(width - textWidth(text))

/** Right-aligns `text` in `width` columns. */
export const alignRight = (text: string, width: number): string => blanks(width - textWidth(text)) + text

/** The number of terminal columns of a byte string: one per character of valid UTF-8, else one per byte. */
export function textWidth(text: string): number {
  pay(workPerLine + text.length)
  return plain.test(text) ? text.length : [...decoded(text)].length
}

/**
 * Text as table cells show it: a byte that is not part of valid UTF-8 becomes its two hexadecimal digits. Source: an audit of a 7.23.1
 * CRS326, whose tables show comments in CP1251 as `E4EBFF E4E0EBFCEDE5E9 ...`.
 */
export function cellText(text: string): string {
  if (plain.test(text) || isUtf8(text)) return text
  return text.replace(/[\x80-\xff]/g, (byte) => byte.charCodeAt(0).toString(16).toUpperCase())
}

/**
 * Joins words to lines of less than `width` columns, without the last word's trailing blanks; later lines are indented by `indent` blanks.
 * A word that is too long for any line gets a line of its own.
 */
export function wrapped(words: readonly string[], width: number, indent: number): string[] {
  const done: string[] = []
  let line = ''
  for (const word of words) {
    if (line.trim() !== '' && line.length + word.trimEnd().length >= width) {
      done.push(line)
      line = blanks(indent)
    }
    line += word
  }
  return [...done, line]
}

const plain = /^[\x00-\x7f]*$/
const decoded = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')
