// Owns reading DER, and the BER that older software writes: elements as slices of the input, parsed only when accessed.
import { toBytes } from '../text/bytes.ts'
import { PkiError, malformed } from './pki-error.ts'

/** The maximum nesting depth of elements: a certificate has about 10, a PKCS#12 about 20. A hostile file could exhaust the stack. */
const maxDepth = 64
/** The maximum number of elements of a file, which are kept once read: a hundred megabytes of empty ones would take gigabytes. */
const maxElements = 1_000_000
/** The maximum number of elements below one that `elements` yields. */
const maxElementsEach = 10_000
/** The maximum length of an INTEGER, in bytes: serial numbers have 20, moduli 2,048. */
const maxIntegerBytes = 1 << 16
/** The maximum number of bytes of a length: 2^48 is more than any buffer holds, and still an exact number. */
const maxLengthBytes = 6

/** Identifier bytes of the universal types that `pki/` uses. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nil: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  printable: 0x13,
  t61: 0x14,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visible: 0x1a,
  universal: 0x1c,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** The identifier byte of [n] EXPLICIT, or of [n] IMPLICIT of a constructed type. */
export const contextTag = (n: number): number => 0xa0 | n

/** The identifier byte of [n] IMPLICIT of a primitive type. */
export const primitiveTag = (n: number): number => 0x80 | n

/** One element: a slice of the bytes it was read from. Every accessor throws a PkiError where the element is of another type. */
export class Der {
  readonly source: Buffer
  /** The identifier byte with class and constructed bits, 0x30 for a SEQUENCE. */
  readonly tag: number
  /** Offsets into `source`: of the identifier, of the content, one past the content, one past the element. */
  readonly from: number
  readonly start: number
  readonly end: number
  readonly to: number
  readonly depth: number
  readonly #room: Room
  #children: readonly Der[] | undefined

  /** Reads the element at an offset; it has to end before `limit`. Every element read below it counts against `room`. */
  constructor(source: Buffer, at: number, limit: number, depth: number, room: Room = { left: maxElements }) {
    if (depth > maxDepth) throw malformed(`nested deeper than ${maxDepth}`)
    if (room.left-- === 0) throw new PkiError('limit', `more than ${maxElements} elements`)
    this.#room = room
    if (at + 2 > limit) throw malformed('ends in the middle of an element')
    this.source = source
    this.from = at
    this.depth = depth
    this.tag = source[at]!
    if ((this.tag & 0x1f) === 0x1f) throw malformed('an identifier of several bytes')
    const first = source[at + 1]!
    let start = at + 2
    let length = first
    if (first === 0x80) {
      if ((this.tag & 0x20) === 0) throw malformed('a primitive element of indefinite length')
      this.start = start
      this.end = endOfContents(source, start, limit, depth + 1, room)
      this.to = this.end + 2
      return
    }
    if (first > 0x80) {
      const count = first & 0x7f
      if (count > maxLengthBytes || start + count > limit) throw malformed('a length that the input does not hold')
      length = source.readUIntBE(start, count)
      start += count
    }
    this.start = start
    this.end = this.to = start + length
    if (this.end > limit) throw malformed('a length that the input does not hold')
  }

  /** The whole element as in the input; signatures and fingerprints are computed over it. */
  get bytes(): Buffer {
    return this.source.subarray(this.from, this.to)
  }

  /**
   * Whether another element has the same bytes. Compared in place: slicing each of millions of elements would cost more than reading them.
   */
  equals(other: Der): boolean {
    return this.source.compare(other.source, other.from, other.to, this.from, this.to) === 0
  }

  /** The content as in the input. */
  get content(): Buffer {
    return this.source.subarray(this.start, this.end)
  }

