// Owns parsing and printing IPv4 and IPv6 addresses and prefixes, and the test whether a prefix contains an address.
import { Ip, Ip6, Ip6Prefix, IpPrefix, type Value } from './value.ts'

/**
 * Parses an IPv4 address of two to four decimal parts of at most 255; returns it as an unsigned 32-bit number, or undefined for other text.
 * The last part is the last octet; missing octets before it are 0: `1.1` is 1.0.0.1, `2.1.1` is 2.1.0.1 (A003, A006, A055). A part with a
 * leading zero is none: `8.008.008.008` is a text (the vendor's forum, thread 103038; inferred for zeros before other digits than 8).
 */
export function readIp(text: string): number | undefined {
  if (text.length < 3 || text.length > 15) return undefined
  let address = 0
  let parts = 0
  let place = 2 ** 32
  let octet = 0
  let digits = 0
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 46
    if (code === 46) {
      if (digits === 0 || parts === 4) return undefined
      parts++
      // The last part is always the lowest octet.
      place /= 256
      address += at === text.length ? octet : octet * place
      octet = digits = 0
    } else if (code >= 48 && code <= 57) {
      if (digits > 0 && octet === 0) return undefined
      octet = octet * 10 + code - 48
      if (++digits > 3 || octet > 255) return undefined
    } else return undefined
  }
  // A fourth dot would make a middle part the lowest octet.
  return parts >= 2 && parts <= 4 ? address : undefined
}

/** The dotted decimal form. */
export function formatIp(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

/**
 * Parses `address/length`, the address as in `readIp`. Host bits are kept (C044). A single part is the first octet: `10/8` (inferred).
 */
export function readIpPrefix(text: string): IpPrefix | undefined {
  const slash = text.indexOf('/')
  if (slash <= 0) return undefined
  const length = readLength(text, slash, 32)
  if (length === undefined) return undefined
  const written = text.slice(0, slash)
  const single = /^[0-9]{1,3}$/.test(written) && Number(written) <= 255
  const address = single ? Number(written) * 2 ** 24 : readIp(written)
  return address === undefined ? undefined : new IpPrefix(address, length)
}

/** The prefix length behind the slash at `slash`; undefined if it is no number or larger than `most`. */
function readLength(text: string, slash: number, most: number): number | undefined {
  if (slash + 1 >= text.length || text.length - slash > 4) return undefined
  let length = 0
  for (let at = slash + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return undefined
    length = length * 10 + code - 48
  }
  return length <= most ? length : undefined
}

const group = /^[0-9A-Fa-f]{1,4}$/

/**
 * Parses an IPv6 address (RFC 4291, section 2.2, all three forms, no zone); returns it as an unsigned 128-bit number, or undefined for
 * other text.
 */
export function readIp6(text: string): bigint | undefined {
  if (text.length < 2 || text.length > 45 || !text.includes(':')) return undefined
  const gap = text.indexOf('::')
  if (gap !== -1 && text.indexOf('::', gap + 1) !== -1) return undefined
  const front = readGroups(gap === -1 ? text : text.slice(0, gap), gap === -1)
  const back = gap === -1 ? [] : readGroups(text.slice(gap + 2), true)
  if (front === undefined || back === undefined) return undefined
  const missing = 8 - front.length - back.length
  // `::` replaces at least one group; without it there must be eight groups.
  if (gap === -1 ? missing !== 0 : missing < 1) return undefined
  let address = 0n
  for (const part of front) address = (address << 16n) | BigInt(part)
  address <<= BigInt(16 * missing)
  for (const part of back) address = (address << 16n) | BigInt(part)
  return address
}

/** The 16-bit groups of a part of an IPv6 address; `mayEndDotted` permits an IPv4 address as the last two. */
function readGroups(text: string, mayEndDotted: boolean): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const words = text.split(':')
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (group.test(word)) groups.push(parseInt(word, 16))
    else {
      const dotted = mayEndDotted && at === words.length - 1 && word.split('.').length === 4 ? readIp(word) : undefined
      if (dotted === undefined) return undefined
      groups.push(dotted >>> 16, dotted & 0xffff)
    }
  }
  return groups
}

/** The canonical text of an IPv6 address (RFC 5952); an IPv4-mapped address ends in dotted decimal (`::ffff:10.0.0.1`). */
export function formatIp6(address: bigint): string {
  return address >> 32n === 0xffffn ? `::ffff:${formatIp(Number(address & 0xffffffffn))}` : formatIp6Groups(address)
}

/**
 * The text of an IPv6 address without a dotted part: lower-case groups, with the longest run of zero groups (the first on a tie, never a
 * single group) as `::`.
 */
export function formatIp6Groups(address: bigint): string {
  const groups: number[] = []
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address >> shift) & 0xffffn))
  let start = -1
  let length = 1
  for (let at = 0; at < 8; at++) {
    let end = at
    while (end < 8 && groups[end] === 0) end++
    if (end - at > length) {
      start = at
      length = end - at
    }
    at = Math.max(at, end)
  }
  const hex = groups.map((part) => part.toString(16))
  if (start === -1) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

/** Parses `address/length`. Host bits are dropped (C050: `::1/0` is `::/0`). */
export function readIp6Prefix(text: string): Ip6Prefix | undefined {
  const slash = text.indexOf('/')
  if (slash < 2) return undefined
  const length = readLength(text, slash, 128)
  const address = length === undefined ? undefined : readIp6(text.slice(0, slash))
  return address === undefined || length === undefined ? undefined : new Ip6Prefix(maskIp6(address, length), length)
}

/** The first `length` bits of an IPv6 address, the rest zero. */
export function maskIp6(address: bigint, length: number): bigint {
  const host = BigInt(128 - length)
  return (address >> host) << host
}

/** The network mask of a prefix length, as an unsigned 32-bit number. */
export function ipMask(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0
}

/** Whether `inner` (address or prefix) is contained in `outer` (prefix, or an equal address). False for other values and mixed families. */
export function contains(outer: Value, inner: Value): boolean {
  const within = outer instanceof Ip ? new IpPrefix(outer.address, 32) : outer instanceof Ip6 ? new Ip6Prefix(outer.address, 128) : outer
  if (within instanceof IpPrefix) {
    if (!(inner instanceof Ip || inner instanceof IpPrefix)) return false
    const mask = ipMask(within.length)
    return (inner instanceof Ip || inner.length >= within.length) && (inner.address & mask) === (within.address & mask)
  }
  if (within instanceof Ip6Prefix) {
    if (!(inner instanceof Ip6 || inner instanceof Ip6Prefix)) return false
    return (inner instanceof Ip6 || inner.length >= within.length) && maskIp6(inner.address, within.length) === within.address
  }
  return false
}
