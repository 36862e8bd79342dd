// Owns which IPv4 addresses are public.
import { ipMask, readIp, readIpPrefix } from '../../value/address.ts'
import { IpPrefix } from '../../value/value.ts'

/** Ranges that nobody outside has: RFC 1918, RFC 6890, and all addresses. */
const reserved = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'].map((text) =>
  readIpPrefix(text)!,
)

/** An IPv4 address or prefix, of a range its beginning; an address is a prefix of all its bits. */
export function addressOf(text: string): IpPrefix | undefined {
  const prefix = readIpPrefix(text)
  if (prefix !== undefined) return prefix
  const first = readIp(text.includes('-') ? text.slice(0, text.indexOf('-')) : text)
  return first === undefined ? undefined : new IpPrefix(first, 32)
}

/** Whether it lies in a range that is private or reserved, or is all addresses. */
export function isReserved({ address, length }: IpPrefix): boolean {
  if (length === 0) return true
  for (const range of reserved) if (length >= range.length && ((address ^ range.address) & ipMask(range.length)) === 0) return true
  return false
}

/** Whether a text is an IPv4 address or prefix that others may have. */
export function isPublic(text: string): boolean {
  const value = addressOf(text)
  return value !== undefined && !isReserved(value)
}
