// Owns /ip/ssh: the settings of the SSH service, and the device's host key, which is saved with its state and never shown.
import { KeyObject } from '../../crypto.ts'
import { required, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Listener } from '../../host/host.ts'
import type { SshSettings } from '../../host/ssh.ts'
import { writeEncryptedKey, writeKey } from '../../pki/key-write.ts'
import { sshLine, sshPublic } from '../../pki/ssh-key.ts'
import { elements } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { hostKeys, makeHostKey, readHostKey } from './ssh/host-key.ts'

const path = '/ip/ssh'
const services = '/ip/service'

const valueOf = (device: Router, name: string): string => show(device.value(path, device.only(path), name))

/** Returns the listener by the row `ssh` of /ip/service; none where the release has no such menu. */
function listenerOf(device: Router): readonly Listener[] {
  const row = device.storeAt(services).byName('ssh')
  if (row === undefined || row.values.get('disabled') === true || device.menuAt(path) === undefined) return []
  const of = (name: string): number => Number(show(device.value(services, row, name)))
  const chosen = row.values.has('max-sessions') ? { chosen: true as const } : {}
  return [{ service: 'ssh', port: of('port'), maxConnections: of('max-sessions') || 20, ...chosen, ssh: settingsOf(device) }]
}

function settingsOf(device: Router): SshSettings {
  const row = device.only(path)
  const chosen = elements(row.values.get('ciphers') ?? '').map(show)
  return {
    hostKey: row.attachment instanceof KeyObject ? row.attachment : undefined,
    strong: valueOf(device, 'strong-crypto') === 'true' || valueOf(device, 'strong-crypto') === 'yes',
    ciphers: chosen.length === 0 || chosen.includes('auto') ? undefined : chosen,
  }
}

function regenerate({ device, store }: CommandCall): Value {
  store.attach(device.only(path), makeHostKey(device))
  return nil
}

/** Writes the host key to files: `PREFIX_rsa` and `PREFIX_rsa.pub` (the manual); the names for ed25519 are *inferred*. */
function exportKey(call: CommandCall): Value {
  const { device } = call
  const key = readHostKey(device)
  if (key === undefined) throw new Failure('failure: no host key')
  const prefix = show(required(call, 'key-file-prefix'))
  const passphrase = givenText(call, 'passphrase') ?? ''
  const known = sshPublic(key)
  const pem = passphrase === '' ? writeKey(key) : writeEncryptedKey(key, passphrase, device.host.random)
  device.files.write(`${prefix}_${known.type}`, Buffer.from(pem, 'latin1'))
  device.files.write(`${prefix}_${known.type}.pub`, Buffer.from(`${sshLine(known)}\n`, 'latin1'))
  return nil
}

function importKey(call: CommandCall): Value {
  const { device, store } = call
  const contents = device.files.read(show(required(call, 'private-key-file')))
  if (contents === undefined) throw noMatch('private-key-file')
  store.attach(device.only(path), hostKeys.read(Buffer.from(contents).toString('latin1'), givenText(call, 'passphrase')))
  return nil
}

/** `/ip/ssh`: the SSH listener, the host key as attachment of the settings row, and the commands for the host key. */
export const ssh = extend(path, {
  services: {
    listeners: listenerOf,
    // /ip/service alone decides which clients the service accepts.
    admits: () => false,
    addresses: () => [],
  },
  attachmentFormat: hostKeys.keep,
  commands: {
    'regenerate-host-key': { about: 'makes another host key', run: regenerate },
    'export-host-key': { about: 'writes the host key into files', run: exportKey },
    'import-host-key': { about: 'reads the host key from a file', run: importKey },
  },
  examples: [
    {
      title: 'a host key of ed25519, in files',
      transcript: `[admin@MikroTik] > /ip/ssh/set host-key-type=ed25519
[admin@MikroTik] > /ip/ssh/regenerate-host-key
[admin@MikroTik] > /ip/ssh/export-host-key key-file-prefix=lab
[admin@MikroTik] > :put [/file/find name~"lab"]
*1;*2
`,
    },
  ],
})
