// Owns the tests that invalid chains are refused as openssl refuses them, and that unusual but valid ones are accepted.
import { generateKeyPairSync as generateWithNode } from 'node:crypto'
import { createPrivateKey, generateKeyPairSync } from '../../src/crypto.ts'
import { describe, expect, test } from 'vitest'
import { Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { readDer } from '../../src/pki/der-read.ts'
import {
  bitString,
  bmpString,
  context,
  contextPrimitive,
  ia5String,
  derInteger,
  objectId,
  printableString,
  sequence,
  derSetOf,
} from '../../src/pki/der-write.ts'
import { isForHost } from '../../src/pki/host-name.ts'
import { writePem } from '../../src/pki/pem.ts'
import { type RejectionReason, verifyCertificate } from '../../src/pki/verification.ts'
import { describeWith } from '../harness/judge.ts'
import { fixture, fixtureKey, newYear, type Openssl, withFolder } from './fixture.ts'
import { alternative, authority, constraints, directoryName, extension, generalName, nameOf, type Parts, raw } from './raw-certificate.ts'
import { processorTime } from '../harness/processor.ts'
import { day, second } from '../../src/text/units.ts'

const [rootKey, middleKey, leafKey] = [fixtureKey('ec-prime256v1'), fixtureKey('ec-secp384r1'), fixtureKey('rsa-2048-a')]
const at = newYear + 30n * day
const host = 'a.good.test'

// One function for each of the four kinds.
const [dns, email, uri, ip] = [2, 1, 6, 7].map((kind) => (value: string) => generalName(kind, value)) as [Write, Write, Write, Write]
type Write = (value: string) => string

type Changes = Partial<Parts>
interface Shown {
  readonly leaf: Certificate
  readonly anchors: readonly Certificate[]
  readonly others: readonly Certificate[]
}

/** A root, one authority below it, and a leaf for `a.good.test`, with the given parts replaced. */
function chain({
  root = {},
  middle = {},
  leaf = {},
}: {
  readonly root?: Changes
  readonly middle?: Changes
  readonly leaf?: Changes
}): Shown {
  const [top, between] = [root.subject ?? nameOf('Root'), middle.subject ?? nameOf('Middle')]
  return {
    anchors: [raw({ subject: top, key: rootKey, extensions: [authority], ...root })],
    others: [raw({ subject: between, issuer: top, key: middleKey, signer: rootKey, extensions: [authority], ...middle })],
    leaf: raw({ subject: nameOf('leaf'), issuer: between, key: leafKey, signer: middleKey, extensions: [alternative(dns(host))], ...leaf }),
  }
}

const limited = (constraint: string, names: readonly string[] = [dns(host)], leaf: Changes = {}): Shown =>
  chain({ middle: { extensions: [authority, constraint] }, leaf: { extensions: [alternative(...names)], ...leaf } })

const akid = (...fields: string[]): string => extension('2.5.29.35', sequence(...fields))
const skid = (text: string): string => extension('2.5.29.14', `\x04${String.fromCharCode(text.length)}${text}`)
const organization = (name: string, text: string): string =>
  sequence(derSetOf(sequence(objectId('2.5.4.10'), printableString(name))), derSetOf(sequence(objectId('2.5.4.3'), printableString(text))))
const written = generateWithNode('ec', {
  namedCurve: 'prime256v1',
  paramEncoding: 'explicit',
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
})
const explicit = createPrivateKey({ key: written.privateKey, format: 'der', type: 'pkcs8' })
const short = generateKeyPairSync('rsa', { modulusLength: 768 })
const explicitSpki = written.publicKey
const usage = (...bytes: number[]): string => extension('2.5.29.15', bitString(String.fromCharCode(...bytes)), true)
const withEmail = (address: string): string => sequence(derSetOf(sequence(objectId('1.2.840.113549.1.9.1'), ia5String(address))))
const rooted = chain({})
const alone = raw({ subject: nameOf('alone'), key: leafKey, extensions: [alternative(dns(host))] })

const cases: readonly (readonly [name: string, expected: RejectionReason | 'accepted' | 'wrong host', shown: Shown])[] = [
  ['nothing odd', 'accepted', rooted],
  // Name constraints.
  ['a permitted domain, critical', 'accepted', limited(constraints([dns('good.test')]))],
  ['a permitted domain, not critical', 'accepted', limited(constraints([dns('good.test')], [], false))],
  ['another permitted domain, not critical', 'name not permitted', limited(constraints([dns('evil.test')], [], false))],
  ['a domain that ends in the permitted one', 'name not permitted', limited(constraints([dns('od.test')]))],
  ['hosts below a permitted domain', 'accepted', limited(constraints([dns('.GOOD.test')]))],
  ['a permitted domain of everything', 'accepted', limited(constraints([dns('')]))],
  ['an excluded domain', 'name not permitted', limited(constraints([], [dns('good.test')]))],
  ['another excluded domain', 'accepted', limited(constraints([], [dns('evil.test')]))],
  ['an excluded host within a permitted domain', 'name not permitted', limited(constraints([dns('good.test')], [dns(host)]))],
  ['one name of two that is not permitted', 'name not permitted', limited(constraints([dns('good.test')]), [dns(host), dns('evil.test')])],
  ['a kind of name that nothing is said of', 'accepted', limited(constraints([dns('good.test')]), [dns(host), ip('\x7f\0\0\x01')])],
  ['a permitted network', 'accepted', limited(constraints([ip('\x0a\0\0\0\xff\0\0\0')]), [dns(host), ip('\x0a\x01\x02\x03')])],
  ['another permitted network', 'name not permitted', limited(constraints([ip('\x0a\0\0\0\xff\0\0\0')]), [dns(host), ip('\x0b\0\0\x01')])],
  [
    'an address of the other family',
    'name not permitted',
    limited(constraints([ip(`${'\0'.repeat(32)}`)]), [dns(host), ip('\x0b\0\0\x01')]),
  ],
  [
    'an excluded network of IPv6',
    'name not permitted',
    limited(constraints([], [ip('\0'.repeat(32))]), [dns(host), ip('\x20'.repeat(16))]),
  ],
  ['a network of odd length', 'name not permitted', limited(constraints([ip('\x0a\0\0')]), [dns(host), ip('\x0b\0\0\x01')])],
  ['a permitted mailbox', 'accepted', limited(constraints([email('me@Good.test')]), [dns(host), email('me@good.test')])],
  ['a mailbox of other capitals', 'name not permitted', limited(constraints([email('me@good.test')]), [dns(host), email('Me@good.test')])],
  ['mailboxes of a host', 'accepted', limited(constraints([email('good.test')]), [dns(host), email('me@good.test')])],
  ['mailboxes of a host below it', 'name not permitted', limited(constraints([email('good.test')]), [dns(host), email('me@a.good.test')])],
  ['mailboxes below a domain', 'accepted', limited(constraints([email('.good.test')]), [dns(host), email('me@a.good.test')])],
  ['a mailbox without a host', 'name not permitted', limited(constraints([], [email('good.test')]), [dns(host), email('me')])],
  [
    'a mailbox in the subject',
    'name not permitted',
    limited(constraints([email('good.test')]), [dns(host)], { subject: withEmail('me@evil.test') }),
  ],
  ['a permitted URI', 'accepted', limited(constraints([uri('good.test')]), [dns(host), uri('http://good.test:80/x')])],
  ['another URI', 'name not permitted', limited(constraints([uri('good.test')]), [dns(host), uri('http://evil.test/')])],
  ['URIs below a domain', 'accepted', limited(constraints([uri('.good.test')]), [dns(host), uri('http://a.GOOD.test')])],
  ['a URI without a host', 'name not permitted', limited(constraints([], [uri('good.test')]), [dns(host), uri('urn:x')])],
  [
    'a permitted directory, written otherwise',
    'accepted',
    limited(constraints([directoryName(sequence(derSetOf(sequence(objectId('2.5.4.10'), bmpString('gOOD  org')))))]), [dns(host)], {
      subject: organization('Good Org', 'leaf'),
    }),
  ],
  [
    'another permitted directory',
    'name not permitted',
    limited(constraints([directoryName(sequence(derSetOf(sequence(objectId('2.5.4.10'), printableString('Evil')))))]), [dns(host)], {
      subject: organization('Good', 'leaf'),
    }),
  ],
  ['an excluded directory of all names', 'name not permitted', limited(constraints([], [directoryName(sequence())]))],
  [
    'a common name that is a host',
    'name not permitted',
    limited(constraints([dns('evil.test')]), [], { subject: nameOf(host), extensions: [] }),
  ],
  ['a common name that is none', 'wrong host', limited(constraints([dns('evil.test')]), [], { subject: nameOf('a host'), extensions: [] })],
  [
    'a constraint of a kind that nobody knows',
    'name not permitted',
    limited(constraints([generalName(8, '\x2a')]), [dns(host), generalName(8, '\x2a')]),
  ],
  ['a minimum of 1', 'name not permitted', limited(constraints([dns('good.test') + contextPrimitive(0, '\x01')]))],
  ['a maximum', 'name not permitted', limited(constraints([dns('good.test') + contextPrimitive(1, '\x01')]))],
  [
    'constraints of the root',
    'name not permitted',
    chain({ root: { extensions: [authority, constraints([dns('evil.test')], [], false)] } }),
  ],
  [
    'an authority between that is constrained',
    'name not permitted',
    chain({ root: { extensions: [authority, constraints([directoryName(nameOf('Other'))])] } }),
  ],
  // Names that are equal although their bytes differ (RFC 5280 7.1).
  ['an issuer in another kind of string', 'accepted', chain({ leaf: { issuer: nameOf('Middle', printableString) } })],
  ['an issuer in capitals and with blanks', 'accepted', chain({ leaf: { issuer: nameOf('  MIDDLE ') } })],
  ['a root in two kinds of strings', 'accepted', chain({ root: { issuer: nameOf('rOOT', bmpString) } })],
  ['an issuer of another name', 'no trusted authority', chain({ leaf: { issuer: nameOf('Midd le') } })],
  [
    'an issuer with another letter beyond ASCII',
    'no trusted authority',
    chain({ middle: { subject: nameOf('\xc3\x84') }, leaf: { issuer: nameOf('\xc3\xa4') } }),
  ],
  // Encodings.
  ['two extensions of one kind', 'malformed', chain({ leaf: { extensions: [alternative(dns(host)), alternative(dns(host))] } })],
  ['two extensions of one kind in an authority', 'malformed', chain({ middle: { extensions: [authority, skid('x'), skid('x')] } })],
  ['a curve without a name', 'malformed', chain({ leaf: { spki: explicitSpki } })],
  ['a curve without a name in an authority', 'malformed', chain({ middle: { spki: explicitSpki }, leaf: { signer: explicit } })],
  [
    'a critical authority key identifier',
    'unknown extension',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.5.29.35', sequence(), true)] } }),
  ],
  [
    'a critical subject key identifier',
    'unknown extension',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.5.29.14', '\x04\x01x', true)] } }),
  ],
  [
    'a critical policy mapping',
    'accepted',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.5.29.54', derInteger(0), true)] } }),
  ],
  ['a keyUsage of nothing', 'malformed', chain({ leaf: { extensions: [alternative(dns(host)), usage(0)] } })],
  // Digests and keys.
  ['a leaf by SHA-1', 'weak digest', chain({ leaf: { digest: 'sha1' } })],
  ['a leaf by MD5', 'weak digest', chain({ middle: { key: leafKey }, leaf: { digest: 'md5', signer: leafKey } })],
  ['an authority by SHA-1', 'weak digest', chain({ middle: { digest: 'sha1' } })],
  ['a root by SHA-1', 'accepted', chain({ root: { digest: 'sha1' } })],
  ['a root that somebody else has signed', 'accepted', chain({ root: { signer: middleKey } })],
  ['a key of 768 bits', 'weak key', chain({ leaf: { key: short.privateKey } })],
  ['an authority of 768 bits', 'weak key', chain({ middle: { key: short.privateKey }, leaf: { signer: short.privateKey } })],
  // Roots and authorities.
  ['a chain that ends in a trusted authority which is no root', 'no trusted authority', { ...rooted, anchors: rooted.others, others: [] }],
  ['a trusted leaf', 'no trusted authority', { ...rooted, anchors: [rooted.leaf], others: [] }],
  ['a trusted certificate that has signed itself', 'accepted', { leaf: alone, anchors: [alone], others: [] }],
  [
    'a root whose key identifiers differ',
    'no trusted authority',
    chain({ root: { extensions: [authority, skid('x'), akid(contextPrimitive(0, 'y'))] } }),
  ],
  [
    'a root whose identifier names another serial number',
    'no trusted authority',
    chain({ root: { serial: 7, extensions: [authority, akid(context(1, directoryName(nameOf('Root'))), contextPrimitive(2, '\x08'))] } }),
  ],
  [
    'a root whose identifier names itself',
    'accepted',
    chain({ root: { serial: 7, extensions: [authority, akid(context(1, directoryName(nameOf('ROOT'))), contextPrimitive(2, '\x07'))] } }),
  ],
  [
    'a leaf whose identifier names another issuer of its issuer',
    'no trusted authority',
    chain({ leaf: { extensions: [alternative(dns(host)), akid(context(1, directoryName(nameOf('Other'))))] } }),
  ],
  ['a root of version 1', 'accepted', chain({ root: { version: 1, extensions: [] } })],
  ['an authority of version 1', 'issuer is no authority', chain({ middle: { version: 1, extensions: [] } })],
  ['a root of keyUsage alone', 'accepted', chain({ root: { extensions: [usage(4)] } })],
  ['an authority of keyUsage alone', 'issuer is no authority', chain({ middle: { extensions: [usage(4)] } })],
  [
    'a server by the certificate type of Netscape',
    'accepted',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.16.840.1.113730.1.1', bitString('\x40', 6), true)] } }),
  ],
  [
    'a client by the certificate type of Netscape',
    'wrong purpose',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.16.840.1.113730.1.1', bitString('\x80', 7))] } }),
  ],
  [
    'the gated purpose of Microsoft',
    'accepted',
    chain({ leaf: { extensions: [alternative(dns(host)), extension('2.5.29.37', sequence(objectId('1.3.6.1.4.1.311.10.3.3')))] } }),
  ],
  // Hosts.
  ['a wildcard', 'accepted', limited(constraints([]), [dns('*.good.test')])],
  ['a wildcard of a domain at the top', 'wrong host', limited(constraints([]), [dns('*.test')])],
  ['a wildcard in front of an odd label', 'wrong host', limited(constraints([]), [dns('*.go_od.test')])],
  [
    'a common name beside an address',
    'accepted',
    chain({ leaf: { subject: nameOf(host), extensions: [alternative(ip('\x7f\0\0\x01'))] } }),
  ],
  [
    'a common name beside another DNS name',
    'wrong host',
    chain({ leaf: { subject: nameOf(host), extensions: [alternative(dns('b.good.test'))] } }),
  ],
]

function judge({ leaf, anchors, others }: Shown): RejectionReason | 'accepted' | 'wrong host' {
  const judgement = verifyCertificate({ certificate: leaf, anchors, others, at, purpose: 'tls-server' })
  if (!judgement.accepted) return judgement.reason
  return isForHost(leaf, host) ? 'accepted' : 'wrong host'
}

function opinion(openssl: Openssl, { leaf, anchors, others }: Shown): boolean {
  for (const [name, certificates] of Object.entries({ leaf: [leaf], anchors, others }))
    openssl.put(`${name}.pem`, certificates.map(({ der }) => writePem('CERTIFICATE', der)).join(''))
  const words = ['verify', '-auth_level', '1', '-no-CApath', '-no-CAstore', '-attime', String(at / second), '-CAfile', 'anchors.pem']
  if (others.length > 0) words.push('-untrusted', 'others.pem')
  return openssl.status(...words, '-purpose', 'sslserver', '-verify_hostname', host, 'leaf.pem') === 0
}

describe('a chain of odd certificates', () => {
  test.each(cases)('%s', (_name, expected, shown) => {
    expect(judge(shown)).toBe(expected)
  })

  test('with too many names times constraints is bounded', () => {
    const many = Array.from({ length: 2000 }, (_, number) => dns(`h${number}.good.test`))
    const shown = limited(constraints([dns('good.test'), ...many.slice(1)]), many)
    const start = processorTime()
    expect(judge(shown)).toBe('name not permitted')
    expect(processorTime() - start).toBeLessThan(2000)
  })
})

describeWith('openssl', 'openssl, as a TLS client with its defaults', () => {
  test('accepts and refuses the same chains as offbox', () => {
    withFolder((openssl) => {
      const ours = cases.map(([name, expected]) => [name, expected === 'accepted'])
      expect(cases.map(([name, , shown]) => [name, opinion(openssl, shown)])).toEqual(ours)
    })
  })
})

describeWith('openssl', 'signatures by digests that openssl knows', () => {
  const digests = [
    ['-sha3-256'],
    ['-sha3-512'],
    ['-sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_mgf1_md:sha512'],
    ['-sha512', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_mgf1_md:sha1', '-sigopt', 'rsa_pss_saltlen:11'],
    ['-sha384', '-sigopt', 'rsa_padding_mode:pss'],
  ]
  test.each(digests.map((words) => [words.join(' '), words] as const))('%s', (_name, words) => {
    withFolder((openssl) => {
      openssl.put('key.pem', fixture('keys/rsa-2048-a.pem'))
      openssl.run('req', '-x509', '-key', 'key.pem', '-subj', '/CN=x', ...words, '-out', 'x.crt')
      const { der } = readCertificate(openssl.pipe('', 'x509', '-in', 'x.crt', '-outform', 'DER'))
      expect(readCertificate(der).signedBy(leafKey)).toBe(true)
      expect(readCertificate(der).signedBy(fixtureKey('rsa-2048-b'))).toBe(false)
      const changed = Buffer.from(der)
      // A byte within the serial number: a certificate is longer than that.
      changed[20] = (changed[20] ?? 0) ^ 1
      expect(new Certificate(readDer(changed)).signedBy(leafKey)).toBe(false)
    })
  })

  // Keys that are restricted to RSASSA-PSS, with the hash of the mask that they name (found with Wycheproof's vectors).
  test.each(['sha256', 'sha1'])('by a key restricted to RSASSA-PSS with a mask by %s', (mask) => {
    withFolder((openssl) => {
      const bound = [
        '-pkeyopt',
        'rsa_pss_keygen_md:sha512',
        '-pkeyopt',
        `rsa_pss_keygen_mgf1_md:${mask}`,
        '-pkeyopt',
        'rsa_pss_keygen_saltlen:20',
      ]
      openssl.run('genpkey', '-algorithm', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048', ...bound, '-out', 'key.pem')
      const given = ['-sigopt', `rsa_mgf1_md:${mask}`, '-sigopt', 'rsa_pss_saltlen:32']
      openssl.run('req', '-x509', '-key', 'key.pem', '-subj', '/CN=x', '-sha512', ...given, '-out', 'x.crt')
      const { der } = readCertificate(openssl.pipe('', 'x509', '-in', 'x.crt', '-outform', 'DER'))
      const own = readCertificate(der)
      expect(own.signedBy(own.publicKey)).toBe(true)
      expect(own.signedBy(leafKey)).toBe(false)
      const changed = Buffer.from(der)
      changed[20] = (changed[20] ?? 0) ^ 1
      expect(new Certificate(readDer(changed)).signedBy(own.publicKey)).toBe(false)
    })
  })
})
