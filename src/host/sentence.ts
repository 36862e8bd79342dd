// Owns encoding words and sentences of the API (the manual's page on the API): a length before each word, an empty word at the end.

/** The words of a sentence, one byte per character (latin1). */
export type Sentence = readonly string[]

/** Limits of received words and sentences, in bytes. */
const maxBytes = { word: 1 << 20, sentence: 4 << 20 }

/** Parses sentences from bytes that arrive in pieces. */
export class SentenceReader {
  #rest: Buffer = Buffer.alloc(0)
  #words: string[] = []
  #size = 0

  /** Returns the sentences completed by these bytes, without empty ones; undefined where the input is invalid or too large. */
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
    // A copy: a slice would keep all of a large piece in memory.
    this.#rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at))
    return found
  }
}

/** Returns the length of the word at an offset, and the offset of its bytes. First bytes from 0xF8 on are reserved. */
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

/** Encodes a sentence (latin1): its words with their lengths, and the empty word after them. */
export const sentenceBytes = (words: Sentence): string => `${words.map((word) => `${lengthBytes(word.length)}${word}`).join('')}\0`

function lengthBytes(length: number): string {
  if (length < 0x80) return String.fromCharCode(length)
  if (length < 0x4000) return String.fromCharCode((length >> 8) | 0x80, length & 0xff)
  if (length < 0x20_0000) return String.fromCharCode((length >> 16) | 0xc0, (length >> 8) & 0xff, length & 0xff)
  if (length < 0x1000_0000) return String.fromCharCode((length >> 24) | 0xe0, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
  return String.fromCharCode(0xf0, (length >>> 24) & 0xff, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
}
