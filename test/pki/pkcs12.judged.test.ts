// Owns the tests that PKCS#12 of other programs is read, and that other programs read ours.
import { createPrivateKey } from '../../src/crypto.ts'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import forge from 'node-forge'
import { describe, expect, test } from 'vitest'
import { type Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { readCertificateFile } from '../../src/pki/certificate-file.ts'
import { type Der, readDer } from '../../src/pki/der-read.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { samePublicKey } from '../../src/pki/key.ts'
import { type PkiPart } from '../../src/pki/part.ts'
import { writePem } from '../../src/pki/pem.ts'
import { writePkcs12 } from '../../src/pki/pkcs12-write.ts'
import { describeWith } from '../harness/judge.ts'
import { contents, fixture, fixtureKey, seeded, withFolder } from './fixture.ts'
import { processorTime } from '../harness/processor.ts'
import { existing } from '../harness/existing.ts'

const caKey = fixtureKey('rsa-2048-a')
const ca = readCertificate(selfSign(contents('ca', caKey, { 'key-usage': ['key-cert-sign'] }), caKey))

/** A key, its certificate, and the file of the key. */
const subjects = {
  rsa: { key: fixtureKey('rsa-2048-b'), file: 'keys/rsa-2048-b.pem' },
  ec: { key: fixtureKey('ec-prime256v1'), file: 'keys/ec-prime256v1.pem' },
}
type Kind = keyof typeof subjects
const leafOf = (kind: Kind): Certificate => readCertificate(issue(contents(`leaf ${kind}`, subjects[kind].key), issuerOf(ca, caKey)))
const leaves = { rsa: leafOf('rsa'), ec: leafOf('ec') }

const utf8 = 'P\xc4\x81role \xe2\x82\xac'
const certificatesOf = (parts: readonly PkiPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'certificate' ? [part.certificate.fingerprint] : []))

/** Expects that the parts are the leaf, its chain, and its key. */
function expectBundle(parts: readonly PkiPart[], kind: Kind, expected: { key: boolean; chain: boolean; name?: string }): void {
  expect(parts.filter((part) => part.kind === 'undecryptable' || part.kind === 'unreadable')).toEqual([])
  expect(certificatesOf(parts).sort()).toEqual([leaves[kind].fingerprint, ...(expected.chain ? [ca.fingerprint] : [])].sort())
  const keys = parts.filter((part) => part.kind === 'private-key')
  expect(keys.length).toBe(expected.key ? 1 : 0)
  for (const part of keys) {
    expect(samePublicKey(part.key, subjects[kind].key)).toBe(true)
    if (expected.name !== undefined) expect(part.name).toBe(expected.name)
  }
}

