// Owns the tests that the type of a file is recognised and its contents are read in order, and that no file can do harm.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readCertificateFile } from '../../src/pki/certificate-file.ts'
import { writeCrl } from '../../src/pki/crl.ts'
import { issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writeEncryptedKey, writeKey, writeKeyDer } from '../../src/pki/key-write.ts'
import { writeName } from '../../src/pki/name.ts'
import { writePem } from '../../src/pki/pem.ts'
import { writePkcs12 } from '../../src/pki/pkcs12-write.ts'
import { writeRequest } from '../../src/pki/request.ts'
import { contents, fixture, fixtureKey, newYear, seeded } from './fixture.ts'
import { processorTime } from '../harness/processor.ts'

const key = fixtureKey('ec-prime256v1')
const certificate = selfSign(contents('ca', key, { 'key-usage': ['key-cert-sign'], 'subject-alt-name': ['DNS:a'] }), key)
const crl = writeCrl(
  {
    num: 1,
    'last-update': newYear,
    'next-update': newYear,
    revocations: [{ 'serial-number': '01', revoked: newYear }],
    'digest-algorithm': 'sha256',
  },
  issuerOf(readCertificate(certificate), key),
)
const request = writeRequest(
  { subject: writeName({ 'common-name': 'x' }), 'key-usage': [], 'subject-alt-name': ['DNS:a'], 'digest-algorithm': 'sha256' },
  key,
)
const pkcs12 = writePkcs12({ certificates: [certificate], key, passphrase: 'x', style: 'aes-256' }, seeded(1))

const kinds = (bytes: Uint8Array | string, passphrase?: string): string[] =>
  readCertificateFile(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, passphrase).parts.map((part) => part.kind)

describe('PEM', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

  test('several blocks are read in order, with any text between, and encrypted ones are counted', () => {
    const text =
      `Bag Attributes\n  friendlyName: -----x\n${writePem('CERTIFICATE', certificate)}0 more\n${crlf(writePem('X509 CRL', crl))}` +
      writePem('EC PARAMETERS', Buffer.from('06082a8648ce3d030107', 'hex')) +
      writeEncryptedKey(key, 'x', seeded(2)) +
      writeKey(key) +
      writePem('CERTIFICATE REQUEST', request) +
      writePem('CERTIFICATE', certificate.subarray(0, 100)) +
      writePem('TRUSTED CERTIFICATE', Buffer.concat([certificate, Buffer.from('300402020101', 'hex')])) +
      writePem('PKCS7', Buffer.of(0x30, 0)) +
      '-----BEGIN CERTIFICATE-----\nnever ends'
    expect(kinds(text, 'x')).toEqual([
      'certificate',
      'crl',
      'private-key',
      'private-key',
      'request',
      'unreadable',
      'certificate',
      'unreadable',
    ])
    const locked = readCertificateFile(Buffer.from(text), undefined)
    expect(locked.parts[2]?.kind).toBe('undecryptable')
    expect(locked.undecryptable).toBe(1)
  })

  test('the file of a router is read (C-63)', () => {
    const file = fixture('certificates/external.pem')
    expect(kinds(file, '11111111')).toEqual(['certificate', 'private-key'])
    expect(readCertificateFile(file, 'x').undecryptable).toBe(1)
  })

  test('is written in lines of 64 characters, with LF, and a final line end', () => {
    expect(writePem('X', Buffer.alloc(48))).toBe(`-----BEGIN X-----\n${'A'.repeat(64)}\n-----END X-----\n`)
    expect(writePem('X', Buffer.alloc(0))).toBe('-----BEGIN X-----\n-----END X-----\n')
  })
})

describe('DER of each type', () => {
  test.each([
    ['certificate', certificate],
    ['crl', crl],
    ['request', request],
    ['private-key', writeKeyDer(key)],
    ['private-key', key.export({ type: 'sec1', format: 'der' })],
    ['private-key', fixtureKey('rsa-1024-a').export({ type: 'pkcs1', format: 'der' })],
  ])('%s', (kind, der) => {
    expect(kinds(der)).toEqual([kind])
    expect(kinds(Buffer.concat([der, Buffer.from('\n')]))).toEqual([kind])
  })

  test('is recognised as PKCS#12', () => {
    expect(kinds(pkcs12, 'x')).toEqual(['certificate', 'private-key'])
    expect(kinds(pkcs12, 'y')).toEqual(['undecryptable'])
  })

  test('of an unknown type has no parts', () => {
    for (const bytes of ['', '0', '0\x80', 'hello', '0\x03\x02\x01\x01', '-----BEGIN ', '-----BEGIN X', '\x30\x82\xff\xff'])
      expect(readCertificateFile(Buffer.from(bytes, 'latin1'), '').parts).toEqual([])
  })
})

describe('hostile input', () => {
  const samples = [certificate, crl, request, writeKeyDer(fixtureKey('rsa-1024-a')), pkcs12]

  test('mutated files never throw', () => {
    const change = fc.tuple(fc.nat(2000), fc.nat(255), fc.constantFrom('set', 'insert', 'delete'))
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 5 }), (sample, changes) => {
        const bytes = [...sample]
        for (const [at, byte, how] of changes) {
          const place = at % bytes.length
          if (how === 'set') bytes[place] = byte
          else if (how === 'insert') bytes.splice(place, 0, byte)
          else bytes.splice(place, 1)
        }
        const { parts } = readCertificateFile(Uint8Array.from(bytes), 'x')
        expect(Array.isArray(parts)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, der) => {
        readCertificateFile(der ? Uint8Array.of(0x30, 0x80, ...bytes) : bytes, '')
        readCertificateFile(Buffer.from(writePem('CERTIFICATE', bytes)), '')
      }),
      { numRuns: 2000 },
    )
  })

  const million = 1_000_000
  test.each([
    ['nested sequences of indefinite length', Buffer.from('3080'.repeat(million / 2), 'hex')],
    ['nested sequences', Buffer.from('3084000fffff'.repeat(million / 6), 'hex')],
    ['an absurd length', Buffer.from('3088ffffffffffffffff', 'hex')],
    ['a length beyond the end', Buffer.from('30847fffffff3000', 'hex')],
    ['many small elements', Buffer.concat([Buffer.from('308400000000', 'hex'), Buffer.from('0500'.repeat(million / 2), 'hex')])],
    ['many indefinite siblings', Buffer.from(`3080${'30800000'.repeat(million / 4)}0000`, 'hex')],
    [
      'sixty levels around a million bytes',
      Buffer.from(`${'3080'.repeat(60)}${'30800000'.repeat(million / 4)}${'0000'.repeat(60)}`, 'hex'),
    ],
    ['PEM beginnings', Buffer.from('-----BEGIN CERTIFICATE-----'.repeat(million / 27))],
    ['PEM beginnings of lines', Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(million / 28))],
    ['one endless label', Buffer.from(`-----BEGIN ${'A'.repeat(million)}`)],
    ['empty blocks', Buffer.from('-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.repeat(million / 55))],
    ['a body of colons', Buffer.from(`-----BEGIN CERTIFICATE-----\n${':\n'.repeat(million / 2)}-----END CERTIFICATE-----\n`)],
  ])('%s: a result in bounded time', (_, bytes) => {
    if (bytes[0] === 0x30 && bytes[1] === 0x84 && bytes.readUInt32BE(2) === 0) bytes.writeUInt32BE(bytes.length - 6, 2)
    const start = processorTime()
    const { parts } = readCertificateFile(bytes, '')
    expect(parts.every((part) => part.kind === 'unreadable')).toBe(true)
    expect(processorTime() - start).toBeLessThan(2000)
  })
})
