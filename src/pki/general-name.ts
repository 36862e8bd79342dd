// Owns subject alternative names: `DNS:x`, `IP:1.2.3.4`, `email:x`, `URI:x` to and from their encodings.
import { formatIp6Groups, readIp, readIp6 } from '../value/address.ts'
import { primitiveTag, type Der } from './der-read.ts'
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
    if (name.tag === primitiveTag(1)) texts.push(`email:${name.text}`)
    else if (name.tag === primitiveTag(2)) texts.push(`DNS:${name.text}`)
    else if (name.tag === primitiveTag(6)) texts.push(`URI:${name.text}`)
    else if (name.tag === primitiveTag(7) && name.octets.length === 4) texts.push(`IP:${[...name.octets].join('.')}`)
    else if (name.tag === primitiveTag(7) && name.octets.length === 16) texts.push(`IP:${ip6Text(name.octets)}`)
  }
  return texts
}

/** The octets of an IPv4 address of four parts. */
function parseIp(text: string): string | undefined {
  const address = text.split('.').length === 4 ? readIp(text) : undefined
  return address === undefined
    ? undefined
    : String.fromCharCode(address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255)
}

function parseIp6(text: string): string | undefined {
  const address = readIp6(text)
  return address === undefined ? undefined : Buffer.from(address.toString(16).padStart(32, '0'), 'hex').toString('latin1')
}

/** Formats an IPv6 address without the dotted form of mapped addresses. */
const ip6Text = (octets: Buffer): string => formatIp6Groups(BigInt(`0x${octets.toString('hex')}`))
