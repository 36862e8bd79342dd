// Owns backups as files of ours, which say so: no device can load one, and none but ours is loaded.
import { createHash } from '../../../crypto.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { givenText, type Call } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { loadState, saveState } from '../../../device/state/state.ts'
import type { Value } from '../../../value/value.ts'
import { reboot } from '../../reboot.ts'

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

/** The name of a file with a backup. */
export const fileOf = (name: string): string => (name.endsWith('.backup') ? name : `${name}.backup`)

/** The state of the device as a backup, in bytes. */
export function backupOf(device: Router, password: string): string {
  const backup: Backup = { ...(password === '' ? {} : { password: digest(password) }), state: Object.fromEntries(saveState(device)) }
  return `${opening}\n${JSON.stringify(backup)}\n`
}

/** Puts back what a backup holds, and reboots. The words of the refusals are ours. */
export function restore(call: Call, contents: string): Value {
  const { device, who } = call
  const [first, body = ''] = contents.split('\n')
  if (first !== opening) throw new Failure('failure: not a backup that was made here')
  const read: unknown = JSON.parse(body)
  if (!isBackup(read)) throw new Failure('failure: not a backup that was made here')
  const { password, state } = read
  if (password !== undefined && password !== digest(givenText(call, 'password') ?? '')) throw new Failure('failure: wrong password')
  device.forget()
  loadState(device, new Map(Object.entries(state)), { menu: (path) => device.root?.at(path) })
  who.write('Restoring system configuration\nSystem configuration restored, rebooting now\n')
  return reboot(call)
}
