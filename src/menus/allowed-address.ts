// Owns whether an address is within a prefix, for lists of allowed addresses.
import { contains, readIp, readIp6, readIp6Prefix, readIpPrefix } from '../value/address.ts'
import { Ip, Ip6 } from '../value/value.ts'

/** Whether an address is within a prefix (IPv4 or IPv6, as text); a prefix without length is a single address. */
export function isWithin(address: string, prefix: string): boolean {
  const inner = readAddress(address)
  const outer = readIpPrefix(prefix) ?? readIp6Prefix(prefix) ?? readAddress(prefix)
  return inner !== undefined && outer !== undefined && contains(outer, inner)
}

function readAddress(text: string): Ip | Ip6 | undefined {
  const [ip, ip6] = [readIp(text), readIp6(text)]
  return ip === undefined ? (ip6 === undefined ? undefined : new Ip6(ip6)) : new Ip(ip)
}
