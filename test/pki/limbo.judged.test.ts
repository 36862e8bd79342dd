// Owns the comparison with openssl on the chains of x509-limbo, if they are available beside the repository.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readCrl } from '../../src/pki/crl.ts'
import { isForHost } from '../../src/pki/host-name.ts'
import { readPem } from '../../src/pki/pem.ts'
import { PkiError } from '../../src/pki/pki-error.ts'
import { verifyCertificate } from '../../src/pki/verification.ts'
import { describeWith } from '../harness/judge.ts'
import { type Openssl, withFolder } from './fixture.ts'
import { second } from '../../src/text/units.ts'

const file = new URL('../../../shared/limbo/cases.json', import.meta.url)

interface Case {
  readonly id: string
  readonly validation_kind: 'SERVER' | 'CLIENT'
  readonly trusted_certs: readonly string[]
  readonly untrusted_intermediates: readonly string[]
  readonly peer_certificate: string
  readonly crls: readonly string[]
  readonly validation_time: string | null
  readonly expected_peer_name: { readonly kind: 'DNS' | 'IP' | 'RFC822'; readonly value: string } | null
  readonly expected_result: 'SUCCESS' | 'FAILURE'
}

/**
 * Chains on which openssl decides differently, with the reasons in fixtures/README.md. For each, our verdict is the one that limbo expects.
 */
const exceptions = [
  'rfc5280::nc::nc-forbids-alternate-chain-ica: accepted, openssl refused',
  'rfc5280::validity::notafter-exact: accepted, openssl refused',
  'rfc5280::validity::notafter-fractional: accepted, openssl refused',
  'webpki::san::wildcard-embedded-leftmost-san: refused: wrong host, openssl accepted',
]

const seconds = ({ validation_time: time }: Case): number => Math.floor((time === null ? Date.now() : Date.parse(time)) / 1000)

const ours = (asked: Case): string => {
  const ders = (texts: readonly string[]): readonly Buffer[] => texts.flatMap((text) => readPem(text).map(({ bytes }) => bytes))
  const readable = (texts: readonly string[]) =>
    ders(texts).flatMap((der) => {
      try {
        return [readCertificate(der)]
      } catch (error) {
        if (error instanceof PkiError) return []
        throw error
      }
    })
  const [certificate] = readable([asked.peer_certificate])
  if (certificate === undefined) return 'refused: cannot be read'
  const judgement = verifyCertificate({
    certificate,
    anchors: readable(asked.trusted_certs),
    others: readable(asked.untrusted_intermediates),
    at: BigInt(seconds(asked)) * second,
    purpose: asked.validation_kind === 'SERVER' ? 'tls-server' : 'tls-client',
    crls: asked.crls.length === 0 ? undefined : ders(asked.crls).map(readCrl),
  })
  if (!judgement.accepted) return `refused: ${judgement.reason}`
  const name = asked.expected_peer_name
  return name === null || name.kind === 'RFC822' || isForHost(certificate, name.value) ? 'accepted' : 'refused: wrong host'
}

const theirs = (openssl: Openssl, asked: Case): string => {
  openssl.put('leaf.pem', asked.peer_certificate)
  openssl.put('anchors.pem', asked.trusted_certs.join(''))
  openssl.put('others.pem', asked.untrusted_intermediates.join(''))
  openssl.put('lists.pem', asked.crls.join(''))
  const flags = { DNS: '-verify_hostname', IP: '-verify_ip', RFC822: '-verify_email' } as const
  const words = ['verify', '-auth_level', '1', '-no-CApath', '-no-CAstore', '-attime', String(seconds(asked)), '-CAfile', 'anchors.pem']
  words.push('-purpose', asked.validation_kind === 'SERVER' ? 'sslserver' : 'sslclient')
  if (asked.expected_peer_name !== null) words.push(flags[asked.expected_peer_name.kind], asked.expected_peer_name.value)
  if (asked.untrusted_intermediates.length > 0) words.push('-untrusted', 'others.pem')
  if (asked.crls.length > 0) words.push('-crl_check_all', '-CRLfile', 'lists.pem')
  return openssl.status(...words, 'leaf.pem') === 0 ? 'accepted' : 'refused'
}

if (existsSync(file))
  describeWith('openssl', 'x509-limbo', () => {
    // The format of the file.
    const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[]

    test('the verdict on each chain equals that of openssl', { timeout: 600_000 }, () => {
      withFolder((openssl) => {
        const differ = cases.flatMap((asked) => {
          const [we, they] = [ours(asked), theirs(openssl, asked)]
          return we.startsWith(they) ? [] : [`${asked.id}: ${we}, openssl ${they}`]
        })
        const right = cases.filter((asked) => ours(asked).startsWith(asked.expected_result === 'SUCCESS' ? 'accepted' : 'refused'))
        process.stdout.write(`x509-limbo: ${cases.length} chains, ${differ.length} not as openssl, ${right.length} as limbo expects\n`)
        expect(differ).toEqual(exceptions)
      })
    })
  })
else {
  process.stderr.write('\n*** SKIPPED: x509-limbo is not beside the repository ***\n\n')
  describe.skip('is not available', () => test('is not here', () => undefined))
}
