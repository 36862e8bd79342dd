// Owns the device's judgement of the chains that TLS servers show.
import type { Router } from '../../../device/router.ts'
import type { Judge } from '../../../host/judge.ts'
import { type Certificate, readCertificate } from '../../../pki/certificate.ts'
import { isForHost } from '../../../pki/host-name.ts'
import { attempt, PkiError } from '../../../pki/pki-error.ts'
import type { TrustStore } from './trust-store.ts'
import { verifyChain } from './verify.ts'

/**
 * Judges servers by what the device trusts for a service; `withoutCrl` leaves revocation lists out. What it says is what stands behind
 * `failure: ` and in the log.
 */
export const judgeFor =
  (device: Router, service: TrustStore, { withoutCrl = false } = {}): Judge =>
  (chain, host, at) => {
    const [certificate, ...sent] = readable(chain)
    // No transcript shows these two; the words are ours in the manner of the others.
    if (certificate === undefined) return { words: 'SSL: ssl: no certificate received (6)' }
    const verdict = verifyChain(device, certificate, {
      service,
      purpose: 'tls-server',
      sent,
      withoutCrl,
      ...(at === undefined ? {} : { at }),
    })
    if (!verdict.accepted)
      return { words: verdict.message, ...(verdict.reason === 'no trusted authority' ? { unknownAuthority: true } : {}) }
    return isForHost(certificate, host) ? undefined : { words: `SSL: ssl: cert is not for ${host} (6)` }
  }

/** The certificates that can be read, from the first one on. */
function readable(chain: readonly Uint8Array[]): readonly Certificate[] {
  const read: Certificate[] = []
  for (const der of chain) {
    const certificate = attempt(() => readCertificate(der))
    if (certificate instanceof PkiError) break
    read.push(certificate)
  }
  return read
}
