// Owns parsing addresses in values of arguments, and detecting malformed addresses.
import { readIp, readIp6, readIpPrefix } from '../../value/address.ts'
import { Ip, type Value } from '../../value/value.ts'
import { wrongType, type Fault } from '../fault.ts'
import { firstOf, commaSeparated } from './parts.ts'

/** Parses an IPv4 address; returns any other text unchanged. */
export function readAddress(text: string): Value {
  const ip = readIp(text)
  return ip === undefined ? text : new Ip(ip)
}

/** Parses an IPv4 network or address; returns any other text unchanged. */
export const readAddressOrPrefix = (text: string): Value => readIpPrefix(text) ?? readAddress(text)

/** Matches most IPv4 addresses: no two-digit number exceeds 255. */
const plain = /^(?:1?\d{1,2}\.){3}1?\d{1,2}$/
/** Matches texts that look like an IPv4 address, optionally with a length or a mask. */
const dotted = /^(\d+(?:\.\d+){2,})(?:\/(\d+|\d+\.\d+\.\d+\.\d+))?$/

/** Matches `02:00:5E:00:53:01` with any of the separators, optionally with a mask. */
export const macAddress = /^(?:[0-9A-Fa-f]{1,2}([:.-][0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{12})(\/[0-9A-Fa-f:.-]+)?$/

/** Returns the fault of a malformed IPv4 or IPv6 address, or of a range or list with one; undefined for all other texts, such as names. */
export const noAddress = (text: string, argument: string): Fault | undefined => firstWrong(text, argument, isNoIp)
/** Returns the fault of a malformed IPv6 address, or of a range or list with one; undefined for all other texts. */
export const noAddress6 = (text: string, argument: string): Fault | undefined => firstWrong(text, argument, isNoIp6)

const firstWrong = (text: string, argument: string, isWrong: (one: string) => boolean): Fault | undefined =>
  firstOf(commaSeparated(text), (part) => firstOf(part.split('-'), (one) => (isWrong(one) ? wrongType(argument) : undefined)))

/** Whether a text that looks like an IPv4 or IPv6 address is malformed. */
function isNoIp(one: string): boolean {
  if (plain.test(one)) return false
  if (one.includes('::')) return !macAddress.test(one) && isNoIp6(one)
  const [, address, length] = dotted.exec(one) ?? []
  if (address === undefined) return false
  if (readIp(address) === undefined) return true
  return length !== undefined && (length.includes('.') ? readIp(length) === undefined : Number(length) > 32)
}

/** Whether a text that looks like an IPv6 address is malformed; names and the prefixes of pools are accepted. */
function isNoIp6(one: string): boolean {
  if (!one.includes(':')) return false
  const [address = '', length] = one
    .replace(/%[^/]*/, '')
    .replace(/@.*$/, '')
    .split('/')
  if (/[^0-9A-Za-z:.]/.test(address)) return false
  return readIp6(address) === undefined || (length !== undefined && /^\d+$/.test(length) && Number(length) > 128)
}
