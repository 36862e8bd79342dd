// Owns the types that properties of plain stores have: what the facts say of an argument, as a check and a form to keep.
import { faultOf, timeOf, type Fault } from '../../schema/fault.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Kind } from '../../schema/kind.ts'
import { readCondition, writtenForm } from '../../schema/literal-kind.ts'
import { list, pick, reference, type PropertyType, type References } from '../../schema/property.ts'
import { mayBeThere, referenceOf, type Reference } from '../../schema/references.ts'
import { noMatch } from '../../schema/refusal.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, Time, nil, nothing, type Value } from '../../value/value.ts'

/**
 * The type of a property. What is given is brought to the text that a script writes for it, checked as far as the facts are sure, and kept
 * as a condition reads that text: so `find where` compares like with like, whichever way a value came in.
 */
export function plainType(menu: KnownMenu, name: string): PropertyType {
  const kind = menu.kindOf(name)
  const type = menu.typeOf(name)
  const named = referenceOf(menu.path, name)
  if (named?.of[0] === '/certificate') return certificateType(named, type)
  return {
    words: wordsOf(type),
    accept(given, argument, references) {
      const text = accepted(menu.sure, type, argument, givenText(kind, name, given))
      if (named !== undefined && menu.sure) refuseUnknown(named, type, argument, text, references)
      return keptOf(kind, name, text)
    },
    read: (kept) => kept,
    show: (kept) => textsOf(kind, name, kept),
    quoted: kind.kind === 'string',
    right: type.kind === 'num',
  }
}

/** Certificates are kept by their ids: a new name is followed, and of one that is gone the id is left. */
function certificateType({ words, several }: Reference, type: Kind): PropertyType {
  const one = reference('/certificate', { words: [...words, ...type.words] })
  return several || type.several ? list(one) : one
}

/** Refuses the name of an item that is not there. */
function refuseUnknown(named: Reference, { words }: Kind, argument: string, text: string, references: References): void {
  for (const part of text.split(',')) {
    const name = part.startsWith('!') ? part.slice(1) : part
    if (mayBeThere(named, name) || words.includes(name)) continue
    if (references.knows(named.of, name) === false) throw noMatch(argument)
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

const shown = (value: Value): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value instanceof Time ? formatInterval(value) : show(value)

function textsOf(kind: Kind, name: string, kept: Value): readonly string[] {
  if (!(kept instanceof ArrayValue)) return [shown(kept)]
  // `info,!dhcp` is a list; `less-than:5` is one value of two parts.
  const isList = kept.items.some((item) => typeof item === 'string' && item.startsWith('!'))
  const whole = isList ? kept.items.map(shown).join(',') : shown(writtenForm(kind, name, kept, shown))
  return kept.items.length > 1 && whole.includes(',') ? whole.split(',') : [whole]
}

/** The text, with abbreviations written out and times in the form that is kept. Throws in the device's words. */
function checked(kind: Kind, argument: string, text: string): string {
  if (kind.kind === 'bool') return pick(['no', 'yes'], text, argument)
  const fault = faultOf(kind, argument, text)
  if (fault !== undefined) throw faultFailure(argument, fault)
  if (kind.kind === 'enum' && kind.closed) return words(kind, argument, text)
  if (kind.kind === 'time' && !kind.words.includes(text) && !isList(kind)) return intervalOf(text)
  return text
}

function faultFailure(argument: string, { code, message, why }: Fault): Failure {
  const problem = code === 'unknown-value' ? 'no-match' : code === 'out-of-range' ? 'out-of-range' : 'invalid'
  return new Failure(why === undefined ? message : `${message}\n${why}`, { cause: { kind: 'argument', argument, problem, shown: true } })
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

function intervalOf(text: string): string {
  const time = timeOf(text)
  return time === undefined ? text : formatInterval(time)
}

const macAddress = /^!?[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(\/[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})?$/

function wordsOf(kind: Kind): string {
  if (kind.kind === 'enum') return kind.words.join('|') + (kind.several ? '[,...]' : '')
  if (kind.kind === 'bool') return 'yes|no'
  if (kind.kind === 'num' && kind.min !== undefined) return `${kind.min}..${kind.max ?? ''}`
  return [kind.kind === 'any' ? 'value' : kind.kind, ...kind.words].join('|')
}
