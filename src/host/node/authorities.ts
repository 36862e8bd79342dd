// Owns the authorities that Node carries.
import { createRequire } from 'node:module'
import type * as Tls from 'node:tls'

/** The DER of Mozilla's roots as this Node was built with; read when first asked for. */
export function nodeAuthorities(): () => readonly Uint8Array[] {
  let roots: readonly Uint8Array[] | undefined
  return () => (roots ??= rootCertificates().map((pem) => Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64')))
}

/** Loading TLS takes 5 ms, which who never asks for authorities is not to pay. */
function rootCertificates(): readonly string[] {
  const tls: typeof Tls = createRequire(process.execPath)('node:tls')
  return tls.rootCertificates
}
