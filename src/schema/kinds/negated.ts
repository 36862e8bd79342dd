// Owns parsing and writing values of arguments that may be negated: arrays of a sign and the elements (`connection-state=new,related`
// prints `;new;related`).
import { show } from '../../value/show.ts'
import { ArrayValue, type Value } from '../../value/value.ts'
import { readAddressOrPrefix } from './address.ts'
import { readPlainNumber } from './number.ts'

/**
 * The layout of a value by its argument. `each`: every element has a sign of its own (`topics=lte,!raw` prints `;lte;true;raw`). `list`:
 * one sign before a list. `Parts`: one sign before a value of several parts. Other arguments have one sign before one value, in which a
 * comma is an ordinary byte. Source: the types of the manual's command reference (`!` before one value, a set, or several); printed forms
 * show topics, policy, states, ports and classifiers, the others are *inferred* from the same types.
 */
const shapes: ReadonlyMap<string, NegatedLayout> = new Map<string, NegatedLayout>([
  ...named('topics policy hotspot tcp-flags', 'each'),
  // Of /tool/sniffer.
  ...named('filter-mac-protocol filter-mac-address filter-src-mac-address filter-dst-mac-address filter-ip-address', 'each'),
  ...named('filter-src-ip-address filter-dst-ip-address filter-ip-protocol filter-port filter-src-port filter-dst-port', 'each'),
  ...named('filter-ipv6-address filter-src-ipv6-address filter-dst-ipv6-address filter-vlan filter-cpu filter-size', 'each'),
  ...named('connection-state connection-nat-state src-address-type dst-address-type src-port dst-port port', 'list'),
  ...named('headers bgp-origin afi ipv4-options', 'list'),
  ['per-connection-classifier', { parts: ':/', optional: '' }],
  ['connection-limit', { parts: ',', optional: '' }],
  ['nth', { parts: ',', optional: ',' }],
  ['limit', { parts: '/,:', optional: '/:' }],
])

/** A value of several parts. */
interface Parts {
  /** The separators before the second and later parts, in order. */
  readonly parts: string
  /** The separators of optional parts; a missing part is empty. */
  readonly optional: string
}
type NegatedLayout = 'each' | 'list' | Parts

function named(names: string, shape: NegatedLayout): readonly (readonly [string, NegatedLayout])[] {
  return names.split(' ').map((name): readonly [string, NegatedLayout] => [name, shape])
}

/** Splits one value into its parts; undefined if one is missing. */
function partsOf(text: string, { parts, optional }: Parts): readonly string[] | undefined {
  const found: string[] = []
  let rest = text
  for (const sign of parts) {
    const at = rest.indexOf(sign)
    if (at < 0) {
      if (!optional.includes(sign)) return undefined
      continue
    }
    found.push(rest.slice(0, at))
    // Earlier parts that are missing.
    while (found.length <= parts.indexOf(sign)) found.push('')
    rest = rest.slice(at + 1)
  }
  found.push(rest)
  while (found.length <= parts.length) found.push('')
  return found
}

/** Parses a literal to an array of its sign ('' or true) and its elements, or to an array of such arrays. */
export function readNegated(literal: string, argument: string): Value {
  const element = (word: string): Value => (/address(es)?$/.test(argument) ? readAddressOrPrefix(word) : (readPlainNumber(word) ?? word))
  const signed = (words: readonly string[], sign: Value): ArrayValue => new ArrayValue([sign, ...words.map(element)])
  const one = (word: string): ArrayValue => (word.startsWith('!') ? signed([word.slice(1)], true) : signed([word], ''))
  const shape = shapes.get(argument)
  if (shape === 'each') return literal.includes(',') ? new ArrayValue(literal.split(',').map(one)) : one(literal)
  const sign = literal.startsWith('!')
  const rest = sign ? literal.slice(1) : literal
  const words = shape === 'list' ? rest.split(',') : ((shape && partsOf(rest, shape)) ?? [rest])
  return signed(words, sign ? true : '')
}

/** Returns the text of an array that `readNegated` made; undefined for other elements. */
export function writeNegated(items: readonly Value[], argument: string): string | undefined {
  if (isSigned(items)) return (items[0] === true ? '!' : '') + joined(items.slice(1).map(show), argument)
  const all = items.flatMap((item) => (item instanceof ArrayValue && isSigned(item.items) ? [item.items] : []))
  return all.length === items.length ? all.map((one) => writeNegated(one, argument)).join(',') : undefined
}

const isSigned = (items: readonly Value[]): boolean =>
  items.length > 1 && (items[0] === '' || items[0] === true) && !items.some((item) => item instanceof ArrayValue)

function joined(words: readonly string[], argument: string): string {
  const shape = shapes.get(argument)
  if (shape === undefined || typeof shape === 'string' || words.length !== shape.parts.length + 1) return words.join(',')
  return words.map((word, at) => (at === 0 || word === '' ? word : `${shape.parts[at - 1]}${word}`)).join('')
}
