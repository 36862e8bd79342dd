// Owns `--limit`: parsing limits.
import { defaultLimits, type Limits } from '../device/limits.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import { readTime } from '../value/time.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import type { Repeatable } from './verb.ts'

/** The units of one kind of amount, as factors; '' is no unit. */
type Units = Readonly<Record<string, number>>
const counts: Units = { '': 1, k: 1e3, M: 1e6, G: 1e9 }
const bytes: Units = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }
const times: Units = { ms: 1, '': 1e3, s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3 }

const units: Readonly<Record<keyof Limits, Units>> = {
  steps: counts,
  time: times,
  memory: bytes,
  depth: counts,
  output: bytes,
  code: bytes,
  items: counts,
  files: bytes,
}

const isLimit = (name: string): name is keyof Limits => Object.hasOwn(units, name)

/** Parses `steps=10k`, `time=30s,memory=512M`, `depth=none`. Throws a Complaint (64) for anything else. */
function limitsOf(texts: readonly string[]): Partial<Limits> {
  return Object.fromEntries(texts.flatMap((text) => text.split(',')).map(one))
}

function one(text: string): [name: keyof Limits, amount: number | undefined] {
  const [, name = text, amount = ''] = /^(\w*)=(.*)$/.exec(text) ?? []
  if (!isLimit(name)) {
    const known = Object.keys(units)
    throw new Complaint(
      ExitCode.usage,
      `'${name}' is not a limit`,
      didYouMean(name, known) ?? `limits are ${known.join(', ')}: --limit time=30s`,
    )
  }
  if (amount === 'none') return [name, undefined]
  const read = amountOf(amount, units[name])
  if (read !== undefined) return [name, read]
  const names = Object.keys(units[name])
    .filter((word) => word !== '')
    .join(', ')
  throw new Complaint(
    ExitCode.usage,
    `'${amount}' is not a bound for ${name}`,
    `a bound is a number, optionally followed by ${names}, or none`,
  )
}

function amountOf(text: string, known: Units): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text) ?? []
  const factor = known[unit]
  return digits === '' || factor === undefined ? undefined : Math.round(Number(digits) * factor)
}

/** Parses `90`, `30s`, `2m` to milliseconds. Throws a Complaint (64) for anything else. */
export function millisecondsOf(text: string): number {
  const read = amountOf(text, times)
  if (read === undefined)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' is not a time`,
      'a time is a number of seconds, or a number followed by ms, s, m, h or d',
    )
  return read
}

/** Parses `90d`, `12h`, `00:30:00` or `90` (seconds) to nanoseconds. Throws a Complaint (64) for anything else. */
export function nanosecondsOf(text: string): bigint {
  const ns = /^\d+$/.test(text) ? BigInt(text) * 1_000_000_000n : readTime(text)?.ns
  if (ns === undefined || ns < 0n)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' is not a length of time`,
      'such lengths look like 90d, 12h, 1w2d, 00:30:00, or 90 for seconds',
    )
  return ns
}

/** The limits with their defaults, for the help. */
const limitsHelp = (defaults: Partial<Limits>): string =>
  Object.entries({ ...defaultLimits, ...defaults })
    .map(
      ([name, amount]: [string, number | undefined]) =>
        `${name}=${amount === undefined || !isLimit(name) ? 'none' : spelled(amount, units[name])}`,
    )
    .join(', ')

/** An amount in the largest unit that divides it. */
function spelled(amount: number, known: Units): string {
  const [unit, factor] = Object.entries(known).reduce((best, each) => (each[1] >= best[1] && amount % each[1] === 0 ? each : best), ['', 1])
  return `${amount / factor}${unit}`
}

/** The option `--limit` of a verb whose own defaults replace some of the usual ones. */
export const limitOptionWith = (defaults: Partial<Limits>) =>
  ({
    value: '<limits>',
    about: `limits of scripts: time=30s,memory=512M, or none as in time=none (defaults: ${limitsHelp(defaults)})`,
    several: true,
    parse: limitsOf,
  }) as const satisfies Repeatable

/** The option `--limit`, with the usual defaults. */
export const limitOption = limitOptionWith({})
