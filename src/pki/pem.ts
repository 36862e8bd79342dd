// Owns PEM: blocks from a file with any text between, and writing one as RouterOS does.
import { pay } from '../value/limits.ts'

/** One block: its label, its RFC 1421 headers by name (`Proc-Type`, `DEK-Info`), its bytes. */
export interface PemBlock {
  readonly label: string
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Buffer
}

const begin = '-----BEGIN '
const dashes = '-----'

/** Reading one block, in units of `pay`. */
const workPerBlock = 4096

/** The blocks of a text in order. A block that does not end, or whose body is not base64, is left out. Linear in the text's length. */
export function readPem(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = []
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    at += begin.length
    const labelEnd = text.indexOf(dashes, at)
    if (labelEnd === -1) break
    pay(workPerBlock)
    const label = text.slice(at, labelEnd)
    // A label of more than a line is text that only looks like a block.
    if (label.length > 64 || label.includes('\n')) continue
    const from = labelEnd + dashes.length
    const to = text.indexOf('-----', from)
    if (to === -1) break
    const end = `-----END ${label}-----`
    if (!text.startsWith(end, to)) continue
    at = to + end.length
    const block = body(label, text.slice(from, to))
    if (block !== undefined) blocks.push(block)
  }
  return blocks
}

/** A block with lines of 64, LF, and exactly one line end after its last line; without headers. */
export function writePem(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return `${begin}${label}${dashes}\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
}

function body(label: string, text: string): PemBlock | undefined {
  const headers = new Map<string, string>()
  const lines = text.split(/\r\n|\n|\r/)
  let base64 = ''
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon === -1) base64 += line.trim()
    else headers.set(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  base64 = base64.replace(/[ \t]/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined
  return { label, headers, bytes: Buffer.from(base64, 'base64') }
}
