// Owns requesting and revoking certificates at an ACME server for a device.
import type { KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'
import { outsideFailure } from '../../../device/world/fault.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { isFault, notAllowed, type NetworkFault, type Network } from '../../../host/host.ts'
import type { AcmeRefusal, AcmeStep } from '../../../host/acme.ts'
import type { ChainJudge } from '../../../host/judge.ts'
import { readCertificate, type Certificate } from '../../../pki/certificate.ts'
import { isForHost } from '../../../pki/host-name.ts'
import { samePublicKey } from '../../../pki/key.ts'
import { writeName } from '../../../pki/name.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import { writeRequest } from '../../../pki/request.ts'
import { verifyCertificate } from '../../../pki/verification.ts'
import { authorityCertificates } from '../authorities.ts'
import { judgeFor } from '../parts/judge.ts'
import { accountOf, bindingFor, noteAccount } from './account.ts'
import { publish } from './challenge.ts'
import { proofsOf, type Client } from './client.ts'
import { refusalOf } from './refusal.ts'

/** The limit for an order, in milliseconds. */
const serverTimeoutMs = 300_000

/** The options of requesting a certificate. */
export interface OrderOptions {
  readonly key: KeyObject
  /** `type` of `enable-ssl-certificate`. */
  readonly proof?: string | undefined
  /** Called with messages of progress. */
  readonly progress?: ((words: string) => void) | undefined
}

/**
 * Requests a certificate for a client's names; returns it and its issuers. Throws a Failure with everything that the server reported; the
 * log has the same. The device's services keep answering meanwhile.
 */
export function obtain(
  device: Router,
  { directory, names }: Client,
  { key, proof, progress }: OrderOptions,
): readonly [Certificate, ...Certificate[]] {
  const proofs = proofsOf(device, names, proof)
  const network = networkOf(device, directory)
  const account = accountOf(device, directory)
  // A service that the same script has enabled has to listen by now.
  device.services.open()
  const outcome = network.acme(
    {
      directory,
      account,
      binding: bindingFor(device, directory),
      names: proofs,
      request: requestFor(names, key),
      timeout: serverTimeoutMs,
    },
    {
      judge: judgeOf(device),
      progress: (step) => progress?.(steps[step]),
      publish: (token, text) => publish(device, token, text),
    },
  )
  if (!('chain' in outcome)) throw failed(device, outcome)
  noteAccount(device, directory, outcome.account)
  return received(outcome.chain, names, key)
}

/** Revokes a certificate at the server that issued it, without a reason (RFC 5280 5.3.1). */
export function revokeThere(device: Router, { directory }: Client, certificate: Uint8Array): void {
  const network = networkOf(device, directory)
  const outcome = network.acmeRevoke(
    { directory, account: accountOf(device, directory), certificate, reason: 0, timeout: serverTimeoutMs },
    judgeOf(device),
  )
  if (outcome !== undefined) throw failed(device, outcome)
}

function networkOf({ host }: Router, directory: string): Network {
  if (host.network !== undefined) return host.network
  throw outsideFailure(who, notAllowed(URL.canParse(directory) ? new URL(directory).host : directory), '')
}

const who = 'ACME'

/** The messages are offbox's own: only the last ones of a device are known. */
const steps: { readonly [step in AcmeStep]: string } = {
  directory: 'reading directory',
  account: 'looking for account',
  order: 'placing order',
  challenge: 'preparing challenge',
  validation: 'waiting for validation',
  finalization: 'sending request',
  certificate: 'downloading certificate',
}

/** The subject is the first name; only the alternative names matter. */
const requestFor = (names: readonly string[], key: KeyObject): Buffer =>
  writeRequest(
    {
      subject: writeName({ 'common-name': names[0] }),
      'key-usage': [],
      'subject-alt-name': names.map((name) => `DNS:${name}`),
      'digest-algorithm': 'sha256',
    },
    key,
  )

function failed(device: Router, outcome: AcmeRefusal | NetworkFault): Failure {
  const words = refusalOf(outcome)
  device.log('acme-client,error', words)
  const failure = `failure: ${words}`
  if (isFault(outcome)) return outsideFailure(who, outcome, failure)
  return new Failure(failure, { cause: { kind: outcome.challenge?.type === 'http-01' ? 'http-challenge-failed' : 'acme-refused' } })
}

/**
 * Returns the judge of ACME servers. Which trust store a device uses is not known; `fetch` is the one for downloads. Before 7.19 no
 * built-in authorities are visible, and yet Let's Encrypt was trusted.
 */
const judgeOf = (device: Router): ChainJudge => {
  const judge = judgeFor(device, 'fetch')
  if (device.isRelease('7.19..')) return judge
  return (chain, host, at = device.host.clock.now()) => {
    const refusal = judge(chain, host, at)
    return refusal === undefined || isOfWorld(device, chain, host, at) ? undefined : refusal
  }
}

/** Whether one of the host's authorities has certified the server. */
function isOfWorld(device: Router, chain: readonly Uint8Array[], host: string, at: bigint): boolean {
  const accepted = resultOrError(() => {
    const [certificate, ...others] = chain.map((der) => readCertificate(der))
    const question = { anchors: authorityCertificates(device), others, at, purpose: 'tls-server' } as const
    return certificate !== undefined && verifyCertificate({ ...question, certificate }).accepted && isForHost(certificate, host)
  })
  return accepted === true
}

/**
 * Checks that the certificate is for the key and all names. Only issuers that signed the certificate before them are returned: others would
 * become trusted without need.
 */
function received(chain: readonly Uint8Array[], names: readonly string[], key: KeyObject): readonly [Certificate, ...Certificate[]] {
  const read = resultOrError(() => chain.slice(0, maxChainLength).map((der) => readCertificate(der)))
  const [own, ...others] = read instanceof PkiError ? [] : read
  if (own === undefined || !samePublicKey(key, own.publicKey))
    throw new Failure('failure: ACME server sent no certificate for the key of the request')
  const given = new Set(own['subject-alt-name'].map((name) => name.toLowerCase()))
  const missing = names.find((name) => !given.has(`dns:${name.toLowerCase()}`))
  if (missing !== undefined) throw new Failure(`failure: ACME server sent a certificate that is not for ${missing}`)
  if (own['invalid-after'] <= own['invalid-before']) throw new Failure('failure: ACME server sent a certificate that is never valid')
  const above: Certificate[] = []
  for (const one of others) {
    if (!(above.at(-1) ?? own).signedBy(one.publicKey)) break
    above.push(one)
  }
  return [own, ...above]
}

/** The number of certificates read from a chain. */
const maxChainLength = 10
