// Owns what a word of the language is, its `on-error=`, and how its arguments are read as counts, times and lists.
import { Failure } from '../diagnostic/failure.ts'
import { toTime } from '../value/convert.ts'
import { split } from '../value/limits.ts'
import { text } from '../value/show.ts'
import { ArrayValue, Time, type Value } from '../value/value.ts'
import type { Invocation } from '../syntax/tree.ts'
import type { Try } from '../compile/form.ts'
import { node, numberOf } from '../compile/given.ts'
import type { Behaviour } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'

/** The behaviour of a command that belongs to the language rather than to a menu of items, and the sentence that tells it to people. */
export type Word = Behaviour<Console> & { readonly about: string }

/** `work`; where the invocation has `on-error=`, what fails in it is caught. */
export function rescuable(work: Try['work'], invocation: Invocation): Try | Try['work'] {
  const handler = node(invocation, 'on-error')
  return handler === undefined ? work : { kind: 'try', work, handler }
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
  return split(text(value), ',').filter((word) => word !== '')
}

/** An argument as bytes, undefined where it was not given. */
export const textOf = (value: Value | undefined): string | undefined => (value === undefined ? undefined : text(value))

/** Whether a flag or a `yes|no` argument is on. */
export const isOn = (value: Value | undefined): boolean => value === true || value === 'yes' || value === 'true'