  /** The elements inside, whatever the tag: also those of an OCTET STRING or [n] IMPLICIT known to hold some. */
  get children(): readonly Der[] {
    if (this.#children !== undefined) return this.#children
    const children: Der[] = []
    for (let at = this.start; at < this.end;) {
      const child = new Der(this.source, at, this.end, this.depth + 1, this.#room)
      children.push(child)
      at = child.to
    }
    return (this.#children = children)
  }

  /** Yields the elements inside one by one and keeps none: for lists of any length. */
  *elements(): Generator<Der> {
    for (let at = this.start; at < this.end;) {
      const child = new Der(this.source, at, this.end, this.depth + 1, { left: maxElementsEach })
      yield child
      at = child.to
    }
  }

  /** Returns this element; throws where its tag is another one. */
  expect(wanted: number, what: string): this {
    if (this.tag !== wanted) throw malformed(`${what}: found the tag 0x${this.tag.toString(16)}, not 0x${wanted.toString(16)}`)
    return this
  }

  /** The bytes of an OCTET STRING or [n] IMPLICIT one, joined where BER split it into pieces. */
  get octets(): Buffer {
    return (this.tag & 0x20) === 0 ? this.content : Buffer.concat(this.children.map((piece) => piece.octets))
  }

  /** The bytes of a BIT STRING and the number of unused bits of the last; joined where BER split it into pieces. */
  get bits(): { bytes: Buffer; unused: number } {
    if ((this.tag & 0x20) !== 0) {
      const pieces = this.children.map((piece) => piece.bits)
      return { bytes: Buffer.concat(pieces.map((piece) => piece.bytes)), unused: pieces.at(-1)?.unused ?? 0 }
    }
    const unused = this.source[this.start]
    if (this.start === this.end || unused === undefined || unused > 7 || (unused > 0 && this.end - this.start === 1))
      throw malformed('a bit string without a proper first byte')
    return { bytes: this.source.subarray(this.start + 1, this.end), unused }
  }

  /** The bytes of a BIT STRING that holds whole bytes: a signature, a key. */
  get bitBytes(): Buffer {
    const { bytes, unused } = this.expect(tag.bitString, 'bit string').bits
    if (unused !== 0) throw malformed('a bit string that does not end with a byte')
    return bytes
  }

  /** The magnitude of an INTEGER as lower-case hex of even length; the sign is ignored (forge has written negative serial numbers). */
  get hex(): string {
    this.#expectInteger()
    let at = this.start
    while (at < this.end - 1 && this.source[at] === 0) at++
    if (this.end - at > maxIntegerBytes) throw malformed('a number out of range')
    return this.source.toString('hex', at, this.end)
  }

  /** A small non-negative INTEGER as a number: versions, iteration counts. */
  get number(): number {
    this.#expectInteger()
    if (this.end - this.start > maxLengthBytes || this.source[this.start]! > 0x7f) throw malformed('a number out of range')
    return this.source.readUIntBE(this.start, this.end - this.start)
  }

  get boolean(): boolean {
    this.expect(tag.boolean, 'boolean')
    return this.start < this.end && this.source[this.start] !== 0
  }

  /** An OBJECT IDENTIFIER in dotted form. */
  get oid(): string {
    this.expect(tag.oid, 'object identifier')
    return dotted(this.content)
  }

  /** A string of any ASN.1 type as a byte string in UTF-8. */
  get text(): string {
    switch (this.tag) {
      case tag.bmp:
        return toBytes(
          Buffer.from(this.content.subarray(0, this.content.length & ~1))
            .swap16()
            .toString('utf16le'),
        )
      case tag.universal: {
        let text = ''
        for (let at = this.start; at + 4 <= this.end; at += 4) {
          const point = this.source.readUInt32BE(at)
          text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point)
        }
        return toBytes(text)
      }
      case tag.t61:
        return toBytes(this.octets.toString('latin1'))
      default:
        return this.octets.toString('latin1')
    }
  }

  #expectInteger(): void {
    if ((this.tag !== tag.integer && this.tag !== tag.enumerated) || this.start === this.end) throw malformed('not an integer')
  }
}

/** Reads the first element of `bytes`; what follows is ignored (files end in blanks, openssl's trusted form appends data). */
export function readFirst(bytes: Uint8Array): Der {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Der(source, 0, source.length, 0)
}

/** Reads `bytes` as exactly one element. */
export function readDer(bytes: Uint8Array): Der {
  const der = readFirst(bytes)
  if (der.to !== bytes.byteLength) throw malformed(`${bytes.byteLength - der.to} bytes after the end`)
  return der
}

/** Reads the elements of a SEQUENCE in order; some may be optional. */
export class Fields {
  readonly #children: readonly Der[]
  readonly #what: string
  #at = 0

  constructor(sequence: Der, what: string) {
    this.#children = sequence.expect(tag.sequence, what).children
    this.#what = what
  }

  /** Returns the next element; throws where there is none, or its tag is not `wanted`. */
  next(wanted?: number): Der {
    const child = this.#children[this.#at++]
    if (child === undefined) throw malformed(`${this.#what}: ends early`)
    return wanted === undefined ? child : child.expect(wanted, this.#what)
  }

  /** Returns the next element if it has one of these tags, else undefined. */
  optional(...wanted: number[]): Der | undefined {
    const child = this.#children[this.#at]
    if (child === undefined || !wanted.includes(child.tag)) return undefined
    this.#at++
    return child
  }
}

/** Returns the one element inside [n] EXPLICIT. */
export function inside(explicit: Der): Der {
  const [child, ...rest] = explicit.children
  if (child === undefined || rest.length > 0) throw malformed('a wrapper that does not hold one element')
  return child
}

/** How many more elements may be read. */
interface Room {
  left: number
}

function endOfContents(source: Buffer, from: number, limit: number, depth: number, room: Room): number {
  for (let at = from; at + 2 <= limit;) {
    if (source[at] === 0 && source[at + 1] === 0) return at
    at = new Der(source, at, limit, depth, room).to
  }
  throw malformed('an indefinite length that never ends')
}

function dotted(content: Buffer): string {
  // Identifiers in use are shorter than 20 bytes; each arc is bounded so that it stays an exact number.
  if (content.length === 0 || content.length > 64 || content.at(-1)! > 0x7f) throw malformed('not an object identifier')
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (arc > Number.MAX_SAFE_INTEGER) throw malformed('an object identifier out of range')
    if (byte < 0x80) {
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(arc / 40))
        arcs.push(first)
        arc -= first * 40
      }
      arcs.push(arc)
      arc = 0
    }
  }
  return arcs.join('.')
}
