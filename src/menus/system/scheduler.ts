// Owns /system/scheduler: scripts and the times at which they run.
import { dateFault, instantOf, integer, interval, list, shown, text, yesNo } from '../../schema/property.ts'
import type { Router } from '../../device/router.ts'
import type { Change } from '../../schema/menu.ts'
import { invalidValue } from '../../schema/refusal.ts'
import type { Kind } from '../../schema/property.ts'
import { formatDate, formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { allPolicies, policyType, refuseBeyond } from '../policy.ts'
import { refuseTaken } from '../unique.ts'
import { nextRun, schedulerPath, restart, scheduleStateOf, timed } from './scheduled.ts'
import { day, wholeSeconds } from '../../text/units.ts'

/** The kind of a date, stored as text. */
const date: Kind = {
  ...shown(),
  fault: dateFault,
  accept(given, argument) {
    const written = show(given)
    if (instantOf(written) === undefined) throw invalidValue(argument)
    return written
  },
}

/** Converts a date to the release's format (7.23.7: in whichever format it was given). */
function spellDate({ values }: Change, device: Router): void {
  const instant = instantOf(show(values.get('start-date') ?? ''))
  if (instant !== undefined) values.set('start-date', formatDate(instant, device.dates))
}

/** `/system/scheduler`: one row for each scheduled script; `scheduled.ts` runs them. */
export const scheduler = menu({
  path: schedulerPath,
  kind: 'list',
  about: 'scripts that run at a time or at intervals: while the device waits, is served, or runs on with --until',
  name: 'name',
  properties: {
    // `add` without a name is refused (probes of 7.23rc1).
    name: { type: text(), required: true },
    'start-date': { type: date },
    'start-time': { type: { ...interval({ words: ['startup'] }), show: (kept) => [show(kept)] } },
    interval: { type: interval(), default: new Time(0n) },
    days: { type: list(shown()), releases: '7.24..' },
    'on-event': { type: text({ quoted: false }), default: '' },
    owner: { type: text(), readOnly: true, default: 'admin' },
    policy: { type: policyType, default: () => allPolicies() },
    'run-count': { type: integer(0, Number.MAX_SAFE_INTEGER), readOnly: true, value: (row, device) => scheduleStateOf(row, device).count },
    // `next-run` has a whole date (a CHR of 7.23.3).
    'next-run': {
      type: shown(),
      readOnly: true,
      value: (row, device) => {
        const at = nextRun(row, device)
        return at === undefined ? undefined : formatDateTime(device.local(at), device.dates)
      },
    },
    disabled: { type: yesNo, default: false },
    comment: { type: text() },
  },
  flags: [{ letter: 'X', property: 'disabled' }],
  // The manual's listings of 6.x have the event first.
  columns: [
    { property: 'name' },
    { property: 'on-event', releases: '..7.1' },
    { property: 'start-date' },
    { property: 'start-time' },
    { property: 'interval' },
    { property: 'on-event', releases: '7.2..' },
    { property: 'run-count' },
  ],
  adding(change, device) {
    spellDate(change, device)
    refuseTaken(device, schedulerPath, change.values.get('name'), undefined)
    refuseBeyond(change)
    const now = device.local(device.host.clock.now())
    if (change.values.get('start-time') !== 'startup' && !change.values.has('start-date'))
      change.values.set('start-date', formatDate(now, device.dates))
    if (!change.values.has('start-time')) change.values.set('start-time', new Time(wholeSeconds(now % day)))
  },
  added: restart,
  setting(row, change, device) {
    spellDate(change, device)
    refuseTaken(device, schedulerPath, change.values.get('name'), row)
    refuseBeyond(change, row)
    restart(row, device)
  },
  // A restart resets the count.
  booted(device) {
    const store = device.storeAt(schedulerPath)
    for (const row of store.items) store.attach(row, undefined)
  },
  timed,
  examples: [
    {
      title: 'every day',
      transcript: `[admin@MikroTik] > /system/scheduler/add name=nightly start-date=2024-01-01 start-time=03:00:00 interval=1d \
on-event="/log info night"
[admin@MikroTik] > /system/scheduler/print
Columns: NAME, START-DATE, START-TIME, INTERVAL, ON-EVENT, RUN-COUNT
# NAME     START-DATE  START-TIME  INTERVAL  ON-EVENT         RUN-COUNT
0 nightly  2024-01-01  03:00:00    1d        /log info night          0
`,
    },
    {
      title: 'time passes',
      transcript: `[admin@MikroTik] > /system/script/add name=tick source=":log info tick"
[admin@MikroTik] > /system/scheduler/add name=daily interval=1d on-event=tick
[admin@MikroTik] > /system/scheduler/add name=wrong interval=1d on-event="/ip/address/remove 5"
[admin@MikroTik] > :delay 1d
[admin@MikroTik] > /log/print
 2024-11-21 12:00:00 script,info tick
 2024-11-21 12:00:00 script,error executing script from scheduler (wrong) failed, please check it manually
 2024-11-21 12:00:00 script,error,debug (scheduler:wrong) no such item (/ip/address/remove; line 1)
[admin@MikroTik] > :put [/system/scheduler/get daily run-count]; :put [/system/scheduler/get daily next-run]
1
2024-11-22 12:00:00
`,
    },
  ],
})
