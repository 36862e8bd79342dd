// Owns parsing and printing dates, in the two formats that releases have.
import { day as dayNs, second } from '../text/units.ts'

/** `2024-11-22` (7.10 and later) or `nov/22/2024` (before). */
export type DateStyle = 'iso' | 'month-name'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The date of `ns` nanoseconds since 1970-01-01 UTC (may be negative). */
export function formatDate(ns: bigint, style: DateStyle): string {
  const { year, month, day } = civil(Number(floorDivide(ns, dayNs)))
  const years = String(year).padStart(4, '0')
  return style === 'iso' ? `${years}-${two(month)}-${two(day)}` : `${months[month - 1]}/${two(day)}/${years}`
}

/** The date and the time of day of `ns` nanoseconds since 1970-01-01 UTC: `2024-11-22 10:00:00`. Fractions of a second are dropped. */
export function formatDateTime(ns: bigint, style: DateStyle): string {
  const ofDay = Number((ns - floorDivide(ns, dayNs) * dayNs) / second)
  return `${formatDate(ns, style)} ${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`
}

const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?: ([0-9]{2}):([0-9]{2}):([0-9]{2}))?$/
const named = /^([a-z]{3})\/([0-9]{2})\/([0-9]{4})(?: ([0-9]{2}):([0-9]{2}):([0-9]{2}))?$/i

/**
 * Parses `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` (K008), with style `month-name` `nov/22/2024 ...`; returns nanoseconds since 1970-01-01 UTC.
 * Undefined for all other text, also with a `T` between (J020), and for invalid days.
 */
export function readDate(text: string, style: DateStyle = 'iso'): bigint | undefined {
  const found = (style === 'iso' ? iso : named).exec(text)
  if (found === null) return undefined
  const year = Number(style === 'iso' ? found[1] : found[3])
  const month = style === 'iso' ? Number(found[2]) : months.indexOf(found[1]!.toLowerCase()) + 1
  const day = Number(style === 'iso' ? found[3] : found[2])
  const hours = Number(found[4] ?? 0)
  const minutes = Number(found[5] ?? 0)
  const seconds = Number(found[6] ?? 0)
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hours > 23 || minutes > 59 || seconds > 59) return undefined
  return BigInt(daysSinceEpoch(year, month, day)) * dayNs + BigInt(hours * 3600 + minutes * 60 + seconds) * second
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

// Both directions count in eras of 400 years that start on 1 March, so that the leap day is the last day of a year.
/** The number of days from 1970-01-01 to a date. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Year, month and day (1-based) of a number of days since 1970-01-01. */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? a / b : -((-a + b - 1n) / b)
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
