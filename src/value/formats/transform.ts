// Owns the transforms of `:convert`: functions from bytes to bytes, such as hashes and changes of case.
import { createHash } from '../../crypto.ts'
import { inPieces, pay } from '../limits.ts'
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
  ['reverse', (bytes) => Buffer.from(bytes, 'latin1').reverse().toString('latin1')],
  // Raw bytes: without `to=hex` a digest is printed as such (seen on 7.24.1).
  ['md5', (bytes) => digest('md5', bytes)],
  ['sha512', (bytes) => digest('sha512', bytes)],
  ['ed25519-private-to-ed25519-public', edPrivateToEdPublic],
  ['ed25519-private-to-x25519-private', edPrivateToXPrivate],
  ['ed25519-public-to-x25519-public', edPublicToXPublic],
  ['x25519-private-to-x25519-public', xPrivateToXPublic],
])

/** `:tocrlf`: converts every line end (CR LF, LF) to CR LF. */
export function toCrlf(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replace(/\r?\n/g, '\r\n'), behindReturn)
}

/** `:tolf`: converts every CR LF to LF. */
export function toLf(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replaceAll('\r\n', '\n'), behindReturn)
}

/** A piece must not end between CR and LF. */
const behindReturn = (bytes: string, at: number): number => (bytes.charAt(at - 1) === '\r' ? at + 1 : at)

function digest(name: string, bytes: string): string {
  pay(4 * bytes.length)
  return createHash(name).update(bytes, 'latin1').digest().toString('latin1')
}

// Only ASCII letters have a case here, since a text holds bytes.
function lowerCase(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()))
}

function upperCase(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replace(/[a-z]+/g, (letters) => letters.toUpperCase()))
}

function rot13(bytes: string): string {
  return inPieces(bytes, (piece) => piece.replace(/[A-Za-z]/g, turned))
}

function turned(letter: string): string {
  const base = letter <= 'Z' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
}
