// Owns the capabilities of a SCEP server (RFC 8894 3.5.2), and the algorithms that a client chooses by them.
import type { ScepAlgorithms } from './scep-message.ts'

/** The capabilities of a server, in lower case: they are compared without case. */
export type Capabilities = ReadonlySet<string>

/** Reads the reply to GetCACaps; a server without that operation has none. */
export const readCapabilities = (text: string): Capabilities =>
  new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  )

/**
 * Chooses the best algorithms of a server: POST, AES and SHA-256 where it has them (the manual), else 3DES, DES or SHA-1. MD5 is never
 * used: 6.42 dropped it.
 */
export function algorithmsFor(capabilities: Capabilities): ScepAlgorithms & { readonly post: boolean } {
  const has = (word: string): boolean => capabilities.has(word) || (standard.has(word) && capabilities.has('scepstandard'))
  return {
    post: has('postpkioperation'),
    cipher: has('aes') ? 'aes-128' : has('des3') ? '3des' : 'des',
    digest: has('sha-256') ? 'sha256' : has('sha-512') ? 'sha512' : 'sha1',
  }
}

/** The capabilities that `SCEPStandard` includes. */
const standard = new Set(['aes', 'sha-256', 'postpkioperation'])

/**
 * Returns the capabilities of offbox's own server, as its reply. Debian's strongswan tests the wrong bits (its issue 1607): without SHA-384
 * it assumes that there is no AES.
 */
export const ownCapabilities = (more: readonly string[]): string =>
  ['AES', 'DES3', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'POSTPKIOperation', 'Renewal', ...more].map((word) => `${word}\n`).join('')
