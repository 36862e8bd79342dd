// Owns what is wrong with the text of a value, by what its property takes: in the device's words, for `check` and for stores alike.
import { readIp, readIp6 } from '../value/address.ts'
import { formatInterval, readTime } from '../value/time.ts'
import { Time } from '../value/value.ts'
import type { Kind } from './kind.ts'

/** `why` are the lines that a device prints below the message. */
export interface Fault {
  readonly code: 'unknown-value' | 'out-of-range' | 'wrong-type' | 'too-long'
  readonly message: string
  readonly why?: string
  /** The part that is none of the words. */
  readonly word?: string
}

type Ranged = Extract<Kind, { min: number | undefined }>

/**
 * What the device would say of `text` given to `name`; undefined where nothing is known to be wrong: names of hosts and items, words beside
 * times, and forms that the facts do not describe are taken.
 */
export function faultOf(kind: Kind, name: string, text: string): Fault | undefined {
  if (text === '' || beginsWord(kind, text)) return undefined
  switch (kind.kind) {
    case 'enum':
      return kind.closed ? firstOf(listed(text), (part) => foreignWord(kind, name, part)) : undefined
    case 'only':
      return { code: 'unknown-value', message: noMatch(name), word: text }
    case 'num':
      return firstOf(kind.several ? listed(text) : [bare(text)], (part) => noNumber(kind, name, part))
    case 'ranges':
      return firstOf(listed(text), (part) => noRange(kind, name, part))
    case 'time':
      return firstOf(listed(text), (part) => noTime(kind, name, part))
    case 'string':
    case 'hex':
      return kind.max !== undefined && text.length > kind.max
        ? { code: 'too-long', message: invalid(name), why: `string too long, max length is ${kind.max}` }
        : undefined
    case 'mac':
      return firstOf(listed(text), (part) =>
        macAddress.test(part) || beginsWord(kind, part)
          ? undefined
          : { ...wrong(name), why: `invalid value of ${name}, mac address required` },
      )
    case 'ip':
    case 'ip-prefix':
    case 'ip-range':
    case 'host':
      return firstOf(listed(text), (part) => firstOf(part.split('-'), (one) => (isNoAddress(one) ? wrong(name) : undefined)))
    case 'ip6':
    case 'ip6-prefix':
      return firstOf(listed(text), (part) => firstOf(part.split('-'), (one) => (isNoIp6(one) ? wrong(name) : undefined)))
    case 'rate':
      return text.split('/').every((part) => rate.test(part) || word.test(part)) ? undefined : wrong(name)
    case 'size':
      return size.test(text) || word.test(text) ? undefined : wrong(name)
    default:
      return undefined
  }
}

