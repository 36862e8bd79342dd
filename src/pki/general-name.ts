// Owns the subject's alternative names: `DNS:x`, `IP:1.2.3.4`, `email:x`, `URI:x` to and from their encodings.
import { type Der } from './der-read.ts'
import { asciiOnly, contextPrimitive } from './der-write.ts'
import { PkiError } from './pki-error.ts'

/**
 * Returns the GeneralName of `DNS:x`, `IP:x` (either version), `email:x` or `URI:x`. Throws a PkiError, `unsuitable`, for another prefix or
 * a text that is not ASCII.
 */
export function writeGeneralName(text: string): string {
  const colon = text.indexOf(':')
  const value = asciiOnly(text.slice(colon + 1), 'an alternative name')
  switch (text.slice(0, Math.max(colon, 0))) {
    case 'email':
      return contextPrimitive(1, value)
    case 'DNS':
      return contextPrimitive(2, value)
    case 'URI':
      return contextPrimitive(6, value)
    case 'IP': {
      const address = parseIp(value) ?? parseIp6(value)
      if (address !== undefined) return contextPrimitive(7, address)
    }
  }
  throw new PkiError('unsuitable', `not an alternative name: ${text}`)
}

/** Returns the names of a GeneralNames value as texts, in order; directory names and private kinds are left out. */
export function readGeneralNames(names: readonly Der[]): readonly string[] {
  const texts: string[] = []
  for (const name of names) {
    if (name.tag === 0x81) texts.push(`email:${name.text}`)
    else if (name.tag === 0x82) texts.push(`DNS:${name.text}`)
    else if (name.tag === 0x86) texts.push(`URI:${name.text}`)
    else if (name.tag === 0x87 && name.octets.length === 4) texts.push(`IP:${[...name.octets].join('.')}`)
    else if (name.tag === 0x87 && name.octets.length === 16) texts.push(`IP:${ip6Text(name.octets)}`)
  }
  return texts
}

function parseIp(text: string): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  const bytes = match?.slice(1).map(Number)
  return bytes?.every((byte) => byte < 256) ? String.fromCharCode(...bytes) : undefined
}

function parseIp6(text: string): string | undefined {
  const [head = '', tail, more] = text.split('::')
  if (more !== undefined) return undefined
  const left = parseGroups(head)
  const right = parseGroups(tail ?? '')
  if (left === undefined || right === undefined) return undefined
  const missing = 16 - left.length - right.length
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined
  return left + '\0'.repeat(missing) + right
}

function parseGroups(text: string): string | undefined {
  let bytes = ''
  if (text === '') return bytes
  const groups = text.split(':')
  for (const [at, group] of groups.entries()) {
    const embedded = at === groups.length - 1 ? parseIp(group) : undefined
    if (embedded !== undefined) bytes += embedded
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes += String.fromCharCode(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff)
    else return undefined
  }
  return bytes
}

/** Formats an IPv6 address (RFC 5952): lower case, the longest run of two or more zero groups as `::`, the first of equals. */
function ip6Text(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2))
  let best = { from: 0, length: 1 }
  for (let from = 0; from < 8; from++) {
    let length = 0
    while (groups[from + length] === 0) length++
    if (length > best.length) best = { from, length }
  }
  const hex = groups.map((group) => group.toString(16))
  if (best.length === 1) return hex.join(':')
  return `${hex.slice(0, best.from).join(':')}::${hex.slice(best.from + best.length).join(':')}`
}
