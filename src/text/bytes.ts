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

/** Converts a byte array to a text with one byte per character. */
export const latin1Of = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Whether `bytes` (one byte per character) are well-formed UTF-8. */
export const isUtf8 = (bytes: string): boolean => isAscii(bytes) || areUtf8(Buffer.from(bytes, 'latin1'))

/** The byte order mark of UTF-8, as bytes. A device refuses a text that starts with it. */
export const byteOrderMark = '\xef\xbb\xbf'

/** A text (bytes) without a leading byte order mark. */
export const withoutMark = (bytes: string): string => (bytes.startsWith(byteOrderMark) ? bytes.slice(byteOrderMark.length) : bytes)

const ascii = /^[\x00-\x7f]*$/
const isAscii = (text: string): boolean => ascii.test(text)

/** The most bytes of a character of UTF-8 (RFC 3629, section 3). */
const maxCharacterBytes = 4

/** The range of the character that contains the byte at `at`: one byte where the bytes around it are not well-formed UTF-8. */
export function characterAround(bytes: string, at: number): { readonly from: number; readonly to: number } {
  for (let from = at; from >= 0 && at - from < maxCharacterBytes; from--) {
    const lead = bytes.charCodeAt(from)
    const to = from + (lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : maxCharacterBytes)
    if (lead >= 0x80 && lead < 0xc0) continue
    return to > at && to <= bytes.length && isUtf8(bytes.slice(from, to)) ? { from, to } : { from: at, to: at + 1 }
  }
  return { from: at, to: at + 1 }
}
