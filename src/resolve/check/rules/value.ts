// Owns the rules of values: words outside an enumeration, numbers and times out of range, what is no address, what is too long.
import type { Kind } from '../../../schema/kind.ts'
import { readIp, readIpPrefix } from '../../../value/address.ts'
import { readNumber } from '../../../value/numbers.ts'
import { formatInterval, readTime } from '../../../value/time.ts'
import { Time } from '../../../value/value.ts'
import type { Family, Remark, Rule, Scene, Use, Written } from '../rule.ts'
import { didYouMean } from '../similar.ts'
import { choices } from './refusal.ts'

const rules: readonly Rule[] = [
  {
    code: 'unknown-value',
    severity: 'late',
    about: 'the argument takes some words only, and this is none of them',
    why: `The script is accepted and fails here: 'input does not match any value of ...'. A beginning of a word will do where only one word
begins so.`,
    wrong: '/ip firewall filter add chain=input action="acept"',
    right: '/ip firewall filter add chain=input action="accept"',
  },
  {
    code: 'out-of-range',
    severity: 'late',
    about: 'the number or time lies outside the range that the argument takes',
    why: `The script is accepted and fails here: 'value of ... out of range (a..b)'.`,
    wrong: '/interface dot1x server add interface=ether1 auth-timeout=1ms',
    right: '/interface dot1x server add interface=ether1 auth-timeout=1m',
  },
  {
    code: 'wrong-type',
    severity: 'late',
    about: 'the value is no address, number or time, and the argument wants one',
    why: `The script is accepted and fails here: 'invalid value for argument ...'. An IPv4 address has four numbers up to 255, a prefix length
goes up to 32.`,
    wrong: '/ip address add address=192.168.88.256/24 interface=ether1',
    right: '/ip address add address=192.168.88.255/24 interface=ether1',
  },
  {
    code: 'too-long',
    severity: 'late',
    about: 'the text is longer than the argument takes',
    why: 'The device counts bytes, not letters: what is not ASCII takes several.',
    wrong: `/interface wifi configuration add name=a ssid=${'s'.repeat(33)}`,
    right: `/interface wifi configuration add name=a ssid=${'s'.repeat(32)}`,
  },
]

interface Fault extends Remark {
  readonly code: string
}

/** What the value of an argument must be, by the facts. */
export const values: Family = {
  rules,
  written(written, use, scene) {
    const { text, argument, node } = written
    // An id, nothing at all, and abbreviated commands say nothing.
    if (text === '' || text.startsWith('*')) return
    const fault = faultOf(argument.kind, written, use, scene)
    if (fault === undefined) return
    const { code, ...remark } = fault
    scene.report(code, node, use.menu.sure ? remark : { ...remark, severity: 'hint' })
  },
}

function faultOf(kind: Kind, { argument: { name }, text }: Written, use: Use, scene: Scene): Fault | undefined {
  const parts = kind.several || text.includes(',') ? text.split(',') : [text]
  switch (kind.kind) {
    case 'enum':
      return kind.closed ? first(parts, (part) => outsideWords(kind, name, part, use, scene)) : undefined
    case 'num':
      return kind.negated || parts.length > 1 ? undefined : outsideNumbers(kind, name, text)
    case 'time':
      return outsideTimes(kind, name, text)
    case 'string':
      return kind.max !== undefined && text.length > kind.max
        ? { code: 'too-long', message: `value of ${name} is ${text.length} bytes long, at most ${kind.max} are taken` }
        : undefined
    case 'mac':
      // Other commands take more than their kind says: `/ping` takes both kinds of address.
      return !keeps(use) ? undefined : first(parts, (part) => noMac(kind, name, part))
    case 'ip':
    case 'ip-prefix':
    case 'ip-range':
      return !keeps(use) ? undefined : first(parts, (part) => noAddress(name, part))
    case 'any':
      return keeps(use) && addresses.test(name) ? first(parts, (part) => noAddress(name, part)) : undefined
    default:
      return undefined
  }
}

const keeps = ({ command: { name } }: Use): boolean => name === 'add' || name === 'set'

