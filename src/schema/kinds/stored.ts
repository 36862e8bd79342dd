// Owns normal forms in which properties are stored (`10.0.0.1` as `10.0.0.1/32`), and faults of values that have none.
import { formatIp, formatIp6, ipMask, maskIp6, readIp, readIp6, readIp6Prefix, readIpPrefix } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { IpPrefix, type Value } from '../../value/value.ts'
import { failureOfFault, noDnsName, noRange, outsideRange, wrongType, type Fault } from '../fault.ts'
import type { Kind } from '../kind.ts'
import type { Draw } from './draw.ts'
import { withoutSign, begins, firstOf, commaSeparated } from './parts.ts'
import { drawnEachLimit, drawnLimit, readEachLimit, readLimit } from './limits.ts'
import { abbreviated, bitsOf, drawnRate } from './rate.ts'

/** The normal form of one element of a property. */
export interface StoredForm {
  /** Returns the normal form of an element; undefined for an invalid element. Idempotent. */
  readonly read: (part: string) => string | undefined
  /** Whether a value is a single element, in which commas are ordinary bytes. */
  readonly single?: true
  /** The fault of an invalid element; absent: `invalid value for argument ...`. */
  readonly fault?: (argument: string, part: string) => Fault
  /** Whether an unquoted literal in a condition keeps its own type, which equals no stored text (manual, scripting tips). */
  readonly asText?: true
  /** Converts the normal form to the stored value; absent: by the argument's kind. */
  readonly value?: (text: string) => Value
  /** Converts the element to its form in exports; absent: the printed form. */
  readonly exported?: (text: string) => string
  /** Converts the element to its printed form; absent: the normal form. */
  readonly print?: (text: string) => string
  readonly arbitrary: <T>(draw: Draw<T>) => T
}

/** Returns a kind that stores values in a normal form. Words of the kind are stored unchanged; commas separate elements. */
export function stored(kind: Kind, form: StoredForm): Kind {
  const isWord = (part: string): boolean => begins(kind.words, part)
  const fault = (text: string, argument: string): Fault | undefined =>
    firstOf(form.single === true ? [withoutSign(text)] : commaSeparated(text), (part) =>
      isWord(part) || form.read(part) !== undefined ? undefined : (form.fault?.(argument, part) ?? wrongType(argument)),
    )
  const read = (part: string): string => {
    const sign = part.startsWith('!') ? '!' : ''
    const own = part.slice(sign.length)
    return own === '' || isWord(own) ? part : sign + (form.read(own) ?? own)
  }
  const isList = (text: string): boolean => form.single !== true && text.includes(',')
  const each = (text: string, of: (part: string) => string): string => (isList(text) ? text.split(',').map(of).join(',') : of(text))
  const keep = (text: string, argument: string): Value => {
    const whole = each(text, read)
    return form.value === undefined ? kind.keep(whole, argument) : form.value(whole)
  }
  const { exported, print } = form
  const made: Kind = {
    ...kind,
    fault,
    complete(text, argument) {
      // Most values are one valid element, which is parsed once.
      const one = text === '' || isList(text) || text.startsWith('!') || isWord(text) ? undefined : form.read(text)
      if (one !== undefined) return one
      const found = fault(text, argument)
      if (found !== undefined) throw failureOfFault(found, argument)
      return each(text, read)
    },
    keep,
    accept: (given, argument) => made.keep(made.complete(kind.write(given, argument), argument), argument),
    comparand: (text, argument) => (form.asText === true ? kind.comparand(text, argument) : keep(text, argument)),
    show: (kept, references, argument) => (print === undefined ? kind.show(kept, references, argument) : [each(show(kept), print)]),
    ...(exported === undefined ? {} : { exported: (text: string) => each(text, exported) }),
    arbitrary: form.arbitrary,
    strict: () => stored(kind.strict(), form),
  }
  return made
}

/**
 * Parses an IPv4 address and its length, which may be given by a mask; undefined for other text. `missing`: the length of an address
 * without one.
 */
function prefixOf(text: string, missing: number): IpPrefix | undefined {
  if (!text.includes('/')) {
    const single = readIp(text)
    return single === undefined ? undefined : new IpPrefix(single, missing)
  }
  // `where dst-address=/0`: the manual's page on routing decisions.
  const [address = '', mask] = (text.startsWith('/') ? `0.0.0.0${text}` : text).split('/')
  if (mask?.includes('.') === true) {
    const length = lengthOf(readIp(mask))
    const ip = readIp(address)
    return ip === undefined || length === undefined ? undefined : new IpPrefix(ip, length)
  }
  return readIpPrefix(`${address}/${mask ?? ''}`)
}

