// Owns the JSON form of values in a state file: JSON's own types where possible, else an object whose one key names the type.
import { Failure } from '../../diagnostic/failure.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Time, nil, nothing, type Value } from '../../value/value.ts'

/** Text, numbers and bools as they are, lists as `[...]`; else `{"time":"1000"}` (nanoseconds), `{"id":5}`, `{"bytes":"base64"}`, ... */
export type Kept = string | number | boolean | readonly Kept[] | { readonly [type: string]: Kept }

/** Converts a value of a row to its JSON form. Code is saved as its text. */
export function writeKept(value: Value): Kept {
  switch (typeof value) {
    case 'string': {
      const text = fromBytes(value)
      return toBytes(text) === value ? text : { bytes: Buffer.from(value, 'latin1').toString('base64') }
    }
    case 'number':
    case 'boolean':
      return value
    case 'bigint':
      return { number: String(value) }
  }
  if (value instanceof Time) return { time: String(value.ns) }
  if (value instanceof Id) return { id: value.id }
  if (value instanceof Ip) return { ip: value.address }
  if (value instanceof IpPrefix) return { 'ip-prefix': [value.address, value.length] }
  if (value instanceof Ip6) return { ip6: String(value.address) }
  if (value instanceof Ip6Prefix) return { 'ip6-prefix': [String(value.address), value.length] }
  if (value === nothing) return { nothing: true }
  if (!(value instanceof ArrayValue)) return value === nil ? { nil: true } : show(value)
  if (value.keyedSize === 0) return value.items.map(writeKept)
  return { array: value.items.map(writeKept), keyed: [...value.keys()].map((key) => [writeKept(key), writeKept(value.at(key)!)]) }
}

/** The text of a plain JSON value. An object becomes a text that is neither a number nor base64, so that reading it fails. */
const textOf = (kept: Kept): string => (typeof kept === 'object' ? JSON.stringify(kept) : String(kept))

/** Converts a JSON form back to its value; throws a Failure for an unknown form. */
export function readKept(kept: Kept): Value {
  if (typeof kept === 'string') return toBytes(kept)
  if (typeof kept !== 'object') return kept
  if (isList(kept)) return new ArrayValue(kept.map(readKept))
  const [[type, of] = ['', '']] = Object.entries(kept)
  const [first = 0, second = 0] = isList(of) ? of : [of]
  switch (type) {
    case 'bytes':
      return Buffer.from(textOf(of), 'base64').toString('latin1')
    case 'number':
      return BigInt(textOf(of))
    case 'time':
      return new Time(BigInt(textOf(of)))
    case 'id':
      return new Id(Number(of))
    case 'ip':
      return new Ip(Number(of))
    case 'ip-prefix':
      return new IpPrefix(Number(first), Number(second))
    case 'ip6':
      return new Ip6(BigInt(textOf(of)))
    case 'ip6-prefix':
      return new Ip6Prefix(BigInt(textOf(first)), Number(second))
    case 'nil':
      return nil
    case 'nothing':
      return nothing
    case 'array':
      return new ArrayValue(isList(of) ? of.map(readKept) : [], keyedOf(kept['keyed']))
  }
  throw new Failure(`the state holds a value of a kind that is not known: ${type}`)
}

function keyedOf(pairs: Kept | undefined): Map<string, Value> {
  const keyed = new Map<string, Value>()
  if (pairs === undefined || !isList(pairs)) return keyed
  for (const pair of pairs) {
    const [key, value] = isList(pair) ? pair : []
    if (key !== undefined && value !== undefined) keyed.set(show(readKept(key)), readKept(value))
  }
  return keyed
}

const isList = (kept: Kept): kept is readonly Kept[] => Array.isArray(kept)
