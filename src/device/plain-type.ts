// Owns the types that properties of plain stores have: what the facts say of an argument, as a check and a form to keep.
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Kind } from '../schema/kind.ts'
import { readCondition, writtenForm } from '../schema/literal-kind.ts'
import { pick, type PropertyType } from '../schema/property.ts'
import { invalidValue, outOfRange } from '../schema/refusal.ts'
import { Failure } from '../diagnostic/failure.ts'
import { readNumber } from '../value/numbers.ts'
import { show } from '../value/show.ts'
import { formatInterval, readTime } from '../value/time.ts'
import { ArrayValue, Time, nil, nothing, type Value } from '../value/value.ts'

/**
 * The type of a property. What is given is brought to the text that a script writes for it, checked as far as the facts are sure, and kept
 * as a condition reads that text: so `find where` compares like with like, whichever way a value came in.
 */
export function plainType(menu: KnownMenu, name: string): PropertyType {
  const kind = menu.kindOf(name)
  return {
    words: wordsOf(kind),
    accept: (given, argument) => keptOf(kind, name, accepted(menu.sure, kind, argument, givenText(kind, name, given))),
    read: (kept) => kept,
    show: (kept) => textsOf(kind, name, kept),
    quoted: kind.kind === 'string',
    right: kind.kind === 'num',
  }
}

/** The text as it was checked; where the facts are not of this release, they refuse nothing. */
function accepted(sure: boolean, kind: Kind, argument: string, text: string): string {
  try {
    return checked(kind, argument, text)
  } catch (failure) {
    if (sure) throw failure
    return text
  }
}

/** What is kept for a text that stands in the facts or in a table (a default, a row of a new device); it is not checked. */
export const keptText = (menu: KnownMenu, name: string, text: string): Value => keptOf(menu.kindOf(name), name, text)

function keptOf(kind: Kind, name: string, text: string): Value {
  if (kind.kind === 'flag') return text === 'yes' || text === 'true' || text === ''
  if (kind.kind === 'mac' && macAddress.test(text)) return text.toUpperCase()
  return readCondition(kind, name, isList(kind) ? withoutGaps(text) : text)
}

const isList = (kind: Kind): boolean => kind.kind !== 'string' && (kind.several || kind.negated)

/** `,a` and `a,,b` list what is there: an empty first element would read as the sign of a negatable list. */
const withoutGaps = (text: string): string =>
  text.includes(',')
    ? text
        .split(',')
        .filter((part) => part !== '')
        .join(',')
    : text

/** A value as a script writes it. */
function givenText(kind: Kind, name: string, given: Value): string {
  if (typeof given === 'boolean') return given ? 'yes' : 'no'
  if (given === nil || given === nothing) return ''
  return given instanceof ArrayValue ? show(writtenForm(kind, name, given, shown)) : shown(given)
}

const shown = (value: Value): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value instanceof Time ? formatInterval(value) : show(value))

function textsOf(kind: Kind, name: string, kept: Value): readonly string[] {
  if (!(kept instanceof ArrayValue)) return [shown(kept)]
  // `info,!dhcp` is a list; `less-than:5` is one value of two parts.
  const isList = kept.items.some((item) => typeof item === 'string' && item.startsWith('!'))
  const whole = isList ? kept.items.map(shown).join(',') : shown(writtenForm(kind, name, kept, shown))
  return kept.items.length > 1 && whole.includes(',') ? whole.split(',') : [whole]
}

/** The text, with abbreviations written out. Throws in the device's words. */
function checked(kind: Kind, argument: string, text: string): string {
  switch (kind.kind) {
    case 'bool':
      return pick(['no', 'yes'], text, argument)
    case 'enum':
      return kind.closed ? words(kind, argument, text) : text
    case 'num':
      return number(kind, argument, text)
    case 'time':
      return interval(kind, argument, text)
    case 'mac':
      return mac(kind, argument, text)
    case 'ip':
    case 'ip-prefix':
    case 'ip6-prefix':
      return address(argument, text)
    case 'string':
    case 'hex':
      if (kind.max !== undefined && text.length > kind.max) throw invalidValue(argument, `string too long, max length is ${kind.max}`)
      return text
    default:
      return text
  }
}

