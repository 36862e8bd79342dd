// Owns X.509 times: UTCTime and GeneralizedTime to and from nanoseconds since 1970-01-01 UTC.
import { type Der, tag } from './der-read.ts'
import { derElement } from './der-write.ts'
import { PkiError, malformed } from './pki-error.ts'
import { second } from '../text/units.ts'

/**
 * Writes a Time: UTCTime from 1950 to 2049, GeneralizedTime outside (RFC 5280 4.1.2.5). `ns` is truncated to its second. Throws a PkiError,
 * `unsuitable`, for a year below 0 or above 9999.
 */
export function writeX509Time(ns: bigint): string {
  const seconds = ns >= 0n ? ns / second : -((-ns + second - 1n) / second)
  const date = new Date(Number(seconds) * 1000)
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw new PkiError('unsuitable', 'a time outside the years 0 to 9999')
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, '')
  return year >= 1950 && year < 2050 ? derElement(tag.utcTime, digits.slice(2)) : derElement(tag.generalizedTime, digits)
}

const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/

/** Reads either kind of time as nanoseconds since 1970-01-01 UTC; fractions of a second are dropped. */
export function readX509Time(der: Der): bigint {
  const match = (der.tag === tag.utcTime ? utcTime : der.tag === tag.generalizedTime ? generalizedTime : undefined)?.exec(der.text)
  if (!match) throw malformed('not a time')
  const [, yearDigits = '', month, day, hour, minute = '0', secondDigits = '0', zone = 'Z'] = match
  const year = yearDigits.length === 4 ? Number(yearDigits) : Number(yearDigits) + (Number(yearDigits) < 50 ? 2000 : 1900)
  const fields = [Number(month) - 1, Number(day), Number(hour), Number(minute), Number(secondDigits)] as const
  const date = new Date(0)
  date.setUTCFullYear(year, fields[0], fields[1])
  date.setUTCHours(fields[2], fields[3], fields[4])
  const [m, d, h] = [date.getUTCMonth(), date.getUTCDate(), date.getUTCHours()]
  if (m !== fields[0] || d !== fields[1] || h !== fields[2] || fields[3] > 59 || fields[4] > 59)
    throw malformed('a time that does not exist')
  const offset = zone === 'Z' ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5))) * (zone[0] === '-' ? -1 : 1)
  return BigInt(date.getTime() / 1000 - offset * 60) * second
}
