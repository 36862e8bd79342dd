// Owns /user/ssh-keys: the public keys of users. A key is imported from a file, which is then removed, or given as text.
import { Failure } from '../../diagnostic/failure.ts'
import { required, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { readSshLine, sshBits, sshFingerprint, sshLine, type SshPublicKey } from '../../pki/ssh-key.ts'
import type { Row, Rows } from '../../schema/menu.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { isSshKey, sshKeyOf, sshKeysPath } from './parts/ssh-key.ts'

/** Devices support two types: RSA, and ed25519 since 7.12. */
function readLine(device: Router, text: string): SshPublicKey {
  const key = readSshLine(text)
  if (key === undefined || (key.type === 'ed25519' && !device.isRelease('7.12..')))
    throw new Failure('unable to load key file (wrong format or bad passphrase)!')
  return key
}

function importKey(call: CommandCall): Value {
  const { device, store } = call
  const file = show(required(call, 'public-key-file'))
  const user = show(required(call, 'user'))
  if (device.references.knows(['/user'], user) === false) throw noMatch('user')
  const contents = device.files.read(file)
  if (contents === undefined) throw noMatch('public-key-file')
  const key = readLine(device, Buffer.from(contents).toString('latin1'))
  const info = givenText(call, 'info') ?? givenText(call, 'key-owner') ?? key.comment
  store.attach(store.add(new Map<string, Value>([['user', user], ...valuesOf(key, info)])), key)
  device.files.remove(file)
  return nil
}

const valuesOf = (key: SshPublicKey, info: string): readonly (readonly [string, Value])[] => [
  ['key-type', key.type],
  ['bits', sshBits(key)],
  ['info', info],
]

/** Completes the row of a key that was given as text, like the row of an imported key. */
function added(row: Row, device: Router): void {
  const given = row.values.get('key')
  if (given === undefined) return
  const rows: Rows = device.storeAt(sshKeysPath)
  const key = readLine(device, show(given))
  for (const [name, value] of valuesOf(key, key.comment)) rows.set(row, name, value)
  rows.attach(row, key)
}

/** `/user/ssh-keys`: the key is the row's attachment; the command `import` reads it from a file. */
export const sshKeys = extend(sshKeysPath, {
  computed: {
    fingerprint: (row) => {
      const key = sshKeyOf(row)
      return key === undefined ? undefined : sshFingerprint(key)
    },
  },
  added,
  attachmentFormat: {
    save: (attachment): Readonly<Record<string, string>> => (isSshKey(attachment) ? { line: sshLine(attachment) } : {}),
    load: ({ line }) => (line === undefined ? undefined : readSshLine(line)),
  },
  commands: { import: { about: 'reads a public key from a file', run: importKey } },
})
