// Owns making visible what would steer a terminal: words of others (of servers, certificates, files, scripts) are shown, not obeyed.
import { fromBytes, toBytes } from './bytes.ts'

/**
 * What steers a terminal or turns its text around: C0, DEL and C1 (ECMA-48, sections 5.2 and 5.3), and the embeddings, overrides and
 * isolates of text that runs from right to left (UAX #9, section 2). Line ends and tabs are not among them.
 */
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/** Decoded text as a terminal may have it: ESC is `\1B`, as a device writes a byte, U+202E is `\u202E`. Line ends and tabs stay. */
export const visible = (text: string): string => text.replace(steering, named)

/** The same on one line: line ends and tabs become visible, too. For names, and for what stands in a line with other words. */
export const visibleLine = (text: string): string => visible(text).replace(/[\t\n]/g, named)

/** The same of bytes that are UTF-8, given back as bytes; a CR before a line end stays. */
export const visibleBytes = (bytes: string): string => toBytes(fromBytes(bytes).split('\r\n').map(visible).join('\r\n'))

/** JSON with C1 and what turns text around as escapes: `JSON.stringify` leaves them as they are. */
export const visibleJson = (json: string): string =>
  json.replace(/[\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (sign) => `\\u${hex(sign).padStart(4, '0')}`)

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase()

const named = (sign: string): string => (sign < '\u0100' ? `\\${hex(sign).padStart(2, '0')}` : `\\u${hex(sign)}`)