/** Arguments whose kind the device does not say, and that hold addresses. */
const addresses = /^(address|addresses|network|netmask|gateway|dst-address|src-address|dns-server|ntp-server|wins-server|local-address|remote-address|pref-src|to-addresses|ranges|target|allowed-address)$/

function first(parts: readonly string[], fault: (part: string) => Fault | undefined): Fault | undefined {
  for (const part of parts) {
    const found = fault(part.startsWith('!') ? part.slice(1) : part)
    if (found !== undefined) return found
  }
  return undefined
}

const word = /^[A-Za-z][A-Za-z0-9-]*$/

function outsideWords(kind: Kind, name: string, part: string, { command, menu }: Use, { knowledge }: Scene): Fault | undefined {
  if (!word.test(part) || kind.words.some((one) => one.startsWith(part))) return undefined
  const life = knowledge.history.word(menu.path, command.name, name, part)
  const elsewhere = knowledge.elsewhere(life, command.path)
  return {
    code: 'unknown-value',
    message: `input does not match any value of ${name}`,
    help: elsewhere === undefined ? (didYouMean(part, kind.words) ?? choices(name, kind.words)) : `${name}=${part}: ${elsewhere}`,
  }
}

function outsideNumbers(kind: Kind & { min?: number | undefined; max?: number | undefined }, name: string, text: string): Fault | undefined {
  if (kind.words.includes(text) || /[^0-9]/.test(text)) return undefined
  const number = readNumber(text)
  if (number === undefined) return undefined
  const { min = -Infinity, max = Infinity } = kind
  const outside = number < min || number > max
  return outside ? { code: 'out-of-range', message: `value of ${name} out of range (${kind.min ?? ''}..${kind.max ?? ''})` } : undefined
}

function outsideTimes(kind: Kind & { min?: number | undefined; max?: number | undefined }, name: string, text: string): Fault | undefined {
  const time = /^\d+(\.\d+)?$/.test(text) ? new Time(BigInt(Math.round(Number(text) * 1e9))) : readTime(text)
  if (time === undefined) {
    if (!word.test(text) || kind.words.some((one) => one.startsWith(text))) return undefined
    // What no facts list: special words of times are known only where the device offered them.
    return kind.words.length > 0 ? { code: 'wrong-type', message: `invalid time value for argument ${name}` } : undefined
  }
  const { min, max } = kind
  const milliseconds = Number(time.ns) / 1e6
  if ((min === undefined || milliseconds >= min) && (max === undefined || milliseconds <= max)) return undefined
  const bound = (value: number | undefined): string => (value === undefined ? '' : formatInterval(new Time(BigInt(value) * 1_000_000n)))
  return { code: 'out-of-range', message: `value of ${name} out of range (${bound(min)}..${bound(max)})` }
}

const mac = /^(?:[0-9A-Fa-f]{1,2}([:.-][0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{12})(\/[0-9A-Fa-f:.-]+)?$/

function noMac(kind: Kind, name: string, part: string): Fault | undefined {
  if (mac.test(part) || kind.words.some((one) => one.startsWith(part))) return undefined
  return { code: 'wrong-type', message: `invalid value of ${name}, mac address required` }
}

/** What most are: no number is over 255 that has two digits. */
const plainAddress = /^(?:1?\d{1,2}\.){3}1?\d{1,2}$/

/** Four numbers with dots, perhaps with a length. Names, IPv6 and all else is left alone. */
const quad = /^\d{1,}\.\d{1,}\.\d{1,}\.\d{1,}(?:\/\d+)?$/

function noAddress(name: string, part: string): Fault | undefined {
  if (plainAddress.test(part)) return undefined
  const wrong = part.split('-').find((one) => quad.test(one) && readIp(one) === undefined && readIpPrefix(one) === undefined)
  if (wrong === undefined) return undefined
  const long = /\/(\d+)$/.exec(wrong)
  const help = long !== null && Number(long[1]) > 32 ? 'a prefix length goes up to 32' : 'an address has four numbers up to 255'
  return { code: 'wrong-type', message: `invalid value for argument ${name}`, help }
}
