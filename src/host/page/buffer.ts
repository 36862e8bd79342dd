// Owns Buffer without node: the package of feross, with the one encoding that it lacks.
import { Buffer as Plain } from 'buffer/'

// It decodes both alphabets of base64 under one name and encodes one of them.
const from = Plain.from.bind(Plain)
const plain: { readonly toString: (this: Uint8Array, encoding?: string, start?: number, end?: number) => string } = Plain.prototype
const write = plain.toString

Object.defineProperty(Plain, 'from', {
  value: (data: never, encoding: never, length: never) => (encoding === 'base64url' ? from(data, 'base64') : from(data, encoding, length)),
})
Object.defineProperty(Plain.prototype, 'toString', {
  value(this: Uint8Array, encoding?: string, start?: number, end?: number): string {
    if (encoding !== 'base64url') return write.call(this, encoding, start, end)
    return write.call(this, 'base64', start, end).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  },
})
Object.defineProperty(globalThis, 'Buffer', { value: Plain })
