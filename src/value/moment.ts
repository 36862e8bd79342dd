// Owns converting dates and times in conditions to points in time, so that they can be compared by order. Elsewhere dates are plain texts.
import { day } from '../text/units.ts'
import { formatDate, readDate, type DateStyle } from './date.ts'
import { readTime } from './time.ts'
import { Time, type Value } from './value.ts'

/**
 * Converts two values to points in time (nanoseconds since 1970-01-01) if at least one of them is a date; else returns undefined. A time is
 * taken as a time of day on the date of `now`. Source: the manual's page on the log compares `time` with a date; that a time means today is
 * inferred from scripts for 6.x and 7.x with `time>([/system clock get time] - 5m)`.
 */
export function readMoments(a: Value, b: Value, now: bigint, style: DateStyle): readonly [Time, Time] | undefined {
  const dates = [a, b].map((value) => (typeof value === 'string' ? readDateIn(value, now, style) : undefined))
  if (dates.every((date) => date === undefined)) return undefined
  const [first, second] = [dates[0] ?? today(a, now), dates[1] ?? today(b, now)]
  return first === undefined || second === undefined ? undefined : [new Time(first), new Time(second)]
}

/** The point in time of a time of day on the date of `now`; undefined if the value is no time. */
function today(value: Value, now: bigint): bigint | undefined {
  const time = typeof value === 'string' ? readTime(value) : value
  return time instanceof Time ? now - (((now % day) + day) % day) + time.ns : undefined
}

const withoutYear = { iso: /^([0-9]{2}-[0-9]{2})( [0-9:]+)$/, 'month-name': /^([a-z]{3}\/[0-9]{2})( [0-9:]+)$/i }

/** Parses a date. One without a year, as the log shows it, is in the year of `now`. */
function readDateIn(text: string, now: bigint, style: DateStyle): bigint | undefined {
  const short = withoutYear[style].exec(text)
  if (short === null) return readDate(text, style)
  const [, date = '', time = ''] = short
  const today = formatDate(now, style)
  return readDate(style === 'iso' ? `${today.slice(0, 5)}${date}${time}` : `${date}${today.slice(6)}${time}`, style)
}
