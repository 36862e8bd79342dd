// Owns judging the certificate chains of TLS servers by the device's trust settings.
import type { Router } from '../../../device/router.ts'
import type { ChainJudge } from '../../../host/judge.ts'
import { type Certificate, readCertificate } from '../../../pki/certificate.ts'
import { isForHost } from '../../../pki/host-name.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import type { TrustStore } from './trust-store.ts'
import { verifyChain } from './verify.ts'

/**
 * Returns a judge for a service of the device; `withoutCrl` skips revocation lists. Its messages follow `failure: ` and appear in the log.
 */
export const judgeFor =
  (device: Router, service: TrustStore, { withoutCrl = false } = {}): ChainJudge =>
  (chain, host, at) => {
    const [certificate, ...sent] = readable(chain)
    // The two messages here are offbox's own, modelled on the others: no transcript shows a device's.
    if (certificate === undefined) return { message: 'SSL: ssl: no certificate received (6)' }
    const verdict = verifyChain(device, certificate, {
      service,
      purpose: 'tls-server',
      sent,
      withoutCrl,
      ...(at === undefined ? {} : { at }),
    })
    if (!verdict.accepted)
      return { message: verdict.message, ...(verdict.reason === 'no trusted authority' ? { unknownAuthority: true } : {}) }
    return isForHost(certificate, host) ? undefined : { message: `SSL: ssl: cert is not for ${host} (6)` }
  }

/** Returns the readable certificates up to the first unreadable one. */
function readable(chain: readonly Uint8Array[]): readonly Certificate[] {
  const read: Certificate[] = []
  for (const der of chain) {
    const certificate = resultOrError(() => readCertificate(der))
    if (certificate instanceof PkiError) break
    read.push(certificate)
  }
  return read
}
