// Owns the order of dates in conditions: they are texts, which have no order elsewhere.
import { day } from '../text/units.ts'
import { formatDate, readDate, type DateStyle } from './date.ts'
import { readTime } from './time.ts'
import { Time, type Value } from './value.ts'

/**
 * Returns the moments that two values name, in nanoseconds since 1970-01-01, where one of them is a date; else undefined. A time is that
 * time of the day of `now`. The manual's page on the log compares `time` with a date; that a time means today is inferred from scripts for
 * 6.x and 7.x that look for `time>([/system clock get time] - 5m)`.
 */
export function readMoments(a: Value, b: Value, now: bigint, style: DateStyle): readonly [Time, Time] | undefined {
  const dates = [a, b].map((value) => (typeof value === 'string' ? readDateIn(value, now, style) : undefined))
  if (dates.every((date) => date === undefined)) return undefined
  const [first, second] = [dates[0] ?? today(a, now), dates[1] ?? today(b, now)]
  return first === undefined || second === undefined ? undefined : [new Time(first), new Time(second)]
}

function today(value: Value, now: bigint): bigint | undefined {
  const time = typeof value === 'string' ? readTime(value) : value
  return time instanceof Time ? now - (((now % day) + day) % day) + time.ns : undefined
}

const withoutYear = { iso: /^([0-9]{2}-[0-9]{2})( [0-9:]+)$/, 'month-name': /^([a-z]{3}\/[0-9]{2})( [0-9:]+)$/i }

/** Parses a date, also one without the year, as the log shows those of this year. */
function readDateIn(text: string, now: bigint, style: DateStyle): bigint | undefined {
  const short = withoutYear[style].exec(text)
  if (short === null) return readDate(text, style)
  const [, date = '', time = ''] = short
  const today = formatDate(now, style)
  return readDate(style === 'iso' ? `${today.slice(0, 5)}${date}${time}` : `${date}${today.slice(6)}${time}`, style)
}
