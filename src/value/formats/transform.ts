// Owns the transforms of `:convert`: bytes to bytes.
import { createHash } from 'node:crypto'
import { edPrivateToEdPublic, edPrivateToXPrivate, edPublicToXPublic, xPrivateToXPublic } from './curve25519.ts'

/** The transforms by name. */
export const transforms: ReadonlyMap<string, (bytes: string) => string> = new Map<string, (bytes: string) => string>([
  ['none', (bytes) => bytes],
  ['lc', lowerCase],
  ['uc', upperCase],
  ['lcfirst', (bytes) => lowerCase(bytes.slice(0, 1)) + bytes.slice(1)],
  ['ucfirst', (bytes) => upperCase(bytes.slice(0, 1)) + bytes.slice(1)],
  ['crlf', toCrlf],
  ['lf', toLf],
  ['rot13', rot13],
  ['reverse', (bytes) => [...bytes].reverse().join('')],
  // Raw bytes: without `to=hex` a digest prints as such (seen on 7.24.1).
  ['md5', (bytes) => createHash('md5').update(bytes, 'latin1').digest().toString('latin1')],
  ['sha512', (bytes) => createHash('sha512').update(bytes, 'latin1').digest().toString('latin1')],
  ['ed25519-private-to-ed25519-public', edPrivateToEdPublic],
  ['ed25519-private-to-x25519-private', edPrivateToXPrivate],
  ['ed25519-public-to-x25519-public', edPublicToXPublic],
  ['x25519-private-to-x25519-public', xPrivateToXPublic],
])

/** Every line end (CR LF, LF) as CR LF: `:tocrlf`. */
export function toCrlf(bytes: string): string {
  return bytes.replace(/\r?\n/g, '\r\n')
}

/** Every CR LF as LF: `:tolf`. */
export function toLf(bytes: string): string {
  return bytes.replaceAll('\r\n', '\n')
}

// Only ASCII letters have cases: text is bytes.
function lowerCase(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function upperCase(bytes: string): string {
  return bytes.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
}

function rot13(bytes: string): string {
  return bytes.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })
}
