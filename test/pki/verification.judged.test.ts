// Owns the tests that chains are verified as openssl does, with the reason of each refusal.
import { describe, expect, test } from 'vitest'
import { type Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { type Crl, readCrl, writeCrl } from '../../src/pki/crl.ts'
import { type CertificateContents, issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { type VerificationRequest, type RejectionReason, verifyCertificate } from '../../src/pki/verification.ts'
import { describeWith } from '../harness/judge.ts'
import { contents, fixture, fixtureKey, newYear, type Openssl, withFolder } from './fixture.ts'
import { day, second } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'

const [keyA, keyB, keyC, keyD] = [
  fixtureKey('ec-prime256v1'),
  fixtureKey('ec-secp384r1'),
  fixtureKey('rsa-2048-a'),
  fixtureKey('ec-secp521r1'),
]
const authority = { 'key-usage': ['key-cert-sign', 'crl-sign'], 'invalid-after': newYear + 3650n * day } as const
const at = newYear + 30n * day

type Changes = Partial<CertificateContents>
const rootOf = (changes: Changes = {}): Certificate => readCertificate(selfSign(contents('root', keyA, { ...authority, ...changes }), keyA))
const middleOf = (parent: Certificate, changes: Changes = {}): Certificate =>
  readCertificate(issue(contents('middle', keyB, { ...authority, ...changes }), issuerOf(parent, keyA)))
const leafOf = (parent: Certificate, changes: Changes = {}): Certificate =>
  readCertificate(issue(contents('leaf', keyC, { 'subject-alt-name': ['DNS:leaf.test'], ...changes }), issuerOf(parent, keyB)))

const root = rootOf()
const middle = middleOf(root)
const leaf = leafOf(middle)

interface Times {
  readonly from?: bigint
  readonly to?: bigint
  readonly num?: number
}
const listBy = (
  issuer: Certificate,
  key: typeof keyA,
  revoked: readonly Certificate[],
  { from = at - day, to = at + day, num = 1 }: Times = {},
): Crl =>
  readCrl(
    writeCrl(
      {
        num,
        'last-update': from,
        'next-update': to,
        'digest-algorithm': 'sha256',
        revocations: revoked.map((certificate) => ({ 'serial-number': certificate['serial-number'], revoked: newYear + day })),
      },
      issuerOf(issuer, key),
    ),
  )
const rootList = listBy(root, keyA, [])
const middleList = listBy(middle, keyB, [])

/** The default serial number depends on the length of the name. */
const stranger = leafOf(middle, { serial: Buffer.from('0102030405060708', 'hex') })
const noSigner = rootOf({ 'key-usage': ['key-cert-sign'] })
const otherRoot = readCertificate(selfSign(contents('root', keyD, authority), keyD))
const base: VerificationRequest = { certificate: leaf, anchors: [root], others: [middle], at }
const checked: VerificationRequest = { ...base, crls: [rootList, middleList] }

/** A chain of authorities below a root. */
function deep(top: Certificate, length: number): VerificationRequest {
  const keys = [keyA, keyB, keyD]
  const line = [top]
  for (let level = 1; level <= length; level++)
    line.push(
      readCertificate(
        issue(
          contents(`level ${level}`, existing(keys[level % 3], 'keys[level % 3]'), authority),
          issuerOf(existing(line[level - 1], 'line[level - 1]'), existing(keys[(level - 1) % 3], 'keys[(level - 1) % 3]')),
        ),
      ),
    )
  const certificate = readCertificate(
    issue(contents('deep', keyC), issuerOf(existing(line[length], 'line[length]'), existing(keys[length % 3], 'keys[length % 3]'))),
  )
  return { certificate, anchors: [top], others: line.slice(1), at }
}

/** Certificates made by openssl, of shapes that offbox never creates. */
const made = (openssl: Openssl, subject: string, ...extensions: string[]): Certificate => {
  openssl.put('made.pem', fixture('keys/ec-prime256v1.pem'))
  const words = extensions.flatMap((extension) => ['-addext', extension])
  openssl.run('req', '-x509', '-key', 'made.pem', '-subj', subject, '-days', '36500', ...words, '-out', 'made.crt')
  return readCertificate(openssl.pipe('', 'x509', '-in', 'made.crt', '-outform', 'DER'))
}
const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'] as const

type Case = readonly [name: string, expected: RejectionReason | 'accepted', question: VerificationRequest]

const cases: readonly Case[] = [
  ['a good chain', 'accepted', base],
  ['a good chain for a server', 'accepted', { ...base, purpose: 'tls-server' }],
  ['a good chain for a client', 'accepted', { ...base, purpose: 'tls-client' }],
  ['a good chain with lists', 'accepted', checked],
  ['a trusted root itself', 'accepted', { ...base, certificate: root, others: [] }],
  [
    'a trusted self-signed certificate that is no authority',
    'accepted',
    { ...base, certificate: selfSigned(), anchors: [selfSigned()], others: [] },
  ],
  ['ten authorities in a line', 'accepted', deep(root, 10)],
  [
    'a renewed authority beside its expired certificate',
    'accepted',
    { ...base, others: [middleOf(root, { 'invalid-after': newYear + day }), middle] },
  ],
  ['a missing intermediate', 'no trusted authority', { ...base, others: [] }],
  ['a missing root', 'no trusted authority', { ...base, anchors: [] }],
  ['a root that is only sent', 'no trusted authority', { ...base, anchors: [], others: [middle, root] }],
  ['an intermediate that is trusted without its root', 'no trusted authority', { ...base, anchors: [middle], others: [] }],
  ['a namesake of the root', 'no trusted authority', { ...base, anchors: [otherRoot] }],
  ['an untrusted self-signed certificate', 'no trusted authority', { ...base, certificate: selfSigned(), others: [] }],
  ['an expired leaf', 'expired', { ...base, certificate: leafOf(middle, { 'invalid-after': newYear + day }) }],
  ['an expired intermediate', 'expired', { ...base, others: [middleOf(root, { 'invalid-after': newYear + day })] }],
  ['an expired root', 'expired', { ...base, anchors: [rootOf({ 'invalid-after': newYear + day })] }],
  ['a leaf of the future', 'not yet valid', { ...base, certificate: leafOf(middle, { 'invalid-before': at + day }) }],
  [
    'a client shown as a server',
    'wrong purpose',
    { ...base, certificate: leafOf(middle, { 'key-usage': ['tls-client'] }), purpose: 'tls-server' },
  ],
  [
    'a server shown as a client',
    'wrong purpose',
    { ...base, certificate: leafOf(middle, { 'key-usage': ['tls-server'] }), purpose: 'tls-client' },
  ],
  [
    'usage bits that no handshake can use',
    'wrong purpose',
    { ...base, certificate: leafOf(middle, { 'key-usage': ['content-commitment'] }), purpose: 'tls-server' },
  ],
  [
    'an authority for clients only',
    'wrong purpose',
    { ...base, others: [middleOf(root, { 'key-usage': ['key-cert-sign', 'crl-sign', 'tls-client'] })], purpose: 'tls-server' },
  ],
  [
    'an intermediate that is no authority',
    'no trusted authority',
    { ...base, others: [middleOf(root, { 'key-usage': ['digital-signature'] })] },
  ],
  ['a revoked leaf', 'revoked', { ...checked, crls: [rootList, listBy(middle, keyB, [leaf])] }],
  ['a revoked intermediate', 'revoked', { ...checked, crls: [listBy(root, keyA, [middle]), middleList] }],
  ['a revoked root', 'revoked', { ...checked, crls: [listBy(root, keyA, [root]), middleList] }],
  ['somebody else revoked', 'accepted', { ...checked, crls: [listBy(root, keyA, [stranger]), listBy(middle, keyB, [stranger])] }],
  ['no list at all', 'no revocation list', { ...checked, crls: [] }],
  ["no list of the leaf's issuer", 'no revocation list', { ...checked, crls: [rootList] }],
  ['no list of the root', 'no revocation list', { ...checked, crls: [middleList] }],
  ['an expired list', 'no revocation list', { ...checked, crls: [rootList, listBy(middle, keyB, [], { to: at - second })] }],
  ['a list of the future', 'no revocation list', { ...checked, crls: [rootList, listBy(middle, keyB, [], { from: at + second })] }],
  ['a forged list', 'no revocation list', { ...checked, crls: [rootList, forged()] }],
  [
    'an old list beside one that revokes',
    'revoked',
    {
      ...checked,
      crls: [rootList, listBy(middle, keyB, [], { from: at - 3n * day, to: at + day }), listBy(middle, keyB, [leaf], { num: 2 })],
    },
  ],
  [
    'a root that may not sign lists',
    'no revocation list',
    {
      ...checked,
      certificate: leafOf(middleOf(noSigner)),
      anchors: [noSigner],
      others: [middleOf(noSigner)],
      crls: [listBy(noSigner, keyA, []), listBy(middleOf(noSigner), keyB, [])],
    },
  ],
]

function selfSigned(): Certificate {
  return readCertificate(selfSign(contents('alone', keyC), keyC))
}

/** A list with the name of the middle authority, signed by another key. */
function forged(): Crl {
  return listBy(readCertificate(selfSign(contents('middle', keyD, authority), keyD)), keyD, [])
}

const judge = (question: VerificationRequest): RejectionReason | 'accepted' => {
  const judgement = verifyCertificate(question)
  return judgement.accepted ? 'accepted' : judgement.reason
}

const opinion = (openssl: Openssl, { certificate, anchors, others, at: time, purpose, crls }: VerificationRequest): boolean => {
  const pem = (certificates: readonly Certificate[]): string => certificates.map(({ der }) => writePem('CERTIFICATE', der)).join('')
  openssl.put('leaf.pem', pem([certificate]))
  openssl.put('anchors.pem', pem(anchors.length > 0 ? anchors : [otherRoot]))
  openssl.put('others.pem', pem(others.length > 0 ? others : [certificate]))
  openssl.put('lists.pem', (crls ?? []).map(({ der }) => writePem('X509 CRL', der)).join(''))
  const lists = crls === undefined ? [] : ['-crl_check_all', ...(crls.length > 0 ? ['-CRLfile', 'lists.pem'] : [])]
  const use = purpose === undefined ? [] : ['-purpose', purpose === 'tls-server' ? 'sslserver' : 'sslclient']
  const words = ['verify', '-x509_strict', '-no-CApath', '-attime', String(time / second), ...lists, ...use]
  return openssl.status(...words, '-CAfile', 'anchors.pem', '-untrusted', 'others.pem', 'leaf.pem') === 0
}

describe('a presented certificate', () => {
  test.each(cases)('%s', (_name, expected, question) => {
    expect(judge(question)).toBe(expected)
  })

  test('reports which member of the chain is wrong', () => {
    const judgement = verifyCertificate({ ...checked, crls: [middleList] })
    expect(judgement.accepted ? '' : judgement.member.subject['common-name']).toBe('middle')
    expect(judgement.path.map(({ subject }) => subject['common-name'])).toEqual(['leaf', 'middle', 'root'])
  })
})

describeWith('openssl', 'openssl, with -x509_strict and -crl_check_all', () => {
  test('accepts and refuses the same chains as offbox', () => {
    withFolder((openssl) => {
      const ours = cases.map(([name, expected]) => [name, expected === 'accepted'])
      expect(cases.map(([name, , question]) => [name, opinion(openssl, question)])).toEqual(ours)
    })
  })

  test('agrees on shapes that offbox never writes', () => {
    withFolder((openssl) => {
      const verdicts = (certificate: Certificate, question: Partial<VerificationRequest> = {}): [boolean, RejectionReason | 'accepted'] => {
        const whole = { ...base, certificate, anchors: [certificate], others: [], ...question }
        return [opinion(openssl, whole), judge(whole)]
      }
      // The clock must be later than openssl's own dates.
      const later = BigInt(Date.now()) * 1_000_000n + day
      const limited = made(openssl, '/CN=root', 'basicConstraints=critical,CA:TRUE,pathlen:1', ca[1])
      const long = { 'invalid-before': newYear, 'invalid-after': newYear + 36500n * day }
      const one = readCertificate(issue(contents('one', keyB, { ...authority, ...long }), issuerOf(limited, keyA)))
      const two = readCertificate(issue(contents('two', keyD, { ...authority, ...long }), issuerOf(one, keyB)))
      const below = (parent: Certificate, key: typeof keyA): Certificate =>
        readCertificate(issue(contents('leaf', keyC, long), issuerOf(parent, key)))
      expect(verdicts(below(one, keyB), { anchors: [limited], others: [one], at: later })).toEqual([true, 'accepted'])
      expect(verdicts(below(two, keyD), { anchors: [limited], others: [one, two], at: later })).toEqual([false, 'path too long'])
      const odd = made(openssl, '/CN=odd', ...ca, '1.2.3.4=critical,DER:0500')
      expect(verdicts(odd, { at: later })).toEqual([false, 'unknown extension'])
      expect(verdicts(made(openssl, '/CN=plain', ...ca, '1.2.3.4=DER:0500'), { at: later })).toEqual([true, 'accepted'])
    })
  })
})
