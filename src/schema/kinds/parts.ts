// Owns taking texts and values that stand for several apart, and finding a word by its beginning.
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, Time, nil, nothing, type Value } from '../../value/value.ts'
import type { Fault } from '../fault.ts'
import { ambiguous, noMatch } from '../refusal.ts'

/** The form of a word: what looks otherwise may be a number or a form that no list of words shows (`equal:1`). */
export const word = /^[A-Za-z][A-Za-z0-9-]*$/

/** Without the sign of a negation. */
export const bare = (text: string): string => (text.startsWith('!') ? text.slice(1) : text)

/** The parts between commas, each without its sign. */
export const listed = (text: string): readonly string[] => (text.includes(',') ? text.split(',').map(bare) : [bare(text)])

/** Whether a text is one of the words or begins one. */
export const begins = (words: readonly string[], text: string): boolean => words.some((one) => one.startsWith(text))

/** The first fault of some parts; an empty part has none. */
export function firstOf(parts: readonly string[], fault: (part: string) => Fault | undefined): Fault | undefined {
  for (const part of parts) {
    const found = part === '' ? undefined : fault(part)
    if (found !== undefined) return found
  }
  return undefined
}

/** The members of a value that stands for several: an array's elements, a text's parts between commas; none for an empty one. */
export function elements(value: Value): readonly Value[] {
  if (value instanceof ArrayValue && value.keyedSize === 0 && !value.items.some((member) => member instanceof ArrayValue))
    return [...value.items]
  if (value instanceof ArrayValue)
    return [...value.entries()].flatMap(([, member]) => (member instanceof ArrayValue ? elements(member) : [member]))
  if (value === nil || value === nothing || value === '') return []
  return typeof value === 'string' ? value.split(',') : [value]
}

/** The word that `written` is or uniquely begins. Throws `noMatch` or `ambiguous`. */
export function pick(words: readonly string[], written: string, argument: string): string {
  if (words.includes(written)) return written
  const longer = written === '' ? [] : words.filter((word) => word.startsWith(written))
  if (longer.length > 1) throw ambiguous(argument)
  const [only] = longer
  if (only === undefined) throw noMatch(argument, written)
  return only
}

/** One value as scripts and exports write it: `yes`, `1w2d`, nothing for none. */
export function written(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === nil || value === nothing) return ''
  return value instanceof Time ? formatInterval(value) : show(value)
}

/** The word that a bare value stands for: `yes` was read as a bool, `2048` as a number. */
export const wordOf = (value: Value): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : show(value))
