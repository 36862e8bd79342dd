// Owns /user: users and their groups.
import { Failure } from '../diagnostic/failure.ts'
import type { Router } from '../device/router.ts'
import type { Row } from '../schema/menu.ts'
import { forms, list, reference, shown, stored, text, yesNo } from '../schema/property.ts'
import { formatDateTime } from '../value/date.ts'
import { show } from '../value/show.ts'
import { Id, Time, type Value } from '../value/value.ts'
import { menu } from './declaration.ts'
import { refuseTaken } from './unique.ts'
import { users } from './user/login.ts'
import { minute } from '../text/units.ts'

const path = '/user'
const groups = '/user/group'

/** `/user`: one row for each user. Its hook `users` decides who may log in (`user/login.ts`). */
export const user = menu({
  path,
  kind: 'list',
  about: 'users of the device: REST, the API and SSH check their names and passwords; the console needs none',
  users,
  name: 'name',
  selects: 'name',
  properties: {
    name: { type: text(), required: true },
    group: { type: reference(groups), required: true },
    password: { type: text(), required: true, sensitive: true },
    address: { type: list(stored(shown(), forms.prefix)), default: '' },
    'last-logged-in': {
      type: shown(),
      readOnly: true,
      value(row, device) {
        const at = row.values.get('entered')
        // The console of a device counts as a login of its first user.
        const since = at instanceof Time ? at.ns : row.factory === 0 ? device.clock.startedAt : undefined
        return since === undefined ? undefined : formatDateTime(device.local(since), device.dates)
      },
    },
    'inactivity-policy': { type: 'facts', default: 'none', releases: '7.14..' },
    'inactivity-timeout': { type: 'facts', default: new Time(10n * minute), releases: '7.14..' },
    expired: { type: yesNo, readOnly: true, default: false, releases: '7.1..' },
    disabled: { type: yesNo, default: false },
    comment: { type: text() },
  },
  flags: [
    { letter: 'X', property: 'disabled' },
    { letter: 'E', property: 'expired', releases: '7.1..' },
  ],
  hidden: ['password'],
  columns: [
    { property: 'name' },
    { property: 'group' },
    { property: 'address' },
    { property: 'last-logged-in' },
    { property: 'inactivity-policy' },
  ],
  factory: (device) => [{ name: 'admin', group: idOf(device, 'full'), comment: 'system default user' }],
  adding: (change, device) => refuseTaken(device, path, change.values.get('name'), undefined),
  setting(row, change, device) {
    refuseTaken(device, path, change.values.get('name'), row)
    if (change.values.get('disabled') === true || isOther(device, change.values.get('group'))) refuseLast(row, device)
  },
  removing: (row, device) => refuseLast(row, device),
  examples: [
    {
      title: 'the user of a new device',
      transcript: `[admin@MikroTik] > /user/print
Columns: NAME, GROUP, LAST-LOGGED-IN, INACTIVITY-POLICY
# NAME   GROUP  LAST-LOGGED-IN       INACTIVITY-POLICY
;;; system default user
0 admin  full   2024-11-20 12:00:00  none             
`,
    },
    {
      title: 'one must be able to do everything',
      transcript: `[admin@MikroTik] > /user/add name=guest group=read password=""
[admin@MikroTik] > /user/add name=guest group=read password=""
failure: item with this name already exists
[admin@MikroTik] > /user/add name=other group=nobody password=""
input does not match any value of group
[admin@MikroTik] > /user/remove admin
failure: the last user with full rights can not be removed
`,
    },
  ],
})

const idOf = (device: Router, name: string): Id => new Id(device.references.locate(groups, name) ?? 0)

const isOther = (device: Router, group: Value | undefined): boolean => group instanceof Id && group.id !== idOf(device, 'full').id

/**
 * Throws a Failure for the last user with full rights: `There always should be at least one user with full access rights` (the manual). The
 * message is offbox's own.
 */
function refuseLast(row: Row, device: Router): void {
  const others = device.storeAt(path).items.filter((one) => one.id !== row.id)
  const isFull = (one: Row): boolean => show(device.value(path, one, 'group')) === 'full' && device.value(path, one, 'disabled') !== true
  if (isFull(row) && !others.some(isFull)) throw new Failure('failure: the last user with full rights can not be removed')
}
