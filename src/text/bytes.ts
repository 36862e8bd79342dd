// Owns conversion between text and bytes. Internally a string holds one byte per character.
import { isUtf8 as areUtf8 } from 'node:buffer'

/** The bytes of `text` (a JavaScript string) as UTF-8, one byte per character. Lone surrogates become U+FFFD. */
export function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1')
}

/** Decodes `bytes` (one byte per character) as UTF-8; invalid sequences become U+FFFD. */
export function fromBytes(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Returns bytes as a text with one byte per character. */
export const latin1Of = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Whether `bytes` (one byte per character) are well-formed UTF-8. */
export const isUtf8 = (bytes: string): boolean => isAscii(bytes) || areUtf8(Buffer.from(bytes, 'latin1'))

/** The byte order mark of UTF-8, as bytes. A device refuses a text that starts with it. */
export const byteOrderMark = '\xef\xbb\xbf'

/** A text (bytes) without a leading byte order mark. */
export const withoutMark = (bytes: string): string => (bytes.startsWith(byteOrderMark) ? bytes.slice(byteOrderMark.length) : bytes)

const ascii = /^[\x00-\x7f]*$/
const isAscii = (text: string): boolean => ascii.test(text)
