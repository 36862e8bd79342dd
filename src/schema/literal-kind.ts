// Owns what a literal becomes in an argument of a menu's command while a script is parsed: typed by the argument's kind.
import { readIp, readIpPrefix } from '../value/address.ts'
import { readId } from '../value/literal.ts'
import { readNumber } from '../value/numbers.ts'
import { readTime } from '../value/time.ts'
import { ArrayValue, Ip, Time, type Value } from '../value/value.ts'
import type { Kind } from './kind.ts'

/**
 * The value that a literal stands for in the argument `name`, or undefined where a device refuses it while parsing: what is not yes or no
 * (`disabled=2.2`, F015), and an unquoted word that begins none of a closed set's (7.20.8 refuses the value of `target=script` in
 * `/system/logging/action/add`, 7.22.1 has that word). All else is left to the run-time check. Quoted text stays text, but for `yes`
 * and `no`: `topics="script"` prints `script`, where `topics=script` prints `;script`; `policy="...,tikapp"` is accepted though there is
 * no such policy.
 */
export function readAs(kind: Kind, name: string, text: string, quoted: boolean): Value | undefined {
  if (kind.kind === 'bool') return readYesNo(text)
  if (quoted) return text
  if (kind.negated) return readNegated(name, text)
  switch (kind.kind) {
    case 'time':
      return readDuration(text) ?? text
    case 'num':
      return readNumber(text) ?? text
    case 'items':
      return readId(text) ?? readPlainNumber(text) ?? text
    case 'ip':
      return readAddresses(text)
    case 'ip-prefix':
      return readIpPrefix(text) ?? readAddress(text)
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : (readYesNo(text) ?? text)
    case 'enum':
      return kind.closed && isForeign(kind, text) ? undefined : readWords(kind, text)
    case 'property':
      return readWords(kind, text)
    case 'any':
      return readPlainNumber(text) ?? text
    default:
      return text
  }
}

/** The value on the right of `property=` in a condition. Flags of rows (`dynamic`) have no argument: any of the four words is a bool. */
export function readCondition(kind: Kind, name: string, text: string): Value {
  if (kind.kind === 'bool' || kind.kind === 'any') {
    if (text === 'yes' || text === 'true') return true
    if (text === 'no' || text === 'false') return false
  }
  if (kind.kind === 'bool') return text
  // An address with its length is text to conditions and `get`: `find address=$x` with a prefix in x finds nothing (manual,
  // scripting tips).
  if (kind.kind === 'ip' && text.includes('/')) return text
  return readAs({ ...kind, negated: false }, name, text, false) ?? text
}

const word = /^[A-Za-z][A-Za-z0-9-]*$/

/** Whether a single word begins none of the kind's: `escape` for `escaped` is accepted (`/terminal/style`). */
const isForeign = (kind: Kind, text: string): boolean => word.test(text) && !kind.words.some((one) => one.startsWith(text))

/** `yes`, `no` and their beginnings, as enumerations take abbreviations. */
function readYesNo(text: string): boolean | undefined {
  if (text === '') return undefined
  return 'yes'.startsWith(text) ? true : 'no'.startsWith(text) ? false : undefined
}

const plainNumber = /^(0|-?[1-9]\d{0,14})$/

/** A number whose printed form is what was written: `distance=2.2` and `vlan=007` stay text. */
const readPlainNumber = (text: string): number | undefined => (plainNumber.test(text) ? Number(text) : undefined)

const seconds = /^(\d{1,9})(?:\.(\d{1,9}))?$/

/** A time interval: a plain number counts seconds (`interval=2.2` is 00:00:02.200, which `readLiteral` takes for an ip). */
function readDuration(text: string): Time | undefined {
  const match = seconds.exec(text)
  return match === null ? readTime(text) : new Time(BigInt(match[1]!) * 1_000_000_000n + BigInt((match[2] ?? '').padEnd(9, '0')))
}

function readAddress(text: string): Value {
  const ip = readIp(text)
  return ip === undefined ? text : new Ip(ip)
}

/** `1.1.1.1,8.8.8.8` is a list; `169.254.1.1/16` an address and its length: both print with `;`. */
function readAddresses(text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(',').map(readAddress))
  const prefix = readIpPrefix(text)
  return prefix === undefined ? readAddress(text) : new ArrayValue([new Ip(prefix.address), prefix.length])
}

/** `read,write,test` prints `read;write;test`; `equal:1` prints `equal;1`. */
function readWords(kind: Kind, text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(','))
  const colon = text.indexOf(':')
  return colon > 0 && kind.words.includes(text.slice(0, colon)) ? new ArrayValue([text.slice(0, colon), text.slice(colon + 1)]) : text
}

/** Arguments each element of which may be negated: `topics=lte,!raw` prints `;lte;true;raw`. */
const paired = new Set(['topics', 'policy', 'tcp-flags'])
/** Negatable arguments that hold free text: a comma is part of it. */
const single = /(^|-)(content|list|host|regexp|mark|chain|string)$/

/** A negatable value is kept with its sign: '' or true, then the elements (`connection-state=new,related` prints `;new;related`). */
function readNegated(name: string, text: string): Value {
  const element = (word: string): Value => (/address(es)?$/.test(name) ? readAddressOrPrefix(word) : (readPlainNumber(word) ?? word))
  const signed = (words: readonly string[], sign: Value): ArrayValue => new ArrayValue([sign, ...words.map(element)])
  const one = (word: string): ArrayValue => (word.startsWith('!') ? signed([word.slice(1)], true) : signed([word], ''))
  if (paired.has(name)) return text.includes(',') ? new ArrayValue(text.split(',').map(one)) : one(text)
  const sign = text.startsWith('!')
  const rest = sign ? text.slice(1) : text
  const words = name === 'per-connection-classifier' ? rest.split(/[:/,]/) : single.test(name) ? [rest] : rest.split(',')
  return signed(words, sign ? true : '')
}

const readAddressOrPrefix = (text: string): Value => readIpPrefix(text) ?? readAddress(text)

/**
 * The text of a literal that `readAs` made an array of, as a script writes it: `!LAN`, `1.1.1.1,8.8.8.8`, `169.254.1.1/16`. What was no
 * array stays as it is. For stores that keep what they are given. `show` prints one element.
 */
export function writtenForm(kind: Kind, name: string, value: Value, show: (value: Value) => string): Value {
  if (!(value instanceof ArrayValue) || value.keyedSize > 0) return value
  const { items } = value
  if (kind.negated && isSigned(items)) return (items[0] === true ? '!' : '') + joined(name, items.slice(1).map(show))
  if (kind.negated && items.every((item) => item instanceof ArrayValue && isSigned(item.items)))
    return items.map((item) => show(writtenForm(kind, name, item, show))).join(',')
  if (kind.kind === 'ip' && items.length === 2 && items[0] instanceof Ip && typeof items[1] === 'number') return items.map(show).join('/')
  const words = items.map(show)
  const known = words.map((one) => kind.words.includes(one))
  const qualified = kind.kind === 'enum' && !kind.several && words.length === 2 && known[0] === true && known[1] === false
  return words.join(qualified && name !== 'ipsec-policy' ? ':' : ',')
}

const isSigned = (items: readonly Value[]): boolean =>
  items.length > 1 && (items[0] === '' || items[0] === true) && !items.some((item) => item instanceof ArrayValue)

function joined(name: string, words: readonly string[]): string {
  if (name !== 'per-connection-classifier' || words.length !== 3) return words.join(',')
  return `${words[0]}:${words[1]}/${words[2]}`
}