/** A single word of letters: what looks otherwise may be a number or a form that no list of words shows. */
const word = /^[A-Za-z][A-Za-z0-9-]*$/
const rate = /^\d+(\.\d+)?([kKMGT](bps)?)?$/
const size = /^\d+(\.\d+)?([kKMGT](iB|B)?)?$/
/** What most addresses are: no number of two digits is over 255. */
const plainAddress = /^(?:1?\d{1,2}\.){3}1?\d{1,2}$/
/** What has the look of an IPv4 address, perhaps with a length or a mask. */
const dotted = /^(\d+(?:\.\d+){2,})(?:\/(\d+|\d+\.\d+\.\d+\.\d+))?$/
const macAddress = /^(?:[0-9A-Fa-f]{1,2}([:.-][0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{12})(\/[0-9A-Fa-f:.-]+)?$/
/** Numbers with a unit are for the device to judge. */
const withUnit = /^\d+(\.\d+)?[kKMGT](iB|B|bps)?$/

const noMatch = (name: string): string => `input does not match any value of ${name}`
const invalid = (name: string): string => `invalid value for argument ${name}`
const wrong = (name: string): Fault => ({ code: 'wrong-type', message: invalid(name) })

const bare = (text: string): string => (text.startsWith('!') ? text.slice(1) : text)
const listed = (text: string): readonly string[] => (text.includes(',') ? text.split(',').map(bare) : [bare(text)])
const beginsWord = ({ words }: Kind, text: string): boolean => words.some((one) => one.startsWith(text))

function firstOf(parts: readonly string[], fault: (part: string) => Fault | undefined): Fault | undefined {
  for (const part of parts) {
    const found = part === '' ? undefined : fault(part)
    if (found !== undefined) return found
  }
  return undefined
}

const foreignWord = (kind: Kind, name: string, part: string): Fault | undefined =>
  kind.words.length > 0 && word.test(part) && !beginsWord(kind, part)
    ? { code: 'unknown-value', message: noMatch(name), word: part }
    : undefined

function noNumber(kind: Ranged, name: string, part: string): Fault | undefined {
  if (beginsWord(kind, part) || withUnit.test(part)) return undefined
  const number = /^-?(0[xX][0-9a-fA-F]+|\d+)$/.test(part) ? numberOf(part) : undefined
  if (number !== undefined) return outside(kind, number) ? outOfRange(name, `${kind.min ?? ''}..${kind.max ?? ''}`) : undefined
  // Evidence for the words: reference language.md section 7 (`value of mtu contains invalid trailing characters`).
  if (/^\d+[A-Za-z]+$/.test(part)) return { code: 'wrong-type', message: `value of ${name} contains invalid trailing characters` }
  return word.test(part) ? { ...wrong(name), why: `invalid value of ${name}, number required` } : undefined
}

const numberOf = (text: string): number => (text.startsWith('-') ? -Number(text.slice(1)) : Number(text))
const outside = ({ min = -Infinity, max = Infinity }: Ranged, number: number): boolean => number < min || number > max
const outOfRange = (name: string, range: string): Fault => ({ code: 'out-of-range', message: `value of ${name} out of range (${range})` })

/** `80` or `8000-8080`. */
function noRange(kind: Ranged, name: string, part: string): Fault | undefined {
  if (beginsWord(kind, part)) return undefined
  const ends = part.split('-')
  if (ends.length > 2 || ends.some((end) => !/^(0[xX][0-9a-fA-F]+|\d+)$/.test(end))) return wrong(name)
  return ends.some((end) => outside(kind, Number(end))) ? outOfRange(name, `${kind.min ?? ''}..${kind.max ?? ''}`) : undefined
}

const milli = 1_000_000n

/** A single time; ranges (`0s..1m`) and pairs (`10s/10s`) are left alone, and words, which the facts do not list in full (`never`). */
function noTime(kind: Ranged, name: string, part: string): Fault | undefined {
  if (beginsWord(kind, part) || word.test(part) || /\.\.|[/-]/.test(part)) return undefined
  const time = timeOf(part)
  if (time === undefined) return { code: 'wrong-type', message: `invalid time value for argument ${name}` }
  const [from, to] = [kind.min, kind.max].map((bound) => (bound === undefined ? undefined : BigInt(Math.round(bound)) * milli))
  if ((from === undefined || time.ns >= from) && (to === undefined || time.ns <= to)) return undefined
  const bound = (ns: bigint | undefined): string => (ns === undefined ? '' : formatInterval(new Time(ns)))
  return outOfRange(name, `${bound(from)}..${bound(to)}`)
}

/** A length of time as properties take it: a plain number counts seconds. */
export const timeOf = (text: string): Time | undefined =>
  /^\d{1,12}$/.test(text) ? new Time(BigInt(text) * 1000n * milli) : readTime(text)

function isNoAddress(one: string): boolean {
  if (plainAddress.test(one)) return false
  if (one.includes('::')) return !macAddress.test(one) && isNoIp6(one)
  const [, address, length] = dotted.exec(one) ?? []
  if (address === undefined) return false
  if (readIp(address) === undefined) return true
  return length !== undefined && (length.includes('.') ? readIp(length) === undefined : Number(length) > 32)
}

/** Whether what has the look of an IPv6 address is none; names and the prefixes of pools are left alone. */
function isNoIp6(one: string): boolean {
  if (!one.includes(':')) return false
  const [address = '', length] = one
    .replace(/%[^/]*/, '')
    .replace(/@.*$/, '')
    .split('/')
  if (/[^0-9A-Za-z:.]/.test(address)) return false
  return readIp6(address) === undefined || (length !== undefined && /^\d+$/.test(length) && Number(length) > 128)
}
