// Owns which IPv4 addresses are public.
import { contains, readIp, readIpPrefix } from '../../value/address.ts'
import { Ip, IpPrefix } from '../../value/value.ts'

/** Ranges that nobody outside has: RFC 1918, RFC 6890, and all addresses. */
const reserved = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'].map((text) =>
  readIpPrefix(text)!,
)

/** An IPv4 address or prefix, of a range its beginning. */
export function addressOf(text: string): Ip | IpPrefix | undefined {
  const prefix = readIpPrefix(text)
  const first = readIp(text.split('-')[0] ?? '')
  return prefix ?? (first === undefined ? undefined : new Ip(first))
}

/** Whether it lies in a range that is private or reserved, or is all addresses. */
export const isReserved = (value: Ip | IpPrefix): boolean =>
  (value instanceof IpPrefix && value.length === 0) || reserved.some((range) => contains(range, value))

/** Whether a text is an IPv4 address or prefix that others may have. */
export function isPublic(text: string): boolean {
  const value = addressOf(text)
  return value !== undefined && !isReserved(value)
}
