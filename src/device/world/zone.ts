// Owns local time: the offset of a named time zone from UTC.
import { hour, inMilliseconds } from '../../text/units.ts'

/** Returns the nanoseconds that local time in the named `zone` is ahead of UTC at `ns` since 1970; an unknown name means UTC. */
export function offsetOf(zone: string, ns: bigint): bigint {
  if (zone === 'UTC') return 0n
  const written = named(zone, ns)
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(written ?? '') ?? []
  const ahead = BigInt(hours) * hour + (BigInt(minutes) * hour) / 60n
  return sign === '-' ? -ahead : ahead
}

/** Whether the name is a time zone. */
export const isZone = (zone: string): boolean => zone === 'manual' || named(zone, 0n) !== undefined

function named(zone: string, ns: bigint): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    return format.formatToParts(inMilliseconds(ns)).find(({ type }) => type === 'timeZoneName')?.value
  } catch {
    return undefined
  }
}
