// Owns the conversions of `:tonum`, `:tostr` and the other `:to...` commands. They return nil for a value that cannot be converted.
import { readIp, readIp6 } from './address.ts'
import { readDate, type DateStyle } from './date.ts'
import { builtArray, split } from './limits.ts'
import { readBool, readId, readLiteral } from './literal.ts'
import { compareNumbers, readNumber, wrap, type Num } from './numbers.ts'
import { toText } from './show.ts'
import { readTime } from './time.ts'
import { ArrayValue, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Time, isEmpty, nil, type Value } from './value.ts'
import { second } from '../text/units.ts'

/** Conversions that depend on the release. */
export interface Conversions {
  /** Whether `:tobool` accepts text: from 7.23; nil before. */
  readonly 'text to bool': boolean
  /** Whether `:toip` of a prefix returns its address: from 7.21 (L016); nil before. */
  readonly 'prefix to ip': boolean
  /** The date format of `:totime`: ISO from 7.10. */
  readonly dates: DateStyle
}

/** The conversions of 7.23 and later. */
export const currentConversions: Conversions = { 'text to bool': true, 'prefix to ip': true, dates: 'iso' }

/**
 * Converts to a num: decimal or hexadecimal text, an ip (its 32 bits), a time (whole seconds). Returns nil for anything else, also for a
 * bool (7.21).
 */
export function toNum(value: Value): Value {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value
    case 'string':
      return readNumber(value) ?? nil
    default:
      if (value instanceof Time) return wrap(value.ns / second)
      if (value instanceof Ip) return value.address
      return nil
  }
}

/** Converts to text; empty for nil and nothing. */
export function toStr(value: Value): Value {
  return toText(value)
}

/** Converts to an ip: text (short forms included), a num (its 32 bits), and from 7.21 the address of a prefix; else nil. */
export function toIp(value: Value, rules: Conversions = currentConversions): Value {
  if (value instanceof Ip) return value
  if (value instanceof IpPrefix) return rules['prefix to ip'] ? new Ip(value.address) : nil
  if (typeof value === 'number') return value >= 0 && value <= 0xffffffff ? new Ip(value) : nil
  const address = typeof value === 'string' ? readIp(value) : undefined
  return address === undefined ? nil : new Ip(address)
}

/** Converts to an ip6: text, and from 7.21 the address of a prefix; else nil. */
export function toIp6(value: Value, rules: Conversions = currentConversions): Value {
  if (value instanceof Ip6) return value
  if (value instanceof Ip6Prefix) return rules['prefix to ip'] ? new Ip6(value.address) : nil
  const address = typeof value === 'string' ? readIp6(value) : undefined
  return address === undefined ? nil : new Ip6(address)
}

/** Converts to a time: a num of seconds, or the text of a time, of a number of seconds, or of a date (since 1970-01-01). */
export function toTime(value: Value, rules: Conversions = currentConversions): Value {
  if (value instanceof Time) return value
  if (typeof value === 'number' || typeof value === 'bigint') return ofSeconds(value)
  if (typeof value !== 'string') return nil
  const number = readNumber(value)
  if (number !== undefined) return ofSeconds(number)
  const time = readTime(value)
  if (time !== undefined) return time
  const date = readDate(value, rules.dates)
  return date === undefined ? nil : new Time(date)
}

function ofSeconds(seconds: Num): Value {
  const ns = BigInt(seconds) * second
  return BigInt.asIntN(64, ns) === ns ? new Time(ns) : nil
}

/** Converts to a bool: 0 is false, other nums are true; from 7.23 also the texts `true`, `yes`, `false` and `no`; else nil. */
export function toBool(value: Value, rules: Conversions = currentConversions): Value {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return compareNumbers(value, 0) !== 0
  return typeof value === 'string' && rules['text to bool'] ? (readBool(value) ?? nil) : nil
}

/** Converts text `*1F` or a non-negative num to an id; else nil (inferred). */
export function toId(value: Value): Value {
  if (value instanceof Id) return value
  if (typeof value === 'number') return value >= 0 ? new Id(value) : nil
  return typeof value === 'string' ? (readId(value) ?? nil) : nil
}

/**
 * Splits text at `delimiter`, trims the parts and reads each as a literal (`10` is a num: library tests, 6.49.17 and 7.21.5; that other
 * literals follow is inferred). An array is returned unchanged; nil and empty text give an empty array, any other value one element.
 */
export function toArray(value: Value, delimiter = ','): ArrayValue {
  if (value instanceof ArrayValue) return value
  if (value === '' || isEmpty(value)) return new ArrayValue()
  if (typeof value !== 'string') return new ArrayValue([value])
  const parts = split(value, delimiter)
  builtArray(parts.length)
  return new ArrayValue(parts.map((part) => readLiteral(trimBlanks(part))))
}

function trimBlanks(part: string): string {
  let from = 0
  let to = part.length
  while (from < to && isBlank(part.charCodeAt(from))) from++
  while (to > from && isBlank(part.charCodeAt(to - 1))) to--
  return part.slice(from, to)
}
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

/** Converts a time (or its text, or a num of seconds) to nanoseconds (I023). */
export function toNsec(value: Value, rules: Conversions = currentConversions): Value {
  const time = toTime(value, rules)
  return time instanceof Time ? wrap(time.ns) : nil
}