/** Returns the length of a network mask. */
function lengthOf(mask: number | undefined): number | undefined {
  for (let length = 0; mask !== undefined && length <= 32; length++) if (ipMask(length) === mask) return length
  return undefined
}

const written = ({ address, length }: IpPrefix): string => `${formatIp(address)}/${length}`
const network = ({ address, length }: IpPrefix): IpPrefix => new IpPrefix((address & ipMask(length)) >>> 0, length)

const prefix4 = (text: string): string | undefined => {
  const read = prefixOf(text, 32)
  return read && written(read)
}
const network4 = (text: string): string | undefined => {
  const read = prefixOf(text, 32)
  return read && written(network(read))
}

/**
 * Normalises an IPv6 address with its length; `missing` is the length of an address without one. Host bits are dropped unless `keepsHost`.
 */
function prefix6(text: string, missing = 128, keepsHost = false): string | undefined {
  const [address = '', length = String(missing)] = text.split('/')
  const ip = readIp6(address)
  if (ip === undefined || readIp6Prefix(`${address}/${length}`) === undefined) return undefined
  return `${formatIp6(keepsHost ? ip : maskIp6(ip, Number(length)))}/${Number(length)}`
}

/** Normalises a range as filters show it: a single address without length, a network by its prefix, else both ends. */
function range4(text: string): string | undefined {
  if (text.includes('-')) {
    const [from, to] = text.split('-').map(readIp)
    if (from === undefined || to === undefined || text.split('-').length !== 2) return undefined
    return from === to ? formatIp(from) : `${formatIp(from)}-${formatIp(to)}`
  }
  const read = prefixOf(text, 32)
  if (read === undefined) return undefined
  return read.length === 32 ? formatIp(read.address) : written(network(read))
}

/** Like `range4`, but a range that is exactly one network is normalised to its prefix (the manual's page on address lists). */
function listed4(text: string): string | undefined {
  const read = range4(text)
  if (read?.includes('-') !== true) return read
  const [from, to] = read.split('-').map(readIp)
  if (from === undefined || to === undefined) return read
  const length = 32 - Math.log2(to - from + 1)
  return Number.isInteger(length) && (from & ~ipMask(length)) === 0 ? `${formatIp(from)}/${length}` : read
}

const address4 = (text: string): string | undefined => {
  const ip = readIp(text)
  return ip === undefined ? undefined : formatIp(ip)
}
const address6 = (text: string): string | undefined => {
  const ip = readIp6(text)
  return ip === undefined ? undefined : formatIp6(ip)
}

/** Returns a DNS name unchanged; undefined for other texts, also for those that look like an IPv4 address. */
const dnsName = (text: string): string | undefined => (/^[\w.-]+$/.test(text) && !/^\d+(\.\d+)+$/.test(text) ? text : undefined)

/** Returns the name of an interface unchanged; undefined for texts that end in a length or look like an address, which are no names. */
const otherName = (text: string): string | undefined => (/\/\d+$/.test(text) || /^\d+(\.\d+)+$/.test(text) ? undefined : text)

const without =
  (length: string) =>
  (text: string): string =>
    text.endsWith(length) ? text.slice(0, -length.length) : text

const drawn4 = <T>(draw: Draw<T>): T => draw.join([draw.ip(), '/', draw.integer(1, 32)])
const drawn6 = <T>(draw: Draw<T>): T => draw.join([draw.ip6(), '/', draw.integer(1, 128)])
const drawnRange = <T>(draw: Draw<T>): T => draw.either([draw.ip(), drawn4(draw), draw.join([draw.ip(), '-', draw.ip()])])

const bits = (text: string): string | undefined => {
  const parts = text.split('/').map(bitsOf)
  return parts.includes(undefined) ? undefined : parts.join('/')
}

/**
 * The forms by their names in notes. Sources: exports of devices (firewall rules have `10.0.0.1`, queues, IPsec policies, services and
 * peers `10.0.0.1/32`, lists of IPv6 `::1/128`, rates `25M/25M`), REST answers of 7.23.7 (an address list stores `10.10.10.10/32`,
 * `10.10.10.10-10.10.10.10` and `10.10.10.10` alike), the manual's types. That routes and lists drop host bits is *inferred*.
 */
