// Owns parsing an unquoted word to a value (number, time, address, bool, id), in an argument and in an expression.
import { readIp, readIp6, readIp6Prefix, readIpPrefix } from './address.ts'
import { readNumber } from './numbers.ts'
import { readTime } from './time.ts'
import { Id, Ip, Ip6, type Value } from './value.ts'

/**
 * The value of an unquoted word in an argument: an id, else as in `readWord`, else text. All recorded rows of kind `lit` agree with this
 * order: `1.1` is an ip and not a time, `1.256` a time, `256.0.0.1` and a six-part MAC are text.
 */
export function readLiteral(text: string): Value {
  return readId(text) ?? readWord(text) ?? text
}

/**
 * The value of a bare word in an expression or array literal: num, bool, ip, time, prefix, ip6; undefined if it is the name of a variable.
 */
export function readWord(text: string): Value | undefined {
  const first = text.charCodeAt(0)
  // Numbers, times and addresses start with a digit, '-', '.' or ':'. Any other start can only be an IPv6 address, which has a colon.
  if ((first >= 48 && first <= 58) || first === 45 || first === 46) {
    const number = readNumber(text)
    if (number !== undefined) return number
    const ip = readIp(text)
    if (ip !== undefined) return new Ip(ip)
    const time = readTime(text)
    if (time !== undefined) return time
    const prefix = readIpPrefix(text)
    if (prefix !== undefined) return prefix
  } else {
    const bool = readBool(text)
    if (bool !== undefined) return bool
  }
  if (text.indexOf(':') === -1) return undefined
  const ip6 = readIp6(text)
  return ip6 === undefined ? readIp6Prefix(text) : new Ip6(ip6)
}

/** Parses `true` or `yes`, `false` or `no`, in lower case only (C054); undefined for other text. */
export function readBool(text: string): boolean | undefined {
  if (text === 'true' || text === 'yes') return true
  if (text === 'false' || text === 'no') return false
  return undefined
}

const internal = /^\*[0-9A-Fa-f]{1,13}$/

/** The text of a row's internal id: `*1F`. */
export const formatId = (id: number): string => `*${id.toString(16).toUpperCase()}`

/** Parses the text of a row's internal id (`*1F`); undefined for other text. */
export function readId(text: string): Id | undefined {
  return text.charCodeAt(0) === 42 && internal.test(text) ? new Id(parseInt(text.slice(1), 16)) : undefined
}
