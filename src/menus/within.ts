// Owns whether an address is within a prefix, for lists of allowed addresses.
import { ipMask, maskIp6, readIp, readIp6, readIp6Prefix, readIpPrefix } from '../value/address.ts'

/** Whether an address is within a prefix (IPv4 or IPv6, as text); a prefix without length is a single address. */
export function isWithin(address: string, prefix: string): boolean {
  const [one, one6] = [readIp(address), readIp6(address)]
  if (one !== undefined) {
    const of = readIpPrefix(prefix) ?? { address: readIp(prefix), length: 32 }
    return of.address !== undefined && (one & ipMask(of.length)) >>> 0 === (of.address & ipMask(of.length)) >>> 0
  }
  const of6 = readIp6Prefix(prefix) ?? { address: readIp6(prefix), length: 128 }
  return one6 !== undefined && of6.address !== undefined && maskIp6(one6, of6.length) === maskIp6(of6.address, of6.length)
}
