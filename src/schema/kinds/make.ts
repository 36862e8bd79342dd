// Owns making a kind from its own functions, with the behaviour that all kinds have: quoted and negated literals, words, lists.
import { show } from '../../value/show.ts'
import { ArrayValue, type Value } from '../../value/value.ts'
import { failureOfFault, type Fault } from '../fault.ts'
import type { OtherValues, Kind, KindName } from '../kind.ts'
import type { Draw } from './draw.ts'
import { readNegated, writeNegated } from './negated.ts'
import { begins, written } from './parts.ts'

/** The options of a kind, from the facts. */
export interface KindOptions {
  /** Whether `!value` is accepted. */
  readonly negated: boolean
  /** Whether a list separated by commas is accepted. */
  readonly several: boolean
  /** For enumerations: whether other words are accepted, too. */
  readonly open: boolean
  /** The words that are accepted, besides other values of the kind. */
  readonly words: readonly string[]
  /** The bounds of numbers, of lengths of texts in bytes, of times in milliseconds. Undefined: no bound is known. */
  readonly min: number | undefined
  readonly max: number | undefined
}

/** The function that makes a kind. */
export type Make = (options: KindOptions) => Kind

/** The options of a kind without any. */
export const noOptions: KindOptions = { negated: false, several: false, open: false, words: [], min: undefined, max: undefined }

/** The functions of one kind; all except its name are optional. */
interface Own {
  readonly kind: KindName
  readonly otherValues?: OtherValues
  readonly quoted?: boolean
  readonly right?: boolean
  /** Parses a literal that is neither quoted nor negated; absent: it is text. */
  readonly literal?: (text: string) => Value | undefined
  /** Parses all literals, also quoted and negated ones. */
  readonly read?: Kind['read']
  /** Parses a literal in a condition, if that differs from `literal`. */
  readonly comparand?: (text: string) => Value | undefined
  /** Joins the elements of an array that `literal` made; `words` are their texts. Undefined: separated by commas. */
  readonly joined?: (items: readonly Value[], words: readonly string[], argument: string) => string | undefined
  /** Returns the error of a text that is not empty, not one of the words, and not an abbreviation of one. */
  readonly fault?: (text: string, argument: string) => Fault | undefined
  /** Returns the stored form of a text without error. Throws a Failure. */
  readonly complete?: (text: string, argument: string) => string
  /** Returns the stored value of a text, if that differs from a condition's. */
  readonly keep?: (text: string) => Value | undefined
  readonly arbitrary?: <T>(draw: Draw<T>, argument: string) => T
  readonly strict?: () => Kind
}

/** `Kind.get` of kinds whose stored value is returned. */
export const asStored: Kind['get'] = (kept) => kept

/**
 * Makes a kind. A given value is converted to its text in a script, checked as far as the facts are certain, and stored as a condition
 * would parse that text. So `find where` compares values of the same form, no matter how they were given.
 */
export function makeKind(options: KindOptions, own: Own): Kind {
  const { negated, several, words } = options
  const { kind, otherValues = 'values', literal = (text) => text } = own
  const isList = kind !== 'string' && (several || negated)

  const comparand = (text: string): Value => own.comparand?.(text) ?? literal(text) ?? text
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
    if (found !== undefined) throw failureOfFault(found, argument)
    return own.complete?.(text, argument) ?? text
  }
  const made: Kind = {
    name: kind,
    words,
    otherValues,
    negated,
    several,
    read:
      own.read ??
      ((text, argument, quoted) => {
        if (quoted) return text
        return negated ? readNegated(text, argument) : literal(text)
      }),
    comparand,
    fault,
    write,
    complete,
    keep: (text) => own.keep?.(text) ?? comparand(isList ? withoutGaps(text) : text),
    accept: (given, argument) => made.keep(complete(write(given, argument), argument), argument),
    get: asStored,
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
      const one = plain.length === 0 ? value : otherValues === 'values' ? draw.either([draw.one(plain), value]) : draw.one(plain)
      return negated && kind !== 'string' ? draw.join([draw.one(['', '!']), one]) : one
    },
    strict: own.strict ?? (() => made),
  }
  return made
}

/** Removes the empty elements of `,a` and `a,,b`: in an array, an empty first element would mean the sign of a negatable list. */
const withoutGaps = (text: string): string =>
  text.includes(',')
    ? text
        .split(',')
        .filter((part) => part !== '')
        .join(',')
    : text

/** Returns the text of an array, as a script writes it, for kinds that check texts; other values are returned unchanged. */
export const textOfGivenList = (kind: Kind, value: Value, argument: string): Value =>
  value instanceof ArrayValue && value.keyedSize === 0 ? kind.write(value, argument) : value