export const forms = {
  rate: {
    read: bits,
    value: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text),
    print: (text) => text.split('/').map(abbreviated).join('/'),
    arbitrary: drawnRate,
  },
  // Upload and download, each 1 to 8 (the manual's page on queues); the message for a pair is *inferred* from that for a number.
  priorities: {
    read: (text) => (/^[1-8](\/[1-8])?$/.test(text) ? text : undefined),
    fault: (argument, part) => (/^\d+(\/\d+)?$/.test(part) ? outsideRange(argument, '1..8') : wrongType(argument)),
    arbitrary: (draw) => draw.join([draw.integer(1, 8), '/', draw.integer(1, 8)]),
  },
  limit: { read: readLimit, single: true, arbitrary: drawnLimit },
  'each-limit': { read: readEachLimit, single: true, arbitrary: drawnEachLimit },
  // An interface address has the length 32 if none is given (scripts for dynamic DNS cut at the slash), 64 in IPv6. Exports leave the
  // usual length out (`add address=10.255.0.1 interface=lo network=10.255.0.1`, `address=::1 from-pool=...`).
  'address-and-length': { read: prefix4, asText: true, exported: without('/32'), arbitrary: drawn4 },
  'address6-and-length': {
    read: (text) => prefix6(text, 64, true),
    exported: (text) => (text.startsWith('::') ? without('/64')(text) : text),
    arbitrary: drawn6,
  },
  prefix4: { read: network4, exported: without('/32'), arbitrary: drawn4 },
  prefix6: { read: prefix6, arbitrary: drawn6 },
  prefix: { read: (text) => prefix4(text) ?? prefix6(text), arbitrary: (draw) => draw.either([drawn4(draw), drawn6(draw)]) },
  'prefix-or-name': { read: (text) => prefix4(text) ?? prefix6(text) ?? otherName(text), arbitrary: drawn4 },
  // The menu itself refuses host bits.
  'network-as-text': { read: prefix4, asText: true, arbitrary: (draw) => draw.join([draw.ip(), '/32']) },
  range: { read: range4, fault: noRange, arbitrary: drawnRange },
  'range-or-prefix6': { read: (text) => range4(text) ?? prefix6(text), arbitrary: drawnRange },
  'range-or-name': {
    read: (text) => listed4(text) ?? dnsName(text),
    fault: (_, part) => noDnsName(part),
    arbitrary: drawnRange,
  },
  'prefix6-or-name': { read: (text) => prefix6(text) ?? dnsName(text), fault: (_, part) => noDnsName(part), arbitrary: drawn6 },
  address4: { read: address4, arbitrary: (draw) => draw.ip() },
  address: {
    read: (text) => address4(text) ?? address6(text),
    fault: (argument) => ({
      code: 'wrong-type',
      message: `invalid value for argument ${argument}:`,
      why: '    invalid value for argument ip\n    invalid value for argument ipv6',
    }),
    arbitrary: (draw) => draw.either([draw.ip(), draw.ip6()]),
  },
} as const satisfies Readonly<Record<string, StoredForm>>

/** The name of a normal form. */
export type FormName = keyof typeof forms

/**
 * Returns the form of addresses for flags of the manual's types: `4`, `6`: families; `/`: a length, which for an address without one is the
 * full length, as for queues and peers (*inferred*), or none with `?` (listings of /mpls/ldp); `i`: a zone (`fe80::1%ether1`); `v`: a table
 * (`10.0.0.1@main`); `D`: names; `-`: a range.
 */
export function addressForm(flags: string): StoredForm {
  const has = (flag: string): boolean => flags.includes(flag)
  if (has('-')) return forms.range
  if (flags === '46/') return forms.prefix
  if (flags === '4/') return { ...forms.prefix4, read: prefix4 }
  const bare = (text: string): string | undefined => {
    const isPrefix = text.includes('/') || (has('/') && !has('?'))
    return (
      (has('4') ? (isPrefix ? prefix4(text) : address4(text)) : undefined) ??
      (has('6') ? (isPrefix ? prefix6(text) : address6(text)) : undefined) ??
      (has('D') ? dnsName(text) : undefined)
    )
  }
  const read = (text: string): string | undefined => {
    const [, address = '', zone = '', length = '', table = ''] = /^([^%@/]*)(%[^@/]+)?(\/\d+)?(@.+)?$/.exec(text) ?? []
    if ((zone !== '' && !has('i')) || (table !== '' && !has('v')) || (length !== '' && !has('/'))) return undefined
    const read = bare(address + length)
    if (read === undefined || zone === '') return read && read + table
    const [own = '', whole] = read.split('/')
    return `${own}${zone}${whole === undefined ? '' : `/${whole}`}${table}`
  }
  return { read, arbitrary: has('4') ? (has('/') ? drawn4 : (draw) => draw.ip()) : has('/') ? drawn6 : (draw) => draw.ip6() }
}
