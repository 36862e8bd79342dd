// Owns the formats of `:convert`: each encodes bytes to a value and decodes a value to bytes.
import { Failure, limited } from '../../diagnostic/failure.ts'
import { guardElements, inPieces, pay } from '../limits.ts'
import { readNumber, wrap } from '../numbers.ts'
import { toText } from '../show.ts'
import { ArrayValue, type Value } from '../value.ts'

/** A format: `write` encodes bytes, `read` decodes a value. `read` throws a Failure for invalid input. */
export interface Codec {
  readonly write: (bytes: string) => Value
  readonly read: (value: Value) => string
}

/** The formats by name. */
export const codecs: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ['raw', { write: (bytes) => bytes, read: toText }],
  ['hex', { write: writeHex, read: readHex }],
  ['base64', { write: (bytes) => Buffer.from(bytes, 'latin1').toString('base64'), read: readBase64 }],
  ['base32', { write: writeBase32, read: readBase32 }],
  ['url', { write: writeUrl, read: readUrl }],
  ['num', { write: writeNum, read: readNum }],
  ['byte-array', { write: (bytes) => new ArrayValue(codes(bytes)), read: readByteArray }],
  ['bit-array-lsb', { write: (bytes) => writeBits(bytes, (bit) => bit), read: (value) => readBits(value, 'bit-array-lsb', (bit) => bit) }],
  [
    'bit-array-msb',
    { write: (bytes) => writeBits(bytes, (bit) => 7 - bit), read: (value) => readBits(value, 'bit-array-msb', (bit) => 7 - bit) },
  ],
])

/** Throws the Failure of a value that a format cannot decode. The message is inferred from the pattern `invalid value for argument X`. */
function refuse(format: string): never {
  throw new Failure(`invalid value for argument value, ${format} required`)
}

/** The cost of one element, in units of `pay`. */
const workPerElement = 64

/** The bytes as numbers. */
function codes(bytes: string): number[] {
  guardElements(bytes.length)
  pay(workPerElement * bytes.length)
  return Array.from(bytes, (byte) => byte.charCodeAt(0))
}

/** Hexadecimal digits in lower case (J027, J029). */
function writeHex(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('hex')
}

function readHex(value: Value): string {
  const digits = toText(value)
  if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) refuse('hex')
  return Buffer.from(digits, 'hex').toString('latin1')
}

function readBase64(value: Value): string {
  const written = toText(value)
  // Line ends and missing padding are accepted, other foreign characters are not.
  const dense = written.replace(/[\r\n]/g, '').replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(dense) || dense.length % 4 === 1) refuse('base64')
  return Buffer.from(dense, 'base64').toString('latin1')
}

const alphabet32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const values32 = new Int8Array(256).fill(-1)
for (let at = 0; at < alphabet32.length; at++) values32[alphabet32.charCodeAt(at)] = values32[alphabet32.toLowerCase().charCodeAt(at)] = at

/** Base32 with padding (RFC 4648, section 6). Long texts are encoded in pieces of whole five-byte groups, so only the last has padding. */
function writeBase32(bytes: string): string {
  return inPieces(bytes, grouped32)
}

function grouped32(bytes: string): string {
  const written = Buffer.alloc(Math.ceil(bytes.length / 5) * 8, '=')
  let end = 0
  let held = 0
  let bits = 0
  for (let at = 0; at < bytes.length; at++) {
    held = ((held << 8) | bytes.charCodeAt(at)) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) written[end++] = alphabet32.charCodeAt((held >> (bits - 5)) & 31)
  }
  if (bits > 0) written[end] = alphabet32.charCodeAt((held << (5 - bits)) & 31)
  return written.toString('latin1')
}

function readBase32(value: Value): string {
  const written = toText(value)
  let length = written.length
  while (length > 0 && written.charCodeAt(length - 1) === padding) length--
  pay(2 * written.length)
  const bytes = Buffer.alloc(Math.floor((length * 5) / 8))
  let end = 0
  let held = 0
  let bits = 0
  for (let at = 0; at < length; at++) {
    const five = values32[written.charCodeAt(at)] ?? -1
    if (five === -1) refuse('base32')
    held = ((held << 5) | five) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[end++] = (held >> bits) & 255
    }
  }
  return bytes.toString('latin1')
}

/** The byte `=`. */
const padding = 61

const escaped = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)

/** Percent-encoding: unreserved bytes (RFC 3986, section 2.3) are unchanged; all others become `%XX`, also blanks and line ends (7.15). */
function writeUrl(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replace(/[^A-Za-z0-9\-._~]/g, (byte) => escaped[byte.charCodeAt(0)] ?? byte))
}

function readUrl(value: Value): string {
  const read = (piece: string): string =>
    piece.replace(/%([0-9A-Fa-f]{2})/g, (_found, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return inPieces(toText(value), read, (bytes, at) => {
    const sign = bytes.lastIndexOf('%', at - 1)
    return sign >= at - 2 ? sign : at
  })
}

/** The maximum number of bytes of a number: converting it to decimal cannot be interrupted and takes tenths of a second at this size. */
const maxNumberBytes = 1 << 17

/** Bytes as one unsigned big-endian number, in decimal text (forum 179268: `[:len ...]` counts its digits). */
function writeNum(bytes: string): string {
  // The conversion is superlinear: the cost is the length times its square root, about what V8 needs.
  if (bytes.length > maxNumberBytes) throw limited(`offbox: a number of ${bytes.length} bytes is longer than ${maxNumberBytes}`)
  pay(bytes.length * Math.ceil(Math.sqrt(bytes.length)))
  return bytes === '' ? '' : BigInt(`0x${writeHex(bytes)}`).toString()
}

/** The shortest big-endian form (forum 179268: 166297599 is 09e97fff); a negative number takes eight bytes. */
function readNum(value: Value): string {
  const number = readNumber(toText(value))
  if (number === undefined) refuse('num')
  const digits = BigInt.asUintN(64, BigInt(wrap(BigInt(number)))).toString(16)
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex').toString('latin1')
}

function readByteArray(value: Value): string {
  const items = value instanceof ArrayValue ? value.items : [value]
  const bytes = Buffer.alloc(items.length)
  for (const [at, item] of items.entries()) {
    const code = readNumber(toText(item))
    if (typeof code !== 'number' || code < 0 || code > 255) refuse('byte-array')
    bytes[at] = code
    pay(workPerElement)
  }
  return bytes.toString('latin1')
}

/** Eight nums for each byte; `place` maps a bit to its position among the eight (J023, J024). */
function writeBits(bytes: string, place: (bit: number) => number): ArrayValue {
  guardElements(bytes.length * 8)
  const bits: number[] = []
  for (const code of codes(bytes)) for (let bit = 0; bit < 8; bit++) bits.push((code >> place(bit)) & 1)
  return new ArrayValue(bits)
}

function readBits(value: Value, format: string, place: (bit: number) => number): string {
  if (!(value instanceof ArrayValue) || value.items.length % 8 !== 0) refuse(format)
  const bytes = Buffer.alloc(value.items.length / 8)
  for (let at = 0; at < value.items.length; at += 8) {
    pay(8 * workPerElement)
    let code = 0
    for (let bit = 0; bit < 8; bit++) {
      const given = toText(value.items[at + bit]!)
      if (given !== '0' && given !== '1') refuse(format)
      code |= Number(given) << place(bit)
    }
    bytes[at / 8] = code
  }
  return bytes.toString('latin1')
}
