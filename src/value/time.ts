// Owns parsing and printing times: literals, printed values, and the short form that properties have.
import { Time } from './value.ts'
import { day, hour, millisecond, minute, second, week } from '../text/units.ts'

const units = new Map<string, bigint>([
  ['w', week],
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', millisecond],
  ['us', 1_000n],
  ['ns', 1n],
])

/** The longest time, in nanoseconds. */
export const maxNanoseconds = 2n ** 63n - 1n

const amount = /([0-9]+)(?:\.([0-9]+))?(w|d|h|ms|m|s|us|ns)/y
/** `H:M`, `H:M:S` or `H:M:S.fraction`, up to the end of the text. */
const clock = /([0-9]+):([0-9]+)(?::([0-9]+)(?:\.([0-9]+))?)?$/y
const seconds = /([0-9]*)\.([0-9]+)$/y
const rest = /[0-9]+$/y

/**
 * Parses a whole text to a time, or undefined. Amounts with units in any order, repeated ones add (`1s1m`, `1d2d`); a clock `H:M` or
 * `H:M:S.frac`, alone or after amounts (`1w1d00:00:00`), whose fields may overflow (`00:60:00`); seconds with a fraction (`3.14159`, `.1`);
 * amounts may have a fraction, and a last number without unit is in seconds (`2d11h12`: manual of 2.9). A plain number is not a time.
 * Undefined beyond signed 64 bits of nanoseconds (C027, C031, A020); digits below nanoseconds are dropped.
 */
export function readTime(text: string): Time | undefined {
  const last = text.charCodeAt(text.length - 1)
  // Fast rejection: most words that come here are not times.
  if (!((last >= 48 && last <= 57) || last === 100 || last === 104 || last === 109 || last === 115 || last === 119)) return undefined
  const negative = text.charCodeAt(0) === 45
  let at = negative ? 1 : 0
  const start = at
  let ns = 0n
  for (amount.lastIndex = at; ; amount.lastIndex = at) {
    const found = amount.exec(text)
    if (found === null) break
    const unit = units.get(found[3]!)!
    ns += BigInt(found[1]!) * unit + fraction(found[2], unit)
    at += found[0].length
  }
  if (at < text.length) {
    const tail = readTail(text, at, at > start)
    if (tail === undefined) return undefined
    ns += tail
  } else if (at === start) return undefined
  return ns > maxNanoseconds ? undefined : new Time(negative ? -ns : ns)
}

/** Parses the end of a time: a clock, seconds with a fraction, or (only after amounts) plain seconds. */
function readTail(text: string, at: number, afterAmounts: boolean): bigint | undefined {
  clock.lastIndex = seconds.lastIndex = rest.lastIndex = at
  const time = clock.exec(text)
  if (time !== null) {
    const whole = BigInt(time[1] ?? '0') * 3600n + BigInt(time[2] ?? '0') * 60n + BigInt(time[3] ?? '0')
    return whole * second + fraction(time[4], second)
  }
  const spelled = seconds.exec(text)
  if (spelled !== null) return BigInt(spelled[1] || '0') * second + fraction(spelled[2], second)
  const plain = afterAmounts ? rest.exec(text) : null
  return plain === null ? undefined : BigInt(plain[0]) * second
}

/** The digits behind a point as a fraction of `unit` nanoseconds. */
function fraction(digits: string | undefined, unit: bigint): bigint {
  if (digits === undefined) return 0n
  const kept = digits.slice(0, 18)
  return (BigInt(kept) * unit) / 10n ** BigInt(kept.length)
}

/** The printed form of values: `[-][Nw][Nd]HH:MM:SS[.mmm[uuu[nnn]]]` (A034, C010, A047). */
export function formatTime(time: Time): string {
  const { sign, whole, below } = split(time.ns)
  const weeks = Math.floor(whole / 604_800)
  const days = Math.floor(whole / 86_400) % 7
  return `${sign}${weeks > 0 ? `${weeks}w` : ''}${days > 0 ? `${days}d` : ''}${formatClock(whole % 86_400)}${decimals(below)}`
}

/** `HH:MM:SS` of seconds since midnight. */
function formatClock(secondsOfDay: number): string {
  return `${two(Math.floor(secondsOfDay / 3600))}:${two(Math.floor(secondsOfDay / 60) % 60)}:${two(secondsOfDay % 60)}`
}

/** The short form in print and export: `1w2d3h4m5s`, `5m`, `200ms`, `0s`; zero parts are omitted. */
export function formatInterval(time: Time): string {
  const { sign, whole, below } = split(time.ns)
  const parts: [number, string][] = [
    [Math.floor(whole / 604_800), 'w'],
    [Math.floor(whole / 86_400) % 7, 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
    [Math.floor(below / 1_000_000), 'ms'],
    [Math.floor(below / 1000) % 1000, 'us'],
    [below % 1000, 'ns'],
  ]
  let text = ''
  for (const [count, unit] of parts) if (count > 0) text += `${count}${unit}`
  return text === '' ? '0s' : sign + text
}

/** Splits into sign, whole seconds and remaining nanoseconds. */
function split(ns: bigint): { sign: string; whole: number; below: number } {
  const size = ns < 0n ? -ns : ns
  return { sign: ns < 0n ? '-' : '', whole: Number(size / second), below: Number(size % second) }
}

function decimals(below: number): string {
  if (below === 0) return ''
  const digits = String(below).padStart(9, '0')
  return `.${digits.endsWith('000000') ? digits.slice(0, 3) : digits.endsWith('000') ? digits.slice(0, 6) : digits}`
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
