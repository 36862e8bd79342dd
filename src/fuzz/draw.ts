// Owns drawing values of kinds with fast-check: implements the interface of `Kind.arbitrary` with arbitraries that shrink.
import fc, { type Arbitrary } from 'fast-check'
import type { Draw } from '../schema/kinds/draw.ts'
import { itemName } from './names.ts'
import { ipValue, ip6Value, macValue } from './values.ts'

/** The text of an argument, before it is quoted. */
export const drawnArgument = fc
  .array(fc.constantFrom(...'abz 09-._"$\\?;{}[]()\n\t=,\u00e9\u0001'), { maxLength: 40 })
  .map((signs) => signs.join(''))

const unicast = ipValue.filter((address) => !/^(0|127|22[4-9]|2[3-5]\d)\.|\.(0|255)$/.test(address) && !address.includes('.0.0.0'))

/** Truncates a text to a number of bytes without splitting a character. */
const fitted = (value: string, most = Infinity): string => {
  let cut = value
  while (Buffer.byteLength(cut) > most) cut = [...cut].slice(0, -1).join('')
  return cut
}

/** Draws the texts of values, before they are quoted. */
export const draw: Draw<Arbitrary<string>> = {
  one: (of) => fc.constantFrom(...of),
  either: (of) => fc.oneof(...of),
  some: (of) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 4 }).map((all) => all.join(',')),
  list: (of, most) => fc.array(of, { minLength: 1, maxLength: most }).map((all) => all.join(',')),
  join: (parts) => fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join('')),
  integer: (from, to) => fc.integer({ min: from, max: to }).map(String),
  name: () => itemName,
  ip: () => unicast,
  ip6: () => ip6Value,
  mac: () => macValue,
  text: (min, max) => drawnArgument.map((value) => fitted(value.padEnd(min, 'x'), max)),
  // A lone comma is neither a list nor a value.
  loose: () =>
    fc.oneof(
      itemName,
      unicast,
      fc.integer({ min: 0, max: 65535 }).map(String),
      drawnArgument.filter((value) => !/^[,!]+$/.test(value)),
    ),
}
