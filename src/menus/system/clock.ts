// Owns /system/clock: the device's clock and time zone.
import { offsetOf, isZone } from '../../device/world/zone.ts'
import type { Router } from '../../device/router.ts'
import { invalidValue, noMatch } from '../../schema/refusal.ts'
import { instantOf, shown, text, yesNo } from '../../schema/property.ts'
import { formatDate } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import type { Change } from '../../schema/menu.ts'
import { Time, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { schedulerPath as scheduled, restart } from './scheduled.ts'
import { day, second, wholeSeconds } from '../../text/units.ts'
import { twoDigits } from '../../text/words.ts'

const zoneOf = (device: Router): string => show(device.only('/system/clock').values.get('time-zone-name') ?? 'manual')

/** Converts `+02:00` to nanoseconds. */
function parseOffset(text: string): bigint {
  const [, sign, hours = '0', minutes = '0'] = /^([+-]?)(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const ahead = BigInt(Number(hours) * 3600 + Number(minutes) * 60) * second
  return sign === '-' ? -ahead : ahead
}

/**
 * Returns the offset of `/system/clock/manual`: its zone, and `dst-delta` from `dst-start` to `dst-end` (the manual). That both dates are
 * in local time without the delta is *inferred*.
 */
function manualOffset(device: Router, ns: bigint): { readonly base: bigint; readonly delta: bigint } {
  const path = '/system/clock/manual'
  // An unused menu has its defaults.
  if (!device.stores.used.has(path)) return { base: 0n, delta: 0n }
  const { values } = device.only(path)
  const text = (name: string): string => show(values.get(name) ?? '')
  const base = parseOffset(text('time-zone'))
  const instant = (name: string): bigint => instantOf(text(name)) ?? 0n
  const local = ns + base
  return { base, delta: instant('dst-start') <= local && local < instant('dst-end') ? parseOffset(text('dst-delta')) : 0n }
}

function ahead(device: Router, ns: bigint, zone: string = zoneOf(device)): bigint {
  if (zone !== 'manual') return offsetOf(zone, ns)
  const { base, delta } = manualOffset(device, ns)
  return base + delta
}

const offset = (device: Router): bigint => ahead(device, device.host.clock.now())

/** Formats an offset from UTC, a number of seconds, as `+02:00`. */
function formatOffset(offset: Value): string {
  const seconds = typeof offset === 'number' ? offset : 0
  const minutes = (seconds > 2 ** 31 ? seconds - 2 ** 32 : seconds) / 60
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.abs(minutes) / 60)}:${twoDigits(Math.abs(minutes) % 60)}`
}

/** Converts a time of the day to nanoseconds. Throws a Failure where it is invalid (the message is *inferred*). */
function timeOfDay(given: Value): bigint {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(show(given)) ?? []
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)]
  if (!(h < 24 && m < 60 && s < 60)) throw invalidValue('time')
  return BigInt(h * 3600 + m * 60 + s) * second
}

/** Sets the clock to a date and a time in the zone that applies then; the other one of the two stays where only one is given. */
function setTime(device: Router, { values }: Change, zone: string | undefined): void {
  const [date, time] = [values.get('date'), values.get('time')]
  values.delete('date')
  values.delete('time')
  if (date === undefined && time === undefined) return
  const now = device.host.clock.now()
  const local = now + ahead(device, now, zone)
  const midnight = date === undefined ? local - (local % day) : instantOf(show(date))
  if (midnight === undefined) throw invalidValue('date')
  const wanted = midnight + (time === undefined ? local % day : timeOfDay(time))
  // The offset depends on the new time, which depends on the offset: computed in two steps.
  device.clock.set(wanted - ahead(device, wanted - ahead(device, wanted, zone), zone))
  for (const row of device.storeAt(scheduled).items) restart(row, device)
}

/** `/system/clock`: settings that set the device's clock and time zone. */
export const clock = menu({
  path: '/system/clock',
  kind: 'settings',
  about: "date and time: the host's until they are set, shown in a time zone",
  properties: {
    time: {
      unexported: true,
      type: { ...shown(), show: (kept) => [show(kept)] },
      value: (_row, device) => {
        const local = device.host.clock.now() + offset(device)
        return new Time(wholeSeconds(local % day))
      },
    },
    date: {
      unexported: true,
      type: shown(),
      value: (_row, device) => formatDate(device.host.clock.now() + offset(device), device.dates),
    },
    'time-zone-autodetect': { type: yesNo, default: true },
    'time-zone-name': { type: text({ quoted: false }), default: 'manual' },
    'gmt-offset': {
      // Scripts get a number of seconds, before 7.10 as 32 unsigned bits; listings and `get as-string` show `+02:00`.
      type: { ...shown(), show: (kept) => [formatOffset(kept)] },
      readOnly: true,
      value(_row, device) {
        const seconds = Number(offset(device) / second)
        return seconds < 0 && device.isRelease('..7.9') ? seconds + 2 ** 32 : seconds
      },
    },
    'dst-active': {
      type: yesNo,
      readOnly: true,
      value: (_row, device) => {
        const zone = zoneOf(device)
        const now = device.host.clock.now()
        if (zone === 'manual') return manualOffset(device, now).delta !== 0n
        const halves = [0n, 91n, 182n, 273n].map((days) => offsetOf(zone, now + days * day))
        return offsetOf(zone, now) > halves.reduce((least, next) => (next < least ? next : least))
      },
    },
  },
  ahead,
  setting(_row, change, device) {
    const zone = change.values.get('time-zone-name')
    if (zone !== undefined && !isZone(show(zone))) throw noMatch('time-zone-name')
    setTime(device, change, zone === undefined ? undefined : show(zone))
  },
  examples: [
    {
      title: 'time in a zone',
      transcript: `[admin@MikroTik] > /system/clock/set time-zone-name=Europe/Riga
[admin@MikroTik] > /system/clock/print
                  time: 14:00:00   
                  date: 2024-11-20 
  time-zone-autodetect: yes        
        time-zone-name: Europe/Riga
            gmt-offset: +02:00     
            dst-active: no         
`,
    },
  ],
})
