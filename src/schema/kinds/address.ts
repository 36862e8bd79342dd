// Owns addresses as arguments take them: reading them, and telling what has the look of an address and is none.
import { readIp, readIp6, readIpPrefix } from '../../value/address.ts'
import { Ip, type Value } from '../../value/value.ts'
import { wrongType, type Fault } from '../fault.ts'
import { firstOf, listed } from './parts.ts'

export function readAddress(text: string): Value {
  const ip = readIp(text)
  return ip === undefined ? text : new Ip(ip)
}

export const readAddressOrPrefix = (text: string): Value => readIpPrefix(text) ?? readAddress(text)

/** What most addresses are: no number of two digits is over 255. */
const plain = /^(?:1?\d{1,2}\.){3}1?\d{1,2}$/
/** What has the look of an IPv4 address, perhaps with a length or a mask. */
const dotted = /^(\d+(?:\.\d+){2,})(?:\/(\d+|\d+\.\d+\.\d+\.\d+))?$/

/** `02:00:5E:00:53:01` with any of the signs between its bytes, perhaps with a mask. */
export const macAddress = /^(?:[0-9A-Fa-f]{1,2}([:.-][0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{12})(\/[0-9A-Fa-f:.-]+)?$/

/** What is wrong with addresses, ranges of them, names, and lists of these. */
export const noAddress = (text: string, argument: string): Fault | undefined => firstWrong(text, argument, isNoIp)
export const noAddress6 = (text: string, argument: string): Fault | undefined => firstWrong(text, argument, isNoIp6)

const firstWrong = (text: string, argument: string, isWrong: (one: string) => boolean): Fault | undefined =>
  firstOf(listed(text), (part) => firstOf(part.split('-'), (one) => (isWrong(one) ? wrongType(argument) : undefined)))

function isNoIp(one: string): boolean {
  if (plain.test(one)) return false
  if (one.includes('::')) return !macAddress.test(one) && isNoIp6(one)
  const [, address, length] = dotted.exec(one) ?? []
  if (address === undefined) return false
  if (readIp(address) === undefined) return true
  return length !== undefined && (length.includes('.') ? readIp(length) === undefined : Number(length) > 32)
}

/** Whether what has the look of an IPv6 address is none; names and the prefixes of pools are left alone. */
function isNoIp6(one: string): boolean {
  if (!one.includes(':')) return false
  const [address = '', length] = one
    .replace(/%[^/]*/, '')
    .replace(/@.*$/, '')
    .split('/')
  if (/[^0-9A-Za-z:.]/.test(address)) return false
  return readIp6(address) === undefined || (length !== undefined && /^\d+$/.test(length) && Number(length) > 128)
}
