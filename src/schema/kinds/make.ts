// Owns what all kinds have in common: quoted and negated literals, words beside values, lists, what is kept where a kind says nothing else.
import { show } from '../../value/show.ts'
import { ArrayValue, type Value } from '../../value/value.ts'
import { failureOf, type Fault } from '../fault.ts'
import type { Beside, Kind, KindName } from '../kind.ts'
import type { Draw } from './draw.ts'
import { readNegated, writeNegated } from './negated.ts'
import { begins, written } from './parts.ts'

/** How an argument takes values of its kind, as the facts say. */
export interface KindOptions {
  /** `!value` is taken. */
  readonly negated: boolean
  /** A list with commas is taken. */
  readonly several: boolean
  /** Of enumerations: other words are taken, too. */
  readonly open: boolean
  readonly words: readonly string[]
  /** The range of numbers and ranges; of texts in bytes, of times in milliseconds. Undefined: no bound is known. */
  readonly min: number | undefined
  readonly max: number | undefined
}

/** Makes a kind of a manner. */
export type Make = (manner: KindOptions) => Kind

export const nothingSpecial: KindOptions = { negated: false, several: false, open: false, words: [], min: undefined, max: undefined }

/** What a kind says of itself; all of it may be left out but its name. */
interface Own {
  readonly kind: KindName
  readonly beside?: Beside
  readonly quoted?: boolean
  readonly right?: boolean
  /** A literal that is neither quoted nor negated; absent: it stays text. */
  readonly literal?: (text: string) => Value | undefined
  /** All literals, also quoted and negated ones. */
  readonly read?: Kind['read']
  /** A literal in a condition, where that is not read as `literal` does. */
  readonly sought?: (text: string) => Value | undefined
  /** The elements of an array that `literal` makes, as text; `words` are their texts. Undefined: with commas between them. */
  readonly joined?: (items: readonly Value[], words: readonly string[], argument: string) => string | undefined
  /** What is wrong with a text that is not empty, and neither one of the words nor begins one. */
  readonly fault?: (text: string, argument: string) => Fault | undefined
  /** A text without fault as it is kept. Throws a Failure. */
  readonly complete?: (text: string, argument: string) => string
  /** A text that is kept otherwise than a condition reads it. */
  readonly keep?: (text: string) => Value | undefined
  readonly arbitrary?: <T>(draw: Draw<T>, argument: string) => T
  readonly strict?: () => Kind
}

/** `get` of kinds whose kept values are what it gives. */
export const asKept: Kind['get'] = (kept) => kept

/**
 * A kind. What is given is brought to the text that a script writes for it, checked as far as the facts are sure, and kept as a condition
 * reads that text: so `find where` compares like with like, whichever way a value came in.
 */
export function makeKind(manner: KindOptions, own: Own): Kind {
  const { negated, several, words } = manner
  const { kind, beside = 'values', literal = (text) => text } = own
  const isList = kind !== 'string' && (several || negated)

  const sought = (text: string): Value => own.sought?.(text) ?? literal(text) ?? text
  const fault = (text: string, argument: string): Fault | undefined =>
    own.fault === undefined || text === '' || begins(words, text) ? undefined : own.fault(text, argument)
  const write = (given: Value, argument: string): string => {
    if (!(given instanceof ArrayValue) || given.keyedSize > 0) return written(given)
    const { items } = given
    const signed = negated ? writeNegated(items, argument) : undefined
    if (signed !== undefined) return signed
    const texts = items.map(show)
    return own.joined?.(items, texts, argument) ?? texts.join(',')
  }
  const complete = (text: string, argument: string): string => {
    const found = fault(text, argument)
    if (found !== undefined) throw failureOf(found, argument)
    return own.complete?.(text, argument) ?? text
  }
  const made: Kind = {
    kind,
    words,
    beside,
    negated,
    several,
    read:
      own.read ??
      ((text, argument, quoted) => {
        if (quoted) return text
        return negated ? readNegated(text, argument) : literal(text)
      }),
    sought,
    fault,
    write,
    complete,
    keep: (text) => own.keep?.(text) ?? sought(isList ? withoutGaps(text) : text),
    accept: (given, argument) => made.keep(complete(write(given, argument), argument), argument),
    get: asKept,
    show: (kept, _references, argument) => {
      if (!(kept instanceof ArrayValue)) return [written(kept)]
      // `info,!dhcp` is a list; `less-than:5` is one value of two parts.
      const isSigned = kept.items.some((item) => typeof item === 'string' && item.startsWith('!'))
      const whole = isSigned ? kept.items.map(written).join(',') : write(kept, argument)
      return kept.items.length > 1 && whole.includes(',') ? whole.split(',') : [whole]
    },
    quoted: own.quoted ?? false,
    right: own.right ?? false,
    arbitrary: (draw, argument) => {
      const plain = words.filter((text) => /^[\w.-]+$/.test(text))
      if (several && plain.length > 1) return draw.some(plain)
      const value = own.arbitrary?.(draw, argument) ?? draw.loose()
      const one = plain.length === 0 ? value : beside === 'values' ? draw.either([draw.one(plain), value]) : draw.one(plain)
      return negated && kind !== 'string' ? draw.join([draw.one(['', '!']), one]) : one
    },
    strict: own.strict ?? (() => made),
  }
  return made
}

/** `,a` and `a,,b` list what is there: an empty first element would read as the sign of a negatable list. */
const withoutGaps = (text: string): string =>
  text.includes(',')
    ? text
        .split(',')
        .filter((part) => part !== '')
        .join(',')
    : text

/** A given value for a kind that judges values: an array is brought to its text first, as a script writes it. */
export const given = (kind: Kind, value: Value, argument: string): Value =>
  value instanceof ArrayValue && value.keyedSize === 0 ? kind.write(value, argument) : value
