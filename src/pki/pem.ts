// Owns PEM: reading the blocks of a file, with any text between them, and writing a block as RouterOS does.
import { pay } from '../value/limits.ts'

/** One block: its label, its RFC 1421 headers by name (`Proc-Type`, `DEK-Info`), its bytes. */
export interface PemBlock {
  readonly label: string
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Buffer
}

const begin = '-----BEGIN '
const dashes = '-----'

/** The cost of reading one block, in units of `pay`. */
const workPerBlock = 4096

/** Returns the blocks of a text in order. A block without an end, or whose body is not base64, is left out. Linear in the text's length. */
export const readPem = (text: string): readonly PemBlock[] => [...pemBlocks(text)]

/** Yields the same blocks one by one. */
export function* pemBlocks(text: string): Generator<PemBlock> {
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    at += begin.length
    const labelEnd = text.indexOf(dashes, at)
    if (labelEnd === -1) break
    pay(workPerBlock)
    const label = text.slice(at, labelEnd)
    // A label of more than one line is other text that only resembles a block.
    if (label.length > 64 || label.includes('\n')) continue
    const from = labelEnd + dashes.length
    const to = text.indexOf('-----', from)
    if (to === -1) break
    const end = `-----END ${label}-----`
    if (!text.startsWith(end, to)) continue
    at = to + end.length
    const block = body(label, text.slice(from, to))
    if (block !== undefined) yield block
  }
}

/** Writes a block without headers: lines of 64 columns, LF, exactly one line end after the last line. */
export function writePem(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return `${begin}${label}${dashes}\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
}

/** The maximum number of headers of a block; real ones have fewer. */
const maxHeaders = 64

/**
 * Parses a block: lines with a colon are headers, the rest is base64 with any blanks. No array of lines is made: a block may consist of
 * line ends.
 */
function body(label: string, text: string): PemBlock | undefined {
  const headers = new Map<string, string>()
  let base64 = text
  if (text.includes(':')) {
    const pieces: string[] = []
    let from = 0
    for (const header of text.matchAll(/^([^:\r\n]*):([^\r\n]*)$/gm)) {
      const [line, name = '', value = ''] = header
      if (headers.size === maxHeaders || pieces.length > maxHeaders) return undefined
      headers.set(name, value.trim())
      pieces.push(text.slice(from, header.index))
      from = header.index + line.length
    }
    base64 = [...pieces, text.slice(from)].join('')
  }
  const end = base64.search(/[^A-Za-z0-9+/\s]/)
  // After the last base64 letter only one or two padding signs follow.
  if (end !== -1 && !/^=\s{0,4}=?$/.test(base64.slice(end).trimEnd())) return undefined
  return { label, headers, bytes: Buffer.from(base64, 'base64') }
}
