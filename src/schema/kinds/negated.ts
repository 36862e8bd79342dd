// Owns the values of arguments that may be negated: a sign, then elements (`connection-state=new,related` prints `;new;related`).
import { show } from '../../value/show.ts'
import { ArrayValue, type Value } from '../../value/value.ts'
import { readAddressOrPrefix } from './address.ts'
import { readPlainNumber } from './number.ts'

/** Arguments each element of which may be negated: `topics=lte,!raw` prints `;lte;true;raw`. */
const paired = new Set(['topics', 'policy', 'tcp-flags'])
/** Negatable arguments that hold free text: a comma is part of it. */
const single = /(^|-)(content|list|host|regexp|mark|chain|string)$/

/** Literal to an array of its sign ('' or true) and its elements, or of such arrays. */
export function readNegated(literal: string, argument: string): Value {
  const element = (word: string): Value => (/address(es)?$/.test(argument) ? readAddressOrPrefix(word) : (readPlainNumber(word) ?? word))
  const signed = (words: readonly string[], sign: Value): ArrayValue => new ArrayValue([sign, ...words.map(element)])
  const one = (word: string): ArrayValue => (word.startsWith('!') ? signed([word.slice(1)], true) : signed([word], ''))
  if (paired.has(argument)) return literal.includes(',') ? new ArrayValue(literal.split(',').map(one)) : one(literal)
  const sign = literal.startsWith('!')
  const rest = sign ? literal.slice(1) : literal
  const words = argument === 'per-connection-classifier' ? rest.split(/[:/,]/) : single.test(argument) ? [rest] : rest.split(',')
  return signed(words, sign ? true : '')
}

/** The text of what `readNegated` made; undefined where the elements are no such array's. */
export function writeNegated(items: readonly Value[], argument: string): string | undefined {
  if (isSigned(items)) return (items[0] === true ? '!' : '') + joined(items.slice(1).map(show), argument)
  const all = items.flatMap((item) => (item instanceof ArrayValue && isSigned(item.items) ? [item.items] : []))
  return all.length === items.length ? all.map((one) => writeNegated(one, argument)).join(',') : undefined
}

const isSigned = (items: readonly Value[]): boolean =>
  items.length > 1 && (items[0] === '' || items[0] === true) && !items.some((item) => item instanceof ArrayValue)

function joined(words: readonly string[], argument: string): string {
  if (argument !== 'per-connection-classifier' || words.length !== 3) return words.join(',')
  return `${words[0]}:${words[1]}/${words[2]}`
}
