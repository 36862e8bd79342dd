// Owns offbox's own format of backup files. Their first line names it: a device cannot load them, and offbox loads no others.
import { createHash } from '../../../crypto.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { givenText, type CommandCall } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { loadState, saveState } from '../../../device/state/state.ts'
import type { Value } from '../../../value/value.ts'
import { reboot } from '../../reboot.ts'

/** The first line of a backup file. */
const opening = 'offbox backup 1: made by offbox, not by a device; not encrypted'

interface Backup {
  /** SHA-256 of the password in hexadecimal; absent without one. */
  readonly password?: string
  readonly state: Readonly<Record<string, string>>
}

const isBackup = (value: unknown): value is Backup =>
  typeof value === 'object' && value !== null && 'state' in value && typeof value.state === 'object'

const digest = (password: string): string => createHash('sha256').update(password, 'latin1').digest('hex')

/** Returns the file name of a backup. */
export const fileOf = (name: string): string => (name.endsWith('.backup') ? name : `${name}.backup`)

/** Returns the state of the device as a backup, in bytes. */
export function backupOf(device: Router, password: string): string {
  const backup: Backup = { ...(password === '' ? {} : { password: digest(password) }), state: Object.fromEntries(saveState(device)) }
  return `${opening}\n${JSON.stringify(backup)}\n`
}

/** Restores a backup, and reboots. The messages of the Failures are offbox's own. */
export function restore(call: CommandCall, contents: string): Value {
  const { device, actor } = call
  const [first, body = ''] = contents.split('\n')
  if (first !== opening) throw new Failure('failure: not a backup that was made here')
  const read: unknown = JSON.parse(body)
  if (!isBackup(read)) throw new Failure('failure: not a backup that was made here')
  const { password, state } = read
  if (password !== undefined && password !== digest(givenText(call, 'password') ?? '')) throw new Failure('failure: wrong password')
  device.stores.forget()
  loadState(device, new Map(Object.entries(state)), { menu: (path) => device.root?.at(path) })
  actor.write('Restoring system configuration\nSystem configuration restored, rebooting now\n')
  return reboot(call)
}
