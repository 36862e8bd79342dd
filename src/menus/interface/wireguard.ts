// Owns the public key of /interface/wireguard, which follows from the private one (X25519, RFC 7748).
import { createPrivateKey, createPublicKey } from '../../crypto.ts'
import { show } from '../../value/show.ts'

/** What stands before 32 bytes of a key in PKCS#8 (RFC 8410). */
const head = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** In base64; undefined for what is no key. */
export function publicKeyOf(privateKey: string): string | undefined {
  const bytes = Buffer.from(privateKey, 'base64')
  if (bytes.length !== 32) return undefined
  const key = createPrivateKey({ key: Buffer.concat([head, bytes]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
}

/** What the row of an interface computes; the key that a device draws for a row without one is not modelled. */
export const wireguardKey = {
  'public-key': ({ values }: { readonly values: ReadonlyMap<string, Parameters<typeof show>[0]> }): string | undefined =>
    publicKeyOf(show(values.get('private-key') ?? '')),
}
