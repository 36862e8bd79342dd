// Owns the keys with which users log in over SSH, stored in rows of /user/ssh-keys.
import type { Router } from '../../../device/router.ts'
import type { SshPublicKey } from '../../../pki/ssh-key.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'

/** The menu of users' SSH keys. */
export const sshKeysPath = '/user/ssh-keys'

/** Returns the key of a row; undefined where it has none. */
export const sshKeyOf = ({ attachment }: Pick<Row, 'attachment'>): SshPublicKey | undefined =>
  isSshKey(attachment) ? attachment : undefined

/** Whether a row's attachment is an SSH public key. */
export const isSshKey = (attachment: unknown): attachment is SshPublicKey =>
  typeof attachment === 'object' && attachment !== null && 'blob' in attachment && 'type' in attachment

/** Returns the keys of a user. */
export function keysOf(device: Router, user: string): readonly SshPublicKey[] {
  const menu = device.menuAt(sshKeysPath)
  if (menu === undefined) return []
  return device.store(menu).items.flatMap((row) => (show(row.values.get('user') ?? '') === user ? (sshKeyOf(row) ?? []) : []))
}