describeWith('openssl', 'reading what openssl writes', () => {
  const legacy = ['-provider', 'default', '-provider', 'legacy']
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['modern', []],
    ['-legacy (RC2-40 and 3DES)', ['-legacy']],
    ['3DES and 3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['AES-128', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']],
    ['AES-192 and a MAC of sha512', ['-certpbe', 'AES-192-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['a MAC of sha384', ['-macalg', 'sha384']],
    ['PBES2 with 3DES', ['-certpbe', 'des-ede3-cbc', '-keypbe', 'des-ede3-cbc']],
    ['RC4 and RC2-128', [...legacy, '-certpbe', 'PBE-SHA1-RC4-128', '-keypbe', 'PBE-SHA1-RC2-128']],
    ['RC2-128 and RC4-40', [...legacy, '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC4-40']],
    ['no MAC', ['-nomac']],
    ['no MAC, RC2-40', ['-nomac', '-legacy']],
    ['certificates plain', ['-certpbe', 'NONE']],
    ['everything plain', ['-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac']],
    ['certificates only', ['-nokeys']],
    ['10,000 rounds', ['-iter', '10000']],
    ['one round', ['-noiter', '-nomaciter']],
  ]

  test.each(kinds)('%s', (name, options) => {
    withFolder((openssl) => {
      openssl.put('ca.pem', writePem('CERTIFICATE', ca.der))
      for (const kind of ['rsa', 'ec'] as const) {
        openssl.put('leaf.pem', writePem('CERTIFICATE', leaves[kind].der))
        openssl.put('key.pem', fixture(subjects[kind].file))
        for (const passphrase of ['secret 123', '', utf8]) {
          openssl.put('pass', Buffer.from(`${passphrase}\n`, 'latin1'))
          openssl.run(
            'pkcs12',
            '-export',
            '-in',
            'leaf.pem',
            '-inkey',
            'key.pem',
            '-certfile',
            'ca.pem',
            '-name',
            'my name',
            '-passout',
            'file:pass',
            '-out',
            'x.p12',
            ...options,
          )
          const { parts } = readCertificateFile(openssl.get('x.p12'), passphrase)
          expectBundle(parts, kind, { key: !options.includes('-nokeys'), chain: true, name: 'my name' })
          if (passphrase === '')
            expectBundle(readCertificateFile(openssl.get('x.p12'), undefined).parts, kind, {
              key: !options.includes('-nokeys'),
              chain: true,
            })
          else if (name !== 'everything plain') {
            for (const wrong of ['wrong', undefined])
              expect(readCertificateFile(openssl.get('x.p12'), wrong).undecryptable).toBeGreaterThan(0)
          }
        }
      }
    })
  })

  test('BER with indefinite lengths and split octet strings, as NSS writes it, is read', () => {
    withFolder((openssl) => {
      openssl.put('ca.pem', writePem('CERTIFICATE', ca.der))
      openssl.put('leaf.pem', writePem('CERTIFICATE', leaves.ec.der))
      openssl.put('key.pem', fixture(subjects.ec.file))
      for (const options of [[], ['-legacy']]) {
        openssl.run(
          'pkcs12',
          '-export',
          '-in',
          'leaf.pem',
          '-inkey',
          'key.pem',
          '-certfile',
          'ca.pem',
          '-passout',
          'pass:x',
          '-out',
          'x.p12',
          ...options,
        )
        const ber = indefinite(readDer(openssl.get('x.p12')))
        expect(ber[1]).toBe(0x80)
        expectBundle(readCertificateFile(ber, 'x').parts, 'ec', { key: true, chain: true })
        openssl.put('ber.p12', ber)
        expect(openssl.run('pkcs12', '-in', 'ber.p12', '-passin', 'pass:x', '-noenc', ...options)).toContain('leaf ec')
      }
    })
  })
})

/** Encodes the same values with indefinite lengths and with OCTET STRINGs split into pieces of 100 bytes. */
function indefinite(der: Der): Buffer {
  const end = Buffer.alloc(2)
  if (der.tag === 0x04 && der.content.length > 100) {
    const pieces: Buffer[] = []
    for (let at = 0; at < der.content.length; at += 100) {
      const piece = der.content.subarray(at, at + 100)
      pieces.push(Buffer.of(0x04, piece.length), piece)
    }
    return Buffer.concat([Buffer.of(0x24, 0x80), ...pieces, end])
  }
  if ((der.tag & 0x20) === 0) return der.bytes
  return Buffer.concat([Buffer.of(der.tag, 0x80), ...der.children.map(indefinite), end])
}

describeWith('openssl', 'openssl reads what we write', () => {
  const cases = (['aes-256', '3des'] as const).flatMap((style) =>
    (['rsa', 'ec'] as const).flatMap((kind) => ['secret 123', '', utf8].map((passphrase) => ({ style, kind, passphrase }))),
  )
  test.each(cases)('$style, $kind, "$passphrase"', ({ style, kind, passphrase }) => {
    for (const withKey of [true, false]) {
      const key = withKey ? subjects[kind].key : undefined
      const der = writePkcs12({ certificates: [leaves[kind].der, ca.der], key, passphrase, style, friendlyName: 'my name' }, seeded(5))
      expectBundle(readCertificateFile(der, passphrase).parts, kind, { key: withKey, chain: true, name: 'my name' })
      withFolder((openssl) => {
        openssl.put('x.p12', der)
        openssl.put('pass', Buffer.from(`${passphrase}\n`, 'latin1'))
        const text = openssl.run('pkcs12', '-in', 'x.p12', '-info', '-noenc', '-passin', 'file:pass')
        expect(text.match(/-----BEGIN CERTIFICATE-----/g)?.length).toBe(2)
        expect(text).toContain('friendlyName: my name')
        expect(text).toContain(style === '3des' ? 'MAC: sha1, Iteration 1\n' : 'MAC: sha256, Iteration 2048')
        expect(text).toContain(
          style === '3des' ? 'pbeWithSHA1And3-KeyTripleDES-CBC' : 'PBES2, PBKDF2, AES-256-CBC, Iteration 2048, PRF hmacWithSHA256',
        )
        expect(text.includes('BEGIN PRIVATE KEY')).toBe(withKey)
        if (withKey)
          expect(samePublicKey(createPrivateKey(text.slice(text.indexOf('-----BEGIN PRIVATE KEY'))), subjects[kind].key)).toBe(true)
        openssl.put('pass', 'wrong')
        expect(() => openssl.run('pkcs12', '-in', 'x.p12', '-noenc', '-passin', 'file:pass')).toThrow(/mac verify/i)
      })
    }
  })
})

