// Owns the types of the parts of node-forge in use: RC2, which Node's OpenSSL 3 does not have, and 3DES for the page.
declare module 'node-forge/lib/rc2.js' {
  import type util from 'node-forge/lib/util.js'
  interface Cipher {
    output: util.ByteBuffer
    start(iv: string): void
    update(input: util.ByteBuffer): void
    /** `pad` returns whether the padding is good; it is left in `output`. */
    finish(pad: () => boolean): boolean
  }
  const rc2: {
    createDecryptionCipher(key: string, effectiveBits: number): Cipher
    createEncryptionCipher(key: string, effectiveBits: number): Cipher
  }
  export = rc2
}

declare module 'node-forge/lib/des.js' {
  import type util from 'node-forge/lib/util.js'
  interface Cipher {
    output: util.ByteBuffer
    start(iv: string): void
    update(input: util.ByteBuffer): void
    /** Without `pad` the padding is added or removed; returns false where it is bad. */
    finish(pad?: () => boolean): boolean
  }
  const des: {
    createDecryptionCipher(key: string): Cipher
    createEncryptionCipher(key: string): Cipher
  }
  export = des
}

declare module 'node-forge/lib/util.js' {
  namespace util {
    interface ByteBuffer {
      getBytes(): string
    }
  }
  const util: { createBuffer(bytes: string): util.ByteBuffer }
  export = util
}
