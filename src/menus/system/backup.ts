// Owns /system/backup: the state as a file of ours, which says so; no device can load it, and none but ours is loaded.
import { createHash } from '../../crypto.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { required, textOf, type Call } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { loadState, saveState } from '../../device/state/state.ts'
import { formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { reboot } from '../reboot.ts'

/** The first line of such a file. */
const opening = 'offbox backup 1: made by offbox, not by a device; not encrypted'

interface Backup {
  /** SHA-256 of the password in hexadecimal; absent without one. */
  readonly password?: string
  readonly state: Readonly<Record<string, string>>
}

const isBackup = (value: unknown): value is Backup =>
  typeof value === 'object' && value !== null && 'state' in value && typeof value.state === 'object'

const digest = (password: string): string => createHash('sha256').update(password, 'latin1').digest('hex')
const fileOf = (name: string): string => (name.endsWith('.backup') ? name : `${name}.backup`)

/** `MikroTik-20241120-1200`, as the device names a backup without a name. */
function usualName(device: Router): string {
  const [date = '', time = ''] = formatDateTime(device.local(device.host.clock.now()), 'iso').split(' ')
  return `${device.identity}-${date.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`
}

function save(call: Call): Value {
  const { device, who } = call
  const password = textOf(call, 'password') ?? ''
  const backup: Backup = { ...(password === '' ? {} : { password: digest(password) }), state: Object.fromEntries(saveState(device)) }
  const name = fileOf(textOf(call, 'name') ?? usualName(device))
  device.files.write(name, Buffer.from(`${opening}\n${JSON.stringify(backup)}\n`, 'latin1'))
  if (!call.yields) who.write('Saving system configuration\nConfiguration backup saved\n')
  return nil
}

/** Puts back what was saved, and reboots. The words of the refusals are ours. */
function load(call: Call): Value {
  const { device, who } = call
  const name = show(required(call, 'name'))
  const contents = device.files.read(name) ?? device.files.read(fileOf(name))
  if (contents === undefined) throw new Failure('failure: file not found')
  const [first, body = ''] = Buffer.from(contents).toString('latin1').split('\n')
  if (first !== opening) throw new Failure('failure: not a backup that was made here')
  const read: unknown = JSON.parse(body)
  if (!isBackup(read)) throw new Failure('failure: not a backup that was made here')
  const { password, state } = read
  if (password !== undefined && password !== digest(textOf(call, 'password') ?? '')) throw new Failure('failure: wrong password')
  device.forget()
  loadState(device, new Map(Object.entries(state)), { menu: (path) => device.root?.at(path) })
  who.write('Restoring system configuration\nSystem configuration restored, rebooting now\n')
  return reboot(call)
}

export const backup = menu({
  path: '/system/backup',
  kind: 'list',
  unexported: true,
  about: "saves the device's state into a file, and puts it back",
  properties: {},
  commands: {
    save: { about: 'writes the state into a file', run: save },
    load: { about: 'puts the state of a file back, and reboots', run: load, keepsChanges: true },
  },
  examples: [
    {
      title: 'a backup is a file',
      transcript: `[admin@MikroTik] > /system/backup/save name=before dont-encrypt=yes
Saving system configuration
Configuration backup saved
[admin@MikroTik] > :put [:len [/file/find name=before.backup]]
1
`,
    },
  ],
})
