// Owns /user/active: the active logins.
import { isLoggedIn } from '../../device/login.ts'
import type { Router } from '../../device/router.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import type { CommandCall } from '../../device/call.ts'
import { shown, yesNo } from '../../schema/property.ts'
import type { Row, Rows } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { nil, nothing, Time, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { moment } from '../time-property.ts'

/**
 * `/user/active`: one row for each login. A user of REST is listed once for each address, until ten minutes after the last request. A
 * script of `run` has no login.
 */
export const active = menu({
  path: '/user/active',
  kind: 'fixed',
  unexported: true,
  about: 'who is logged in: by REST, the API and SSH, and the console of the device',
  properties: {
    when: moment('when'),
    name: { type: shown(), readOnly: true },
    address: { type: shown(), readOnly: true },
    via: { type: shown(), readOnly: true },
    group: { type: shown(), readOnly: true, value: (row, device) => groupOf(device, row) },
    radius: { type: yesNo, readOnly: true, value: () => false },
  },
  flags: [{ letter: 'R', property: 'radius' }],
  columns: [{ property: 'when' }, { property: 'name' }, { property: 'address' }, { property: 'via' }],
  commands: { 'request-logout': { about: 'logs a user out', run: requestLogout } },
  refresh: follow,
  examples: [
    {
      title: 'no logins',
      transcript: `[admin@MikroTik] > :put [:len [/user/active/find]]
0
`,
    },
  ],
})

/** Returns the user's current group. */
function groupOf(device: Router, row: Row): Value | undefined {
  const user = device.storeAt('/user').byName(show(row.values.get('name') ?? ''))
  return user && device.value('/user', user, 'group')
}

function follow(rows: Rows, device: Router): void {
  const there = new Set<unknown>([...device.logins].filter((login) => isLoggedIn(device, login)))
  for (const row of rows.items) if (!there.delete(row.attachment)) rows.remove(row)
  for (const login of device.logins) {
    if (!there.has(login)) continue
    const { user, address, via, since } = login
    const values: readonly (readonly [string, Value])[] = [
      ['when', new Time(since)],
      ['name', user.name],
      ['address', address === '' ? nothing : address],
      ['via', via],
    ]
    rows.attach(rows.add(new Map(values.filter(([, value]) => value !== nothing))), login)
  }
}

function requestLogout(call: CommandCall): Value {
  for (const row of rowsOf(call)) for (const login of call.device.logins) if (login === row.attachment) login.end?.()
  return nil
}
