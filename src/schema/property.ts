// Owns the types that properties of declared menus have: how a given value is read, kept, given back and printed.
import { ArrayValue, Id, Time, nil, nothing, type Value } from '../value/value.ts'
import { show } from '../value/show.ts'
import { formatInterval, readTime } from '../value/time.ts'
import { Failure } from '../diagnostic/failure.ts'
import { ambiguous, invalidValue, noMatch, outOfRange } from './refusal.ts'

/** What a type may ask of the device: the items of other menus, by path. */
export interface References {
  /** The id of the item that `text` (a name or `*ID`) means in the menu at `path`. */
  locate(path: string, text: string): number | undefined
  /** The name of an item, or undefined where it is gone. */
  nameOf(path: string, id: number): string | undefined
  /** Whether there is an item of that name in one of some menus; undefined where the device cannot tell. */
  knows(paths: readonly string[], name: string): boolean | undefined
  /** Whether something declared for some releases is there in this one. */
  holds(releases: string | undefined): boolean
}

/** A type of value. `accept` throws a Failure in the device's words, naming `argument`. */
export interface PropertyType {
  /** For documentation: `string`, `yes|no`, `0..65535`. */
  readonly words: string
  /** What is kept of a value given to `add` or `set`. */
  accept(given: Value, argument: string, references: References): Value
  /** What `get` gives for a kept value. */
  read(kept: Value, references: References): Value
  /** What `print` shows, one text a line of a table cell; `detail` joins them with commas. */
  show(kept: Value, references: References): readonly string[]
  /** `print detail` puts quotes around it. */
  readonly quoted: boolean
  /** Numbers stand to the right in tables. */
  readonly right: boolean
}

const asIs = (kept: Value): Value => kept
const one = (kept: Value): readonly string[] => [show(kept)]

/** Any bytes. `longest` counts bytes. */
export function text(options: { quoted?: boolean; longest?: number } = {}): PropertyType {
  const { longest } = options
  return {
    words: 'string',
    accept(given, argument) {
      const bytes = show(given)
      if (longest !== undefined && bytes.length > longest) throw invalidValue(argument, `string too long, max length is ${longest}`)
      return bytes
    },
    read: asIs,
    show: one,
    quoted: options.quoted ?? true,
    right: false,
  }
}

/** `yes` or `no`; kept and given back as a bool. */
export const yesNo: PropertyType = {
  words: 'yes|no',
  accept(given, argument) {
    if (typeof given === 'boolean') return given
    return pick(['no', 'yes'], show(given), argument) === 'yes'
  },
  read: asIs,
  show: (kept) => [kept === true ? 'yes' : 'no'],
  quoted: false,
  right: false,
}

/** Words that only some releases have, with their ranges. */
export type Dated<W extends string> = { readonly [word in W]?: string }

const thereIn = <W extends string>(words: readonly W[], dated: Dated<W>, references: References): readonly W[] =>
  words.filter((word) => references.holds(dated[word]))

/** One of some words; unique abbreviations are taken. Kept as text, also where a word is made of digits. */
export function choice<const W extends string>(words: readonly W[], dated: Dated<NoInfer<W>> = {}): PropertyType {
  return {
    words: words.join('|'),
    accept: (given, argument, references) => pick(thereIn(words, dated, references), wordOf(given), argument),
    read: asIs,
    show: one,
    quoted: false,
    right: false,
  }
}

/** Some of some words, kept as an array in the order of `words`, whatever order they were given in. */
export function setOf<const W extends string>(words: readonly W[], dated: Dated<NoInfer<W>> = {}): PropertyType {
  return {
    words: `${words.join('|')}[,...]`,
    accept(given, argument, references) {
      const there = thereIn(words, dated, references)
      const chosen = new Set<string>(elements(given).map((element) => pick(there, wordOf(element), argument)))
      return new ArrayValue(words.filter((word) => chosen.has(word)))
    },
    read: asIs,
    show: (kept) => elements(kept).map(show),
    quoted: false,
    right: false,
  }
}