describeWith('keytool', 'keytool', () => {
  test.each(['modern', 'legacy'])(
    '%s: reads our files, and we read its files',
    (form) => {
      withFolder((openssl) => {
        const file = join(openssl.folder, 'x.p12')
        const run = (...words: string[]): string => {
          const options = form === 'legacy' ? ['-J-Dkeystore.pkcs12.legacy'] : []
          const { status, stdout, stderr } = spawnSync(
            'keytool',
            [...options, ...words, '-storetype', 'PKCS12', '-storepass', 'secret 123'],
            { encoding: 'utf8' },
          )
          if (status !== 0) throw new Error(stdout + stderr)
          return stdout
        }
        openssl.put(
          'x.p12',
          writePkcs12(
            {
              certificates: [leaves.rsa.der, ca.der],
              key: subjects.rsa.key,
              passphrase: 'secret 123',
              style: form === 'legacy' ? '3des' : 'aes-256',
              friendlyName: 'n',
            },
            seeded(6),
          ),
        )
        expect(run('-list', '-v', '-keystore', file)).toMatch(/Certificate chain length: 2/)
        run(
          '-importkeystore',
          '-srckeystore',
          file,
          '-srcstorepass',
          'secret 123',
          '-destkeystore',
          join(openssl.folder, 'y.p12'),
          '-deststoretype',
          'PKCS12',
          '-deststorepass',
          'secret 123',
        )
        expectBundle(readCertificateFile(openssl.get('y.p12'), 'secret 123').parts, 'rsa', { key: true, chain: true, name: 'n' })
      })
    },
    60_000,
  )
})

describe('node-forge as an independent implementation of RSA', () => {
  test.each(['aes-256', '3des'] as const)('opens our file: %s', (style) => {
    const der = writePkcs12({ certificates: [leaves.rsa.der], key: subjects.rsa.key, passphrase: 'abc', style }, seeded(7))
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der.toString('latin1')), 'abc')
    const bagType = existing(forge.pki.oids['pkcs8ShroudedKeyBag'], 'pkcs8ShroudedKeyBag')
    const bag = existing(opened.getBags({ bagType })[bagType]?.[0], 'bag')
    const pem = forge.pki.privateKeyToPem(existing(bag.key, 'key'))
    expect(samePublicKey(createPrivateKey(pem), subjects.rsa.key)).toBe(true)
  })

  test.each(['abc', null])('writes a file with passphrase %s that is opened', (passphrase) => {
    const key = forge.pki.privateKeyFromPem(fixture(subjects.rsa.file).toString())
    const certificate = forge.pki.certificateFromPem(writePem('CERTIFICATE', leaves.rsa.der))
    for (const algorithm of ['3des', 'aes128'] as const) {
      const asn1 = forge.pkcs12.toPkcs12Asn1(key, certificate, passphrase, { algorithm, friendlyName: 'n' })
      const { parts } = readCertificateFile(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'), passphrase ?? undefined)
      expectBundle(parts, 'rsa', { key: true, chain: false, name: 'n' })
    }
  })
})

test('more rounds than the limit are refused at once', () => {
  const der = writePkcs12({ certificates: [ca.der], passphrase: 'x', style: 'aes-256' }, seeded(8))
  // The last element is the iteration count of the MAC.
  expect(der.subarray(-4).toString('hex')).toBe('02020800')
  const costly = Buffer.concat([der.subarray(0, -4), Buffer.from('02047fffffff', 'hex')])
  costly.writeUInt16BE(costly.readUInt16BE(2) + 2, 2)
  const mac = costly.length - 6 - 10 - 51
  expect(costly[mac - 2]).toBe(0x30)
  costly[mac - 1] = (costly[mac - 1] ?? 0) + 2
  const start = processorTime()
  expect(readCertificateFile(costly, 'x').parts).toMatchObject([{ kind: 'undecryptable', error: { kind: 'limit' } }])
  expect(processorTime() - start).toBeLessThan(500)
})
