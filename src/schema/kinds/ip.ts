// Owns the kind `ip`: an IPv4 address, a list of them, or an address and its length.
import { readIpPrefix } from '../../value/address.ts'
import { ArrayValue, Ip, type Value } from '../../value/value.ts'
import { noAddress, readAddress } from './address.ts'
import type { Kind } from '../kind.ts'
import { makeKind, nothingSpecial, type Make } from './make.ts'

const written = (items: readonly Value[], texts: readonly string[]): string | undefined => {
  const [address, length] = items
  if (items.length !== 2 || !(address instanceof Ip)) return undefined
  return length === '' ? texts[0] : typeof length === 'number' ? texts.join('/') : undefined
}

/** A row stores an address with its length as text, so `find address=10.0.0.1/24` without quotes finds none (manual, scripting tips). */
const kept = (text: string): Value => (text.includes('/') ? text : text.includes(',') ? readAddresses(text) : readAddress(text))

export const ip: Make = (options) =>
  makeKind(options, {
    kind: 'ip',
    literal: readAddresses,
    keep: kept,
    joined: written,
    fault: noAddress,
    arbitrary: (draw) => draw.ip(),
  })

/** An address and its optional length: `10.7` prints `10.0.0.7;`. Rows store the text, which no unquoted literal equals. */
export const addressAndLength: Kind = makeKind(nothingSpecial, {
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

/** `1.1.1.1,8.8.8.8` is a list; `169.254.1.1/16` an address and its length: both print with `;`. */
function readAddresses(text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(',').map(readAddress))
  const prefix = readIpPrefix(text)
  return prefix === undefined ? readAddress(text) : new ArrayValue([new Ip(prefix.address), prefix.length])
}
