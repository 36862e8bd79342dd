// Owns the test whether an IPv4 address is public.
import { ipMask, readIp, readIpPrefix } from '../../value/address.ts'
import { IpPrefix } from '../../value/value.ts'

/** Ranges that are not public: RFC 1918, RFC 6890, and the range of all addresses. */
const reserved = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'].map((text) =>
  readIpPrefix(text)!,
)

/** Parses an IPv4 address (as a /32), a prefix, or the first address of a range; undefined for other texts. */
export function parseAddress(text: string): IpPrefix | undefined {
  const prefix = readIpPrefix(text)
  if (prefix !== undefined) return prefix
  const first = readIp(text.includes('-') ? text.slice(0, text.indexOf('-')) : text)
  return first === undefined ? undefined : new IpPrefix(first, 32)
}

/** Whether a prefix is in a private or reserved range, or contains all addresses. */
export function isReserved({ address, length }: IpPrefix): boolean {
  if (length === 0) return true
  for (const range of reserved) if (length >= range.length && ((address ^ range.address) & ipMask(range.length)) === 0) return true
  return false
}

/** Whether a text is a public IPv4 address or prefix. */
export function isPublic(text: string): boolean {
  const value = parseAddress(text)
  return value !== undefined && !isReserved(value)
}
