// Owns the root certificates built into Node.
import { createRequire } from 'node:module'
import type * as Tls from 'node:tls'

/** Returns a function for the DER of the Mozilla roots of this Node version; they are read at its first call. */
export function nodeAuthorities(): () => readonly Uint8Array[] {
  let roots: readonly Uint8Array[] | undefined
  return () => (roots ??= rootCertificates().map((pem) => Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64')))
}

/** Loaded on demand: loading TLS takes 5 ms. */
function rootCertificates(): readonly string[] {
  // The module of that name, as its types are imported above.
  const tls = createRequire(process.execPath)('node:tls') as typeof Tls
  return tls.rootCertificates
}
