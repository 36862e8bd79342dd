// Owns the kind `time`: a duration.
import { show } from '../../value/show.ts'
import { formatInterval, maxNanoseconds, readTime } from '../../value/time.ts'
import { Time, type Value } from '../../value/value.ts'
import { failureOfFault, noTime, outsideRange, type Fault } from '../fault.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList, makeKind, noOptions, type Make } from './make.ts'
import { begins, firstOf, commaSeparated, word } from './parts.ts'
import { millisecond, second } from '../../text/units.ts'

/** The bounds of a duration in nanoseconds, inclusive; undefined: not known. */
interface Bounds {
  readonly from: bigint | undefined
  readonly to: bigint | undefined
}

/**
 * Words that some property accepts in place of a time: from the facts of 7.9 to 7.24, defaults of devices, and the manual. The facts lack
 * words of some properties, so every property accepts all of these; other words are refused, as by a device (`invalid time value for
 * argument lease-time`). `none-dynamic` and `none-static` are not here: the facts have them for all rules that accept them.
 */
const usualWords: ReadonlySet<string> = new Set(
  (
    'always auto default disable-dpd disabled forever immediate immediately infinity lease-time max never no none ' +
    'received unlimited unspecified'
  ).split(' '),
)

/** Matches the separator of two durations in a range or a pair. */
const between = /\.\.|[/-]/

/** Makes the kind `time`. It also accepts `usualWords`, ranges (`0s..1m`), pairs (`10s/10s`), and words in lists. */
export const time: Make = (options) => {
  const { negated, several, words, min, max } = options
  const bounds = { from: nanoseconds(min), to: nanoseconds(max) }
  return makeKind(options, {
    kind: 'time',
    literal: (text) => readDuration(text) ?? text,
    fault: (text, argument) =>
      firstOf(commaSeparated(text), (part) => {
        if (begins(words, part) || usualWords.has(part) || (part !== text && word.test(part))) return undefined
        const pieces = part.split(between)
        const isEach = pieces.length > 1 && pieces.every((piece) => piece === '' || usualWords.has(piece) || timeOf(piece) !== undefined)
        return isEach ? undefined : wrongTime(timeOf(part)?.ns, bounds, argument)
      }),
    complete(text) {
      const found = words.includes(text) || several || negated ? undefined : timeOf(text)
      return found === undefined ? text : formatInterval(found)
    },
    arbitrary(draw) {
      const [from, to] = [Math.ceil((min ?? 0) / 1000), Math.floor((max ?? 86_400_000) / 1000)]
      return draw.join([draw.integer(from, Math.max(from, to)), 's'])
    },
    strict: () => interval({ from: bounds.from ?? 0n, to: bounds.to ?? maxNanoseconds, words }),
  })
}

/** Makes the kind of a declared property: a duration from `from` to `to` (nanoseconds, inclusive), or one of `words` (`none`). */
export function interval(options: { from?: bigint; to?: bigint; words?: readonly string[] } = {}): Kind {
  const { from = 0n, to = maxNanoseconds, words = [] } = options
  const bounds = { from, to }
  const kind = time({ ...noOptions, words, min: Number(from / millisecond), max: Number(to / millisecond) })
  const fault = (text: string, argument: string): Fault | undefined =>
    words.includes(text) ? undefined : wrongTime(timeOf(text)?.ns, bounds, argument)
  const made: Kind = {
    ...kind,
    fault,
    accept(value, argument) {
      const one = textOfGivenList(kind, value, argument)
      if (typeof one === 'string' && words.includes(one)) return one
      const ns = nanosecondsOf(one)
      const found = wrongTime(ns, bounds, argument)
      if (found !== undefined) throw failureOfFault(found, argument)
      return new Time(ns ?? 0n)
    },
    keep: (text) => (words.includes(text) ? text : (timeOf(text) ?? text)),
    strict: () => made,
  }
  return made
}

function wrongTime(ns: bigint | undefined, { from, to }: Bounds, argument: string): Fault | undefined {
  if (ns === undefined) return noTime(argument)
  if ((from === undefined || ns >= from) && (to === undefined || ns <= to)) return undefined
  const bound = (end: bigint | undefined): string => (end === undefined ? '' : formatInterval(new Time(end)))
  return outsideRange(argument, `${bound(from)}..${bound(to)}`)
}

const nanoseconds = (milliseconds: number | undefined): bigint | undefined =>
  milliseconds === undefined ? undefined : BigInt(Math.round(milliseconds)) * millisecond

/** Converts a value to nanoseconds; a plain number means seconds. */
function nanosecondsOf(value: Value): bigint | undefined {
  if (value instanceof Time) return value.ns
  return typeof value === 'number' ? BigInt(value) * second : readTime(show(value))?.ns
}

/** Parses a duration in a property: a plain number means seconds. */
const timeOf = (text: string): Time | undefined => (/^\d{1,12}$/.test(text) ? new Time(BigInt(text) * second) : readTime(text))

const seconds = /^(\d{1,9})(?:\.(\d{1,9}))?$/

/** Parses a literal: a plain number means seconds (`interval=2.2` is 00:00:02.200, which `readLiteral` would parse as an ip). */
function readDuration(text: string): Time | undefined {
  const match = seconds.exec(text)
  return match === null ? readTime(text) : new Time(BigInt(match[1]!) * second + BigInt((match[2] ?? '').padEnd(9, '0')))
}
