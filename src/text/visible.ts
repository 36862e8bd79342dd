// Owns escaping control characters in foreign text (of servers, certificates, files, scripts) before it reaches a terminal.
import { fromBytes, toBytes } from './bytes.ts'

/**
 * The characters that control a terminal or reverse the direction of text: C0, DEL and C1 (ECMA-48, sections 5.2 and 5.3), and
 * bidirectional embeddings, overrides and isolates (UAX #9, section 2). Line ends and tabs are not included.
 */
const controlCharacters = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/**
 * Escapes the control characters of decoded text, so that a terminal can show it: ESC becomes `\1B` (the form in which a device writes a
 * byte), U+202E becomes `\u202E`. Line ends and tabs are unchanged.
 */
export const visible = (text: string): string => text.replace(controlCharacters, named)

/** `visible` for names and other text inside a line: line ends and tabs are escaped, too. */
export const visibleLine = (text: string): string => visible(text).replace(/[\t\n]/g, named)

/** `visible` for UTF-8 bytes; returns bytes. A CR before a line end is unchanged. */
export const visibleBytes = (bytes: string): string => toBytes(fromBytes(bytes).split('\r\n').map(visible).join('\r\n'))

/** JSON with C1 and bidirectional controls escaped, which `JSON.stringify` does not do. */
export const visibleJson = (json: string): string =>
  json.replace(/[\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (sign) => `\\u${hex(sign).padStart(4, '0')}`)

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase()

const named = (sign: string): string => (sign < '\u0100' ? `\\${hex(sign).padStart(2, '0')}` : `\\u${hex(sign)}`)
