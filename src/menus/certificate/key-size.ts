// Owns the key sizes of templates, with the releases that have them.
import type { KeySize } from '../../host/host.ts'
import { choice, type WordReleases } from '../../schema/property.ts'

/** Every key size of any release: bits of RSA keys, or curves. */
export const keySizes = [
  '1024',
  '1536',
  '2048',
  '4096',
  '8192',
  'prime256v1',
  'secp384r1',
  'secp521r1',
] as const satisfies readonly KeySize[]

/** The releases of key sizes that not all have. */
export const datedKeySizes: WordReleases<KeySize> = { prime256v1: '6.45.1..', secp384r1: '6.45.1..', secp521r1: '6.45.1..' }

/** The kind of `key-size`. */
export const keySizeType = choice(keySizes, datedKeySizes)