/** A whole number within a range, both ends included. */
export function integer(from: number, to: number): PropertyType {
  return {
    words: `${from}..${to}`,
    accept(given, argument) {
      const written = show(given).trim()
      if (!/^-?(0x[0-9a-fA-F]+|[0-9]+)$/.test(written)) throw invalidValue(argument, `invalid value of ${argument}, number required`)
      const number = written.startsWith('-') ? -Number(written.slice(1)) : Number(written)
      if (number < from || number > to) throw outOfRange(argument, `${from}..${to}`)
      return number
    },
    read: asIs,
    show: one,
    quoted: false,
    right: true,
  }
}

/** A length of time; `words` stand beside times (`none`). */
export function interval(options: { from?: bigint; to?: bigint; words?: readonly string[] } = {}): PropertyType {
  const words = options.words ?? []
  const { from = 0n, to = 2n ** 63n - 1n } = options
  return {
    words: ['time interval', ...words].join('|'),
    accept(given, argument) {
      if (typeof given === 'string' && words.includes(given)) return given
      const ns = given instanceof Time ? given.ns : typeof given === 'number' ? BigInt(given) * 1_000_000_000n : readTime(show(given))?.ns
      if (ns === undefined) throw new Failure(`invalid time value for argument ${argument}`)
      if (ns < from || ns > to) throw outOfRange(argument, `${formatInterval(new Time(from))}..${formatInterval(new Time(to))}`)
      return new Time(ns)
    },
    read: asIs,
    show: (kept) => [kept instanceof Time ? formatInterval(kept) : show(kept)],
    quoted: false,
    right: false,
  }
}

/** Several values of one type, in the order given. */
export function list(element: PropertyType): PropertyType {
  return {
    words: `${element.words}[,...]`,
    accept: (given, argument, references) => new ArrayValue(elements(given).map((member) => element.accept(member, argument, references))),
    read: (kept, references) => new ArrayValue(elements(kept).map((member) => element.read(member, references))),
    show: (kept, references) => elements(kept).flatMap((member) => element.show(member, references)),
    quoted: false,
    right: false,
  }
}

/**
 * An item of another menu, kept by its id so that it follows a new name. `words` (`none`, `auto`) stand for no item.
 * A reference whose item is gone reads as its id.
 */
export function reference(path: string, options: { words?: readonly string[] } = {}): PropertyType {
  const words = options.words ?? []
  const name = (kept: Value, references: References): string =>
    kept instanceof Id ? (references.nameOf(path, kept.id) ?? show(kept)) : show(kept)
  return {
    words: ['name', ...words].join('|'),
    accept(given, argument, references) {
      const written = show(given)
      if (words.includes(written)) return written
      const id = references.locate(path, written)
      if (id === undefined) throw noMatch(argument)
      return new Id(id)
    },
    read: (kept, references) => name(kept, references),
    show: (kept, references) => [name(kept, references)],
    quoted: false,
    right: false,
  }
}

/** A value that only the device sets, of any type: printed as the console prints it. */
export function shown(options: { quoted?: boolean; right?: boolean; words?: string } = {}): PropertyType {
  return {
    words: options.words ?? 'value',
    accept: asIs,
    read: asIs,
    show: (kept) => (kept instanceof Time ? [formatInterval(kept)] : elements(kept).map(wordOf)),
    quoted: options.quoted ?? false,
    right: options.right ?? false,
  }
}

/** The members of a value that stands for several: an array's elements, a text's parts between commas; none for an empty one. */
export function elements(value: Value): readonly Value[] {
  if (value instanceof ArrayValue)
    return [...value.entries()].flatMap(([, member]) => (member instanceof ArrayValue ? elements(member) : [member]))
  if (value === nil || value === nothing || value === '') return []
  return typeof value === 'string' ? value.split(',') : [value]
}

/** The word that a bare value stands for: `yes` was read as a bool, `2048` as a number. */
const wordOf = (value: Value): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : show(value))

/** The word that `written` is or uniquely begins. */
export function pick(words: readonly string[], written: string, argument: string): string {
  if (words.includes(written)) return written
  const longer = written === '' ? [] : words.filter((word) => word.startsWith(written))
  if (longer.length > 1) throw ambiguous(argument)
  const [only] = longer
  if (only === undefined) throw noMatch(argument)
  return only
}
