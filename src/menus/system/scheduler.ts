// Owns /system/scheduler: what is to be run when. Entries are kept; offbox runs none of them by itself yet.
import { integer, interval, list, shown, text, yesNo } from '../../schema/property.ts'
import { formatDate } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { allPolicies, policyType, refuseBeyond } from '../policy.ts'
import { refuseTaken } from '../unique.ts'

const path = '/system/scheduler'
const day = 86_400_000_000_000n
const second = 1_000_000_000n
const taken = 'failure: item with this name already exists'

export const scheduler = menu({
  path,
  kind: 'list',
  about: 'scripts to run at a time or again and again; kept, and not run by itself',
  name: 'name',
  properties: {
    // Probes of 7.23rc1: `add` without it misses it.
    name: { type: text(), required: true },
    'start-date': { type: shown() },
    'start-time': { type: { ...interval({ words: ['startup'] }), show: (kept) => [show(kept)] } },
    interval: { type: interval(), default: new Time(0n) },
    days: { type: list(shown()), releases: '7.24..' },
    'on-event': { type: text({ quoted: false }), default: '' },
    owner: { type: text(), readOnly: true, default: 'admin' },
    policy: { type: policyType, default: () => allPolicies() },
    'run-count': { type: integer(0, Number.MAX_SAFE_INTEGER), readOnly: true, default: 0 },
    'next-run': { type: shown(), readOnly: true },
    disabled: { type: yesNo, default: false },
    comment: { type: text() },
  },
  flags: [{ letter: 'X', property: 'disabled' }],
  columns: [
    { property: 'name' },
    { property: 'start-date' },
    { property: 'start-time' },
    { property: 'interval' },
    { property: 'on-event' },
    { property: 'run-count' },
  ],
  adding(change, device) {
    refuseTaken(device, path, change.values.get('name'), undefined, taken)
    refuseBeyond(change)
    const now = device.local(device.host.clock.now())
    if (change.values.get('start-time') !== 'startup' && !change.values.has('start-date'))
      change.values.set('start-date', formatDate(now, device.dates))
    if (!change.values.has('start-time')) change.values.set('start-time', new Time(((now % day) / second) * second))
  },
  setting(row, change, device) {
    refuseTaken(device, path, change.values.get('name'), row, taken)
    refuseBeyond(change, row)
  },
  examples: [
    {
      title: 'every day',
      transcript: `[admin@MikroTik] > /system/scheduler/add name=nightly start-date=2024-01-01 start-time=03:00:00 interval=1d on-event="/log info night"
[admin@MikroTik] > /system/scheduler/print
Columns: NAME, START-DATE, START-TIME, INTERVAL, ON-EVENT, RUN-COUNT
# NAME     START-DATE  START-TIME  INTERVAL  ON-EVENT         RUN-COUNT
0 nightly  2024-01-01  03:00:00    1d        /log info night          0
`,
    },
  ],
})
