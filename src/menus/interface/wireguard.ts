// Owns the keys of /interface/wireguard: the public key is computed from the private one (X25519, RFC 7748).
import { createPrivateKey, createPublicKey } from '../../crypto.ts'
import type { Router } from '../../device/router.ts'
import type { Change } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'

/** The PKCS#8 bytes before the 32 bytes of a key (RFC 8410). */
const head = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Returns the public key in base64; undefined for an invalid private key. */
function wireguardPublicKeyOf(privateKey: string): string | undefined {
  const bytes = Buffer.from(privateKey, 'base64')
  if (bytes.length !== 32) return undefined
  const key = createPrivateKey({ key: Buffer.concat([head, bytes]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
}

/** The computed property of an interface's row. */
export const wireguardKey = {
  'public-key': ({ values }: { readonly values: ReadonlyMap<string, Value> }): string | undefined =>
    wireguardPublicKeyOf(show(values.get('private-key') ?? '')),
}

/** Generates the key of an interface added without one (the manual); its bits are set as RFC 7748 requires. */
export function generateKey(change: Change, device: Router): void {
  const { values } = change
  if (values.has('private-key')) return
  const bytes = Buffer.from(device.host.random.bytes(32))
  bytes[0] = (bytes[0] ?? 0) & 248
  bytes[31] = ((bytes[31] ?? 0) & 127) | 64
  const key = bytes.toString('base64')
  values.set('private-key', key)
  change.generated = new Map([['private-key', key]])
}
