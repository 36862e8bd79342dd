// Owns Buffer for the page: the package of feross, with base64url, which it lacks.
import { Buffer as Plain } from 'buffer/'

// The package decodes both alphabets of base64 under the name base64, and encodes only that one.
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
