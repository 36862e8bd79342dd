// Owns /system/backup: saving the device's state to a file, and loading it.
import { Failure } from '../../diagnostic/failure.ts'
import { required, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { backupOf, fileOf, restore } from './backup/file.ts'

/** Returns the device's default name of a backup, `MikroTik-20241120-1200`. */
function usualName(device: Router): string {
  const [date = '', time = ''] = formatDateTime(device.local(device.host.clock.now()), 'iso').split(' ')
  return `${device.identity}-${date.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`
}

function save(call: CommandCall): Value {
  const { device, actor } = call
  const name = fileOf(givenText(call, 'name') ?? usualName(device))
  device.files.write(name, Buffer.from(backupOf(device, givenText(call, 'password') ?? ''), 'latin1'))
  if (!call.yields) actor.write('Saving system configuration\nConfiguration backup saved\n')
  return nil
}

function load(call: CommandCall): Value {
  const { device } = call
  const name = show(required(call, 'name'))
  const contents = device.files.read(name) ?? device.files.read(fileOf(name))
  if (contents === undefined) throw new Failure('failure: file not found')
  return restore(call, Buffer.from(contents).toString('latin1'))
}

/** `/system/backup`: no rows, the commands `save` and `load`. Files are in offbox's own format (`backup/file.ts`). */
export const backup = menu({
  path: '/system/backup',
  kind: 'list',
  unexported: true,
  about: "saves the device's state into a file, and restores it",
  properties: {},
  commands: {
    save: { about: 'writes the state into a file', run: save },
    load: { about: 'restores the state in a file, and reboots', run: load, keepsChanges: true },
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
