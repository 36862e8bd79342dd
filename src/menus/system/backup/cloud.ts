// Owns /system/backup/cloud: one slot for a backup, stored with the device; nothing is sent anywhere, and no other device can load it.
import { Failure } from '../../../diagnostic/failure.ts'
import { required, givenText, type CommandCall } from '../../../device/call.ts'
import { oneRow, rowsOf } from '../../../device/rows/row-numbers.ts'
import type { Router } from '../../../device/router.ts'
import { shown, text } from '../../../schema/property.ts'
import { formatDateTime } from '../../../value/date.ts'
import { show } from '../../../value/show.ts'
import { nil, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { backupOf, fileOf, restore } from './file.ts'

/** The contents of a slot, as bytes. */
class Slot {
  readonly contents: string
  constructor(contents: string) {
    this.contents = contents
  }
}

/** Returns the default name, `cloud-20180921-162649` as in the manual. */
function usualName(device: Router): string {
  const [date = '', time = ''] = formatDateTime(device.local(device.host.clock.now()), 'iso').split(' ')
  return `cloud-${date.replaceAll('-', '')}-${time.replaceAll(':', '')}`
}

/** Returns a key of 24 characters, as the manual shows. */
const keyOf = (device: Router): string => Buffer.from(device.host.random.bytes(18)).toString('base64url').replaceAll(/[-_]/g, '0')

/** `upload-file`. Throws a Failure, with a message of offbox's own, where the slot is taken and `replace` is off. */
function upload(call: CommandCall): Value {
  const { device, store } = call
  const action = givenText(call, 'action') ?? ''
  const replaced = call.given.has('replace') ? rowsOf(call, 'replace') : []
  if (store.size > replaced.length) throw new Failure('failure: no free slot: remove the backup that is there, or replace it')
  for (const row of replaced) store.remove(row)
  const contents =
    action === 'upload' ? fileNamed(device, show(required(call, 'src-file'))) : backupOf(device, givenText(call, 'password') ?? '')
  const now = device.local(device.host.clock.now())
  const row = store.add(
    new Map<string, Value>([
      ['name', givenText(call, 'name') ?? usualName(device)],
      ['size', contents.length],
      ['ros-version', device.release.text],
      ['date', formatDateTime(now, device.dates)],
      ['status', 'ok'],
      ['secret-download-key', keyOf(device)],
    ]),
  )
  store.attach(row, new Slot(contents))
  return nil
}

function fileNamed(device: Router, name: string): string {
  const contents = device.files.read(name) ?? device.files.read(fileOf(name))
  if (contents === undefined) throw new Failure('failure: file not found')
  return Buffer.from(contents).toString('latin1')
}

function download(call: CommandCall): Value {
  const { device, store } = call
  const key = givenText(call, 'secret-download-key')
  const row = key === undefined ? oneRow(call) : store.items.find(({ values }) => show(values.get('secret-download-key') ?? '') === key)
  if (!(row?.attachment instanceof Slot)) throw new Failure('failure: no such backup')
  const { contents } = row.attachment
  if (givenText(call, 'action') === 'download-and-apply') return restore(call, contents)
  device.files.write(fileOf(givenText(call, 'dst-file') ?? show(row.values.get('name') ?? '')), Buffer.from(contents, 'latin1'))
  return nil
}

function remove(call: CommandCall): Value {
  for (const row of rowsOf(call, call.given.has('number') ? 'number' : 'numbers')) call.store.remove(row)
  return nil
}

/** Formats a size as `13.2KiB`. */
const size = (bytes: Value): readonly string[] => [typeof bytes === 'number' ? `${(bytes / 1024).toFixed(1)}KiB` : show(bytes)]

const path = '/system/backup/cloud'

/** `/system/backup/cloud`: at most one row, whose attachment is the contents of the slot. */
export const backupCloud = menu({
  path,
  kind: 'fixed',
  listing: 'detail',
  unexported: true,
  about: 'one slot for a backup, stored with the device: nothing is sent anywhere',
  name: 'name',
  factory: ({ board }) => board.rows[path] ?? [],
  properties: {
    name: { type: text(), readOnly: true },
    size: { type: { ...shown({ quoted: false }), show: size }, readOnly: true },
    'ros-version': { type: text(), readOnly: true },
    date: { type: shown({ quoted: false }), readOnly: true },
    status: { type: text(), readOnly: true },
    'secret-download-key': { type: text(), readOnly: true },
  },
  commands: {
    'upload-file': { about: 'stores a backup in the slot', run: upload },
    'download-file': { about: 'writes the backup in the slot to a file', run: download, keepsChanges: true },
    'remove-file': { about: 'removes the backup from the slot', run: remove },
  },
  attachmentFormat: {
    save: (attachment): Readonly<Record<string, string>> => (attachment instanceof Slot ? { contents: attachment.contents } : {}),
    load: ({ contents }) => (contents === undefined ? undefined : new Slot(contents)),
  },
  examples: [
    {
      title: 'one slot',
      transcript: `[admin@MikroTik] > /system/backup/cloud/upload-file action=create-and-upload name=first password=secret
[admin@MikroTik] > :put [/system/backup/cloud/get 0 status]
ok
[admin@MikroTik] > /system/backup/cloud/remove-file number=0
[admin@MikroTik] > :put [:len [/system/backup/cloud/find]]
0
`,
    },
  ],
})
