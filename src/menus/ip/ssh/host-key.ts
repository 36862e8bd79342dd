// Owns the device's SSH host key: generating, importing and saving it.
import { createPrivateKey, KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { readKeyBlock } from '../../../pki/key-read.ts'
import { writeKey } from '../../../pki/key-write.ts'
import { readPem } from '../../../pki/pem.ts'
import { readSshPrivate, sshPublic } from '../../../pki/ssh-key.ts'
import { PkiError } from '../../../pki/pki-error.ts'
import { show } from '../../../value/show.ts'

const path = '/ip/ssh'

const sizes = ['1024', '1536', '2048', '4096', '8192'] as const

/** Generates a key by the settings: RSA of 2048 bits by default. */
export function makeHostKey(device: Router): KeyObject {
  const row = device.only(path)
  if (show(device.value(path, row, 'host-key-type')) === 'ed25519') return device.host.keys.make('ed25519')
  const asked = show(device.value(path, row, 'host-key-size'))
  return device.host.keys.make(sizes.find((size) => size === asked) ?? '2048')
}

/** Returns the key; undefined where there is none. */
export function readHostKey(device: Router): KeyObject | undefined {
  const { attachment } = device.only(path)
  return attachment instanceof KeyObject ? attachment : undefined
}

/** Returns the key, generated where there is none: it is kept even where the current command fails. */
export function hostKeyOf(device: Router): KeyObject {
  const known = readHostKey(device)
  if (known !== undefined) return known
  const key = makeHostKey(device)
  device.journal.outsideTransaction(() => device.storeAt(path).attach(device.only(path), key))
  return key
}

/** Reading a host key from a file, and its form in a state file (PEM of PKCS#8, named `host-key`). */
export const hostKeys = {
  /** Reads the key of a file: PEM of any kind, or OpenSSH's own format. Throws the device's Failure for other contents. */
  read(text: string, passphrase: string | undefined): KeyObject {
    for (const block of readPem(text)) {
      const reading = block.label === 'OPENSSH PRIVATE KEY' ? undefined : readKeyBlock(block, passphrase)
      const key = reading === undefined ? readSshPrivate(block.bytes) : reading.outcome === 'key' ? reading.key : undefined
      if (key !== undefined && isHostKey(key)) return key
    }
    throw new Failure('unable to load key file (wrong format or bad passphrase)!')
  },
  keep: {
    save: (attachment: unknown): Readonly<Record<string, string>> =>
      attachment instanceof KeyObject ? { 'host-key': writeKey(attachment) } : {},
    load: ({ 'host-key': key }: Readonly<Record<string, string>>): unknown => (key === undefined ? undefined : createPrivateKey(key)),
  },
}

function isHostKey(key: KeyObject): boolean {
  try {
    sshPublic(key)
    return true
  } catch (error) {
    if (error instanceof PkiError) return false
    throw error
  }
}
