// Owns the type of a language command, the argument `on-error=`, and reading arguments as counts, times and lists.
import { Failure } from '../diagnostic/failure.ts'
import { toTime } from '../value/convert.ts'
import { split } from '../value/limits.ts'
import { toText } from '../value/show.ts'
import { ArrayValue, Time, type Value } from '../value/value.ts'
import type { Invocation } from '../syntax/tree.ts'
import type { Try } from '../compile/form.ts'
import { node, numberOf } from '../compile/given.ts'
import type { Behaviour } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'

/** The behaviour of a command of the language (`:put`), not of a menu. `about`: a one-line description for users. */
export type LanguageCommand = Behaviour<Console> & { readonly about: string }

/** Returns `work`, with failures caught if the invocation has `on-error=`. */
export function rescuable(work: Try['work'], invocation: Invocation): Try | Try['work'] {
  const handler = node(invocation, 'on-error')
  return handler === undefined ? work : { kind: 'try', work, handler }
}

/** Converts an argument to a whole number. Throws a Failure `invalid value for argument ...`. */
export function countOf(value: Value, argument: string): number {
  return Number(numberOf(value, argument))
}

/**
 * Converts an argument to nanoseconds: a time, a num of seconds, or the text of either. Throws a Failure `invalid time value for argument
 * ...`.
 */
export function intervalOf(value: Value, argument: string): bigint {
  const time = toTime(value)
  if (time instanceof Time) return time.ns
  throw new Failure(`invalid time value for argument ${argument}`)
}

/** The items of a list argument: elements of an array, or a text separated by commas. */
export function listItems(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined
  if (value instanceof ArrayValue) return value.items.map(toText)
  return split(toText(value), ',').filter((word) => word !== '')
}

/** An argument as bytes; undefined if it is not given. */
export const textOf = (value: Value | undefined): string | undefined => (value === undefined ? undefined : toText(value))

/** Whether a flag is given, or an argument is true, `yes` or the text `true`. */
export const isTrueOrYes = (value: Value | undefined): boolean => value === true || value === 'yes' || value === 'true'
