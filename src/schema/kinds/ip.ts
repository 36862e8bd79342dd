// Owns the kind `ip`: an IPv4 address, a list of them, or an address and its length.
import { readIpPrefix } from '../../value/address.ts'
import { ArrayValue, Ip, type Value } from '../../value/value.ts'
import { noAddress, readAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'

export const ip: Make = (manner) =>
  makeKind(manner, {
    kind: 'ip',
    literal: readAddresses,
    // An address with its length is text to conditions and `get`: `find address=$x` with a prefix in x finds nothing (manual, scripting
    // tips).
    sought: (text) => (text.includes('/') ? text : undefined),
    joined: (items, texts) => (items.length === 2 && items[0] instanceof Ip && typeof items[1] === 'number' ? texts.join('/') : undefined),
    fault: noAddress,
    arbitrary: (draw) => draw.ip(),
  })

/** `1.1.1.1,8.8.8.8` is a list; `169.254.1.1/16` an address and its length: both print with `;`. */
function readAddresses(text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(',').map(readAddress))
  const prefix = readIpPrefix(text)
  return prefix === undefined ? readAddress(text) : new ArrayValue([new Ip(prefix.address), prefix.length])
}
