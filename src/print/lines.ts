// Owns lines of terminal text: padding, joining, and breaking between words.
import { isUtf8 } from '../text/bytes.ts'

import { pay } from '../value/limits.ts'

/** Lines with their line ends; no line gives no text. */
export function lines(all: readonly string[]): string {
  pay(workPerLine * all.length)
  return all.map((line) => `${line}\n`).join('')
}

/** In units of `pay`. */
const workPerLine = 64

/** Text without line ends, which would break what stands around it. */
export const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ')

/** `count` blanks, none where it is negative. */
export const blanks = (count: number): string => ' '.repeat(Math.max(0, count))

/** The largest of any number of lengths; 0 where there is none. */
export const largest = (lengths: readonly number[]): number => lengths.reduce((a, b) => (b > a ? b : a), 0)

/** `text` in `width` columns, to the left. */
export const left = (text: string, width: number): string => text + blanks(width - columnsOf(text))

/** `text` in `width` columns, to the right. */
export const right = (text: string, width: number): string => blanks(width - columnsOf(text)) + text

/** How many columns of a terminal a byte string takes: one a character of valid UTF-8, else one a byte. */
export function columnsOf(text: string): number {
  pay(workPerLine + text.length)
  return plain.test(text) ? text.length : [...decoded(text)].length
}

/**
 * Text as cells show it: a byte that is not part of UTF-8 as its two hexadecimal digits.
 * Source: an audit of a 7.23.1 CRS326; comments kept in CP1251 stand in its tables as `E4EBFF E4E0EBFCEDE5E9 ...`.
 */
export function visible(text: string): string {
  if (plain.test(text) || isUtf8(text)) return text
  return text.replace(/[\x80-\xff]/g, (byte) => byte.charCodeAt(0).toString(16).toUpperCase())
}

/**
 * `words` one after the other, broken where a line would reach `width`; later lines begin with `indent` blanks.
 * A word keeps its own trailing blank, which may be the character that no longer fits. A word too long for any line has one of its own.
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