/** The form of a word that the parser checks too: what looks otherwise may be a value that the facts do not list (`equal:1`). */
const word = /^[A-Za-z][A-Za-z0-9-]*$/

function words(kind: Kind, argument: string, text: string): string {
  if (text === '') return text
  const one = (part: string): string => {
    const sign = kind.negated && part.startsWith('!') ? '!' : ''
    const bare = part.slice(sign.length)
    return word.test(bare) && kind.words.length > 0 ? sign + pick(kind.words, bare, argument) : part
  }
  return kind.several || kind.negated ? text.split(',').map(one).join(',') : one(text)
}

const isWord = (kind: Kind, text: string): boolean => text === '' || kind.words.includes(text)

function number(kind: Kind & { readonly kind: 'string' | 'hex' | 'num' | 'time' }, argument: string, text: string): string {
  if (isWord(kind, text) || kind.several || kind.negated || kind.words.some((choice) => choice.startsWith(text))) return text
  const read = readNumber(text)
  if (read === undefined) throw invalidValue(argument, `invalid value of ${argument}, number required`)
  const { min, max } = kind
  if ((min !== undefined && read < min) || (max !== undefined && read > max)) throw outOfRange(argument, `${min ?? ''}..${max ?? ''}`)
  return text
}

const milli = 1_000_000n

/** A single time; ranges (`0s..1m`) and pairs (`10s/10s`) are left as they are. */
function interval(kind: Kind & { readonly kind: 'string' | 'hex' | 'num' | 'time' }, argument: string, text: string): string {
  if (isWord(kind, text) || kind.several || kind.negated || /\.\.|[/,-]/.test(text)) return text
  const time = /^\d+$/.test(text) ? new Time(BigInt(text) * 1000n * milli) : readTime(text)
  if (time === undefined) {
    // The words beside times are not all in the facts (`never`, `disabled`): a plain word is not refused.
    if (word.test(text)) return text
    throw new Failure(`invalid time value for argument ${argument}`, { argument })
  }
  const { min, max } = kind
  const from = min === undefined ? undefined : BigInt(Math.round(min)) * milli
  const to = max === undefined ? undefined : BigInt(Math.round(max)) * milli
  const bound = (ns: bigint | undefined): string => (ns === undefined ? '' : formatInterval(new Time(ns)))
  if ((from !== undefined && time.ns < from) || (to !== undefined && time.ns > to)) throw outOfRange(argument, `${bound(from)}..${bound(to)}`)
  return formatInterval(time)
}

const macAddress = /^!?[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(\/[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})?$/

function mac(kind: Kind, argument: string, text: string): string {
  if (isWord(kind, text) || text.includes(',') || macAddress.test(text)) return text
  throw invalidValue(argument, `invalid value of ${argument}, mac address required`)
}

/** What has the look of an IPv4 address has to be one; names and other forms are for the device to resolve. */
function address(argument: string, text: string): string {
  const look = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text)
  if (look === null) return text
  const [, ...parts] = look
  const wrong = parts.slice(0, 4).some((part) => Number(part) > 255) || Number(parts[4] ?? 0) > 32
  if (wrong) throw invalidValue(argument)
  return text
}

function wordsOf(kind: Kind): string {
  if (kind.kind === 'enum') return kind.words.join('|') + (kind.several ? '[,...]' : '')
  if (kind.kind === 'bool') return 'yes|no'
  if (kind.kind === 'num' && kind.min !== undefined) return `${kind.min}..${kind.max ?? ''}`
  return [kind.kind === 'any' ? 'value' : kind.kind, ...kind.words].join('|')
}
