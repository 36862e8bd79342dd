// Owns the types of the one part of node-forge that runs here: RC2, which OpenSSL 3 as built into Node cannot do.
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

declare module 'node-forge/lib/util.js' {
  import type { ByteBuffer } from 'node-forge/lib/rc2.js'
  const util: { createBuffer(bytes: string): ByteBuffer }
  export = util
}
