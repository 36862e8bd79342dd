// Owns what a word of the language is, and how its arguments are read as numbers, times and lists.
import { Failure } from '../diagnostic/failure.ts'
import { toNum, toTime } from '../value/convert.ts'
import { text } from '../value/show.ts'
import { ArrayValue, Time, type Value } from '../value/value.ts'
import type { Behaviour } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'

/** The behaviour of a command that belongs to the language rather than to a menu of items. */
export type Word = Behaviour<Console>

/** A whole number from a num, numeric text, an address. Fails in the device's words, naming the argument. */
export function numberOf(value: Value, argument: string): number | bigint {
  const number = toNum(value)
  if (typeof number === 'number' || typeof number === 'bigint') return number
  throw new Failure(`invalid value for argument ${argument}`)
}

/** A whole number that can count something here. */
export function countOf(value: Value, argument: string): number {
  return Number(numberOf(value, argument))
}

/** Nanoseconds from a time, a num of seconds or the text of either. */
export function intervalOf(value: Value, argument: string): bigint {
  const time = toTime(value)
  if (time instanceof Time) return time.ns
  throw new Failure(`invalid time value for argument ${argument}`)
}

/** The words of an argument that takes many: elements of an array, or text with commas. */
export function wordsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined
  if (value instanceof ArrayValue) return value.items.map(text)
  return text(value)
    .split(',')
    .filter((word) => word !== '')
}

/** An argument as bytes, undefined where it was not given. */
export const textOf = (value: Value | undefined): string | undefined => (value === undefined ? undefined : text(value))

/** Whether a flag or a `yes|no` argument is on. */
export const isOn = (value: Value | undefined): boolean => value === true || value === 'yes' || value === 'true'
