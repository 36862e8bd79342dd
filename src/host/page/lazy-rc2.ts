// Owns the replacement of node-forge's RC2 in the page's worker, which is loaded with the file of cryptography.
import type rc2 from 'node-forge/lib/rc2.js'
import { back } from './lazy-crypto.ts'

const lazily: Pick<typeof rc2, 'createDecryptionCipher'> = {
  createDecryptionCipher: (...given) => back().rc2.createDecryptionCipher(...given),
}
export { lazily as default }
