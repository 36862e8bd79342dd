// Owns splitting texts and values with several elements, and resolving abbreviated words.
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, Time, isEmpty, type Value } from '../../value/value.ts'
import type { Fault } from '../fault.ts'
import { ambiguous, noMatch } from '../refusal.ts'

/** Matches a word; other texts may be a number or a form that is not in the list of words (`equal:1`). */
export const word = /^[A-Za-z][A-Za-z0-9-]*$/

/** Removes the sign of a negation. */
export const withoutSign = (text: string): string => (text.startsWith('!') ? text.slice(1) : text)

/** Splits at commas, and removes signs. */
export const commaSeparated = (text: string): readonly string[] =>
  text.includes(',') ? text.split(',').map(withoutSign) : [withoutSign(text)]

/** Whether a text is one of the words or an abbreviation. */
export const begins = (words: readonly string[], text: string): boolean => words.some((one) => one.startsWith(text))

/** Returns the first error of some parts; empty parts have none. */
export function firstOf(parts: readonly string[], fault: (part: string) => Fault | undefined): Fault | undefined {
  for (const part of parts) {
    const found = part === '' ? undefined : fault(part)
    if (found !== undefined) return found
  }
  return undefined
}

/** Returns the elements of a value: an array's elements, or a text's parts between commas; none for an empty value. */
export function elements(value: Value): readonly Value[] {
  if (value instanceof ArrayValue && value.keyedSize === 0 && !value.items.some((member) => member instanceof ArrayValue))
    return [...value.items]
  if (value instanceof ArrayValue)
    return [...value.entries()].flatMap(([, member]) => (member instanceof ArrayValue ? elements(member) : [member]))
  if (isEmpty(value) || value === '') return []
  return typeof value === 'string' ? value.split(',') : [value]
}

/** Returns the word that `written` is or uniquely abbreviates. Throws `noMatch` or `ambiguous`. */
export function pick(words: readonly string[], written: string, argument: string): string {
  if (words.includes(written)) return written
  const longer = written === '' ? [] : words.filter((word) => word.startsWith(written))
  if (longer.length > 1) throw ambiguous(argument)
  const [only] = longer
  if (only === undefined) throw noMatch(argument, written)
  return only
}

/** Formats one value as scripts and exports do: `yes`, `1w2d`; nil and nothing as ''. */
export function written(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isEmpty(value)) return ''
  return value instanceof Time ? formatInterval(value) : show(value)
}

/** Returns the word of an unquoted value: `yes` was parsed as a bool, `2048` as a number. */
export const wordOf = (value: Value): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : show(value))
