// Owns the ciphers of key files for the page: AES by @noble/ciphers, 3DES by node-forge. Camellia and ARIA are not there, and say so.
import { cbc } from '@noble/ciphers/aes.js'
import des from 'node-forge/lib/des.js'
import util from 'node-forge/lib/util.js'
import { view } from './hash.ts'

/** What of node:crypto's ciphers is used: all of a text at once. */
interface Cipher {
  update(data: Uint8Array): Buffer
  final(): Buffer
  setAutoPadding(padded: boolean): Cipher
}

/** One way of a cipher over a whole text; without padding the text has whole blocks. */
type Way = (data: Uint8Array, padded: boolean) => Uint8Array

const aesKeys: ReadonlyMap<string, number> = new Map([
  ['aes-128-cbc', 16],
  ['aes-192-cbc', 24],
  ['aes-256-cbc', 32],
])

/** Texts are short: they are put together, and worked on in `final`. */
function cipherOf(way: Way): Cipher {
  const pieces: Uint8Array[] = []
  let padded = true
  return {
    update(data) {
      pieces.push(data)
      return Buffer.alloc(0)
    },
    final: () => Buffer.from(way(view(Buffer.concat(pieces)), padded)),
    setAutoPadding(asked) {
      padded = asked
      return this
    },
  }
}

function wayOf(name: string, key: Uint8Array, iv: Uint8Array, encrypts: boolean): Way {
  const length = aesKeys.get(name)
  if (length !== undefined) {
    if (key.length !== length) throw new RangeError('Invalid key length')
    if (iv.length !== 16) throw new TypeError('Invalid initialization vector')
    return (data, padded) => {
      // @noble refuses an empty text where it is not padded; there is nothing to do then.
      if (!padded && data.length === 0) return data
      const cipher = cbc(view(key), view(iv), { disablePadding: !padded })
      return encrypts ? cipher.encrypt(data) : cipher.decrypt(data)
    }
  }
  if (name === 'des-ede3-cbc') {
    if (key.length !== 24) throw new RangeError('Invalid key length')
    if (iv.length !== 8) throw new TypeError('Invalid initialization vector')
    return (data, padded) => tripleDes(key, iv, data, padded, encrypts)
  }
  throw new Error('Unknown cipher')
}

const text = (bytes: Uint8Array): string => Buffer.from(view(bytes)).toString('latin1')

function tripleDes(key: Uint8Array, iv: Uint8Array, data: Uint8Array, padded: boolean, encrypts: boolean): Uint8Array {
  if ((!encrypts || !padded) && data.length % 8 !== 0) throw new Error('wrong final block length')
  const cipher = encrypts ? des.createEncryptionCipher(text(key)) : des.createDecryptionCipher(text(key))
  cipher.start(text(iv))
  cipher.update(util.createBuffer(text(data)))
  if (!cipher.finish(padded ? undefined : () => true)) throw new Error('bad decrypt')
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}

export const createCipheriv = (name: string, key: Uint8Array, iv: Uint8Array): Cipher => cipherOf(wayOf(name, key, iv, true))
export const createDecipheriv = (name: string, key: Uint8Array, iv: Uint8Array): Cipher => cipherOf(wayOf(name, key, iv, false))
