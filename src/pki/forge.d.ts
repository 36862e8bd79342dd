// Owns the types of the parts of node-forge that run here: RC2, which OpenSSL 3 as built into Node cannot do, and 3DES for the page.
declare module 'node-forge/lib/rc2.js' {
  interface ByteBuffer {
    getBytes(): string
  }
  interface Cipher {
    output: ByteBuffer
    start(iv: string): void
    update(input: ByteBuffer): void
    /** `pad` returns whether the padding is fine; what it leaves in `output` stays. */
    finish(pad: () => boolean): boolean
  }
  const rc2: {
    createDecryptionCipher(key: string, effectiveBits: number): Cipher
    createEncryptionCipher(key: string, effectiveBits: number): Cipher
  }
  export = rc2
}

declare module 'node-forge/lib/des.js' {
  import type { ByteBuffer } from 'node-forge/lib/rc2.js'
  interface Cipher {
    output: ByteBuffer
    start(iv: string): void
    update(input: ByteBuffer): void
    /** Without `pad` padding is put on or taken off; false where it is none. */
    finish(pad?: () => boolean): boolean
  }
  const des: {
    createDecryptionCipher(key: string): Cipher
    createEncryptionCipher(key: string): Cipher
  }
  export = des
}

declare module 'node-forge/lib/util.js' {
  import type { ByteBuffer } from 'node-forge/lib/rc2.js'
  const util: { createBuffer(bytes: string): ByteBuffer }
  export = util
}
