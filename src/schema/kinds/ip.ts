// Owns the kind `ip`: an IPv4 address, a list of them, or an address and its length.
import { readIpPrefix } from '../../value/address.ts'
import { ArrayValue, Ip, type Value } from '../../value/value.ts'
import { noAddress, readAddress } from './address.ts'
import type { Kind } from '../kind.ts'
import { makeKind, noOptions, type Make } from './make.ts'

/** The text of an array that `readAddresses` made for an address with its length; undefined for other arrays. */
const written = (items: readonly Value[], texts: readonly string[]): string | undefined => {
  const [address, length] = items
  if (items.length !== 2 || !(address instanceof Ip)) return undefined
  return length === '' ? texts[0] : typeof length === 'number' ? texts.join('/') : undefined
}

/**
 * The stored value of a text. An address with its length is stored as text, so `find address=10.0.0.1/24` without quotes finds none
 * (manual, scripting tips).
 */
const kept = (text: string): Value => (text.includes('/') ? text : text.includes(',') ? readAddresses(text) : readAddress(text))

/** Makes the kind `ip`. */
export const ip: Make = (options) =>
  makeKind(options, {
    kind: 'ip',
    literal: readAddresses,
    keep: kept,
    joined: written,
    fault: noAddress,
    arbitrary: (draw) => draw.ip(),
  })

/** The kind of an address with an optional length: `10.7` prints `10.0.0.7;`. Rows store the text, which no unquoted literal equals. */
export const addressAndLength: Kind = makeKind(noOptions, {
  kind: 'ip',
  literal(text) {
    const read = readAddresses(text)
    return read instanceof Ip ? new ArrayValue([read, '']) : read
  },
  keep: (text) => text,
  joined: written,
  fault: noAddress,
  arbitrary: (draw) => draw.ip(),
})

/** Parses a list (`1.1.1.1,8.8.8.8`) or an address with its length (`169.254.1.1/16`) to an array; both print with `;`. */
function readAddresses(text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(',').map(readAddress))
  const prefix = readIpPrefix(text)
  return prefix === undefined ? readAddress(text) : new ArrayValue([new Ip(prefix.address), prefix.length])
}
