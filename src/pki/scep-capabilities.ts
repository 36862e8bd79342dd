// Owns what a SCEP server says that it can (RFC 8894 3.5.2), and the manner that a client chooses from it.
import type { ScepAlgorithms } from './scep-message.ts'

/** The capabilities of a server, in small letters: words are compared without case. */
export type Capabilities = ReadonlySet<string>

/** Reads the answer to GetCACaps; a server that cannot answer it has none. */
export const readCapabilities = (text: string): Capabilities =>
  new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  )

/**
 * The best manner of a server: POST, AES and SHA-256 where it has them (the manual), else what of 3DES, DES and SHA-1 is left. MD5 is never
 * used: 6.42 dropped it.
 */
export function mannerFor(capabilities: Capabilities): ScepAlgorithms & { readonly post: boolean } {
  const has = (word: string): boolean => capabilities.has(word) || (standard.has(word) && capabilities.has('scepstandard'))
  return {
    post: has('postpkioperation'),
    cipher: has('aes') ? 'aes-128' : has('des3') ? '3des' : 'des',
    digest: has('sha-256') ? 'sha256' : has('sha-512') ? 'sha512' : 'sha1',
  }
}

/** What `SCEPStandard` stands for. */
const standard = new Set(['aes', 'sha-256', 'postpkioperation'])

/**
 * What a server here can, as its answer. Debian's strongswan looks at the wrong bits (its issue 1607):
 * without SHA-384 it believes that there is no AES.
 */
export const ownCapabilities = (more: readonly string[]): string =>
  ['AES', 'DES3', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'POSTPKIOperation', 'Renewal', ...more].map((word) => `${word}\n`).join('')
