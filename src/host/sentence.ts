// Owns words and sentences of the API as bytes (the manual's page on the API): a length before each word, an empty word at the end.

/** The words of a sentence, bytes as text (latin1). */
export type Sentence = readonly string[]

/** Bounds on what comes in, in bytes. */
const maxBytes = { word: 1 << 20, sentence: 4 << 20 }

/** Reads sentences out of bytes that come in pieces. */
export class SentenceReader {
  #rest: Buffer = Buffer.alloc(0)
  #words: string[] = []
  #size = 0

  /** The sentences that are whole now, without empty ones; undefined where what comes is no API, or too large. */
  read(bytes: Uint8Array): readonly Sentence[] | undefined {
    const all = this.#rest.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.concat([this.#rest, bytes])
    const found: Sentence[] = []
    let at = 0
    for (;;) {
      const length = lengthAt(all, at)
      if (length === 'bad' || (typeof length === 'object' && length.length > maxBytes.word)) return undefined
      if (length === 'more' || length.to + length.length > all.length) break
      at = length.to + length.length
      if (length.length > 0) {
        this.#size += length.length
        if (this.#size > maxBytes.sentence) return undefined
        this.#words.push(all.toString('latin1', length.to, at))
      } else if (this.#words.length > 0) {
        found.push(this.#words)
        this.#words = []
        this.#size = 0
      }
    }
    // A copy: the rest of a large piece would keep all of it.
    this.#rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at))
    return found
  }
}

/** The length of the word that begins at a place, and where its bytes begin. From 0xF8 on a first byte is reserved. */
function lengthAt(bytes: Buffer, at: number): { readonly length: number; readonly to: number } | 'more' | 'bad' {
  const first = bytes[at]
  if (first === undefined) return 'more'
  if (first >= 0xf8) return 'bad'
  const more = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (at + more >= bytes.length) return 'more'
  const masks = [0x7f, 0x3f, 0x1f, 0x0f, 0]
  let length = first & (masks[more] ?? 0)
  for (let next = 1; next <= more; next++) length = length * 256 + (bytes[at + next] ?? 0)
  return { length, to: at + 1 + more }
}

/** A sentence as bytes (latin1): its words with their lengths, and the empty word behind them. */
export const sentenceBytes = (words: Sentence): string => `${words.map((word) => `${lengthBytes(word.length)}${word}`).join('')}\0`

function lengthBytes(length: number): string {
  if (length < 0x80) return String.fromCharCode(length)
  if (length < 0x4000) return String.fromCharCode((length >> 8) | 0x80, length & 0xff)
  if (length < 0x20_0000) return String.fromCharCode((length >> 16) | 0xc0, (length >> 8) & 0xff, length & 0xff)
  if (length < 0x1000_0000) return String.fromCharCode((length >> 24) | 0xe0, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
  return String.fromCharCode(0xf0, (length >>> 24) & 0xff, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
}
