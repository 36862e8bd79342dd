// Owns the tests that reading a file takes bounded time and memory: each of these files once took minutes or gigabytes.
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readCertificateFile } from '../../src/pki/certificate-file.ts'
import { readCrl, writeCrl } from '../../src/pki/crl.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { latin1Of } from '../../src/text/bytes.ts'
import { bytesOf, context, derElement, derInteger, derNull, objectId, octetString, sequence } from '../../src/pki/der-write.ts'
import { issuerOf, selfSign } from '../../src/pki/issue.ts'
import { oid } from '../../src/pki/oid.ts'
import { testConsole } from '../device/console.ts'
import { effortOf, processorTime } from '../harness/processor.ts'
import { contents, fixtureKey, newYear } from './fixture.ts'

const million = 1_000_000
/** The maximum processor time in milliseconds; nothing here needs a third of it. */
const busy = 15_000
/** The time after which a test counts as hanging, in milliseconds. */
const hangs = 300_000

const key = fixtureKey('ec-prime256v1')
const ca = readCertificate(selfSign(contents('ca', key, { 'key-usage': ['key-cert-sign'] }), key))

const content = (safe: string): string => sequence(objectId(oid.data), context(0, octetString(safe)))
const pkcs12 = (safe: string, mac = ''): Buffer => bytesOf(sequence(derInteger(3), content(safe), mac))
const mac = (length: number, salt: number, rounds: number): string =>
  sequence(
    sequence(sequence(objectId('1.3.14.3.2.26'), derNull), octetString('x'.repeat(length))),
    octetString('s'.repeat(salt)),
    derInteger(rounds),
  )
const bags = (id: string, value: string, count: number): string =>
  sequence(content(sequence(sequence(objectId(id), context(0, value)).repeat(count))))

/** Nested bags, seven in each. */
function nestedBags(depth: number): string {
  let inner = sequence()
  for (let level = 0; level < depth; level++) inner = sequence(sequence(objectId(oid.safeContentsBag), context(0, inner)).repeat(7))
  return sequence(content(inner))
}

/** `0500` repeated. */
function manyElements(bytes: number): Buffer {
  const der = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; at += 2) der[at] = 5
  der.set([0x30, 0x84])
  der.writeUInt32BE(bytes - 6, 2)
  return der
}

const pem = (label: string, body: string): Buffer => Buffer.from(`-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`)
const shrouded = sequence(
  sequence(objectId(oid.pbeSha1TripleDes), sequence(octetString('12345678'), derInteger(1))),
  octetString('x'.repeat(80)),
)
const algorithm = (rounds: number, salt: number): string =>
  sequence(
    sequence(objectId(oid.pbeSha1TripleDes), sequence(octetString('s'.repeat(salt)), derInteger(rounds))),
    octetString('x'.repeat(80)),
  )

const shapes: readonly (readonly [name: string, file: () => Uint8Array, first: string, parts: number])[] = [
  [
    'a MAC and a salt of a million bytes each',
    () => pkcs12(sequence(), mac(million, million, 1)),
    'a MAC that is not as long as its hash',
    1,
  ],
  ['a MAC of ten million bytes', () => pkcs12(sequence(), mac(10 * million, 8, 1)), 'a MAC that is not as long as its hash', 1],
  [
    'a MAC of two million rounds',
    () => pkcs12(sequence(), mac(20, 8, 2 * million)),
    'a key derivation of 2000000 rounds and 128 bytes is refused',
    1,
  ],
  [
    'a salt of a hundred million bytes',
    () => pkcs12(sequence(), mac(20, 100 * million, 1)),
    'a key derivation of 1 rounds and 100000064 bytes is refused',
    1,
  ],
  ['six million bags in bags', () => pkcs12(nestedBags(7)), 'more than 50000 parts', 1],
  ['twenty thousand encrypted keys', () => pkcs12(bags(oid.shroudedKeyBag, shrouded, 20_000)), 'an encrypted private key', 20_000],
  ['keys of large salts', () => pkcs12(bags(oid.shroudedKeyBag, algorithm(1, 50_000), 200)), 'an encrypted private key', 200],
  ['two million blocks of nothing', () => Buffer.from('-----BEGIN ----------END -----'.repeat(2 * million)), 'more than 50000 parts', 1],
  ['a million certificates of nothing', () => Buffer.from(pem('CERTIFICATE', '').toString().repeat(million)), 'more than 50000 parts', 1],
  ['ten million elements', () => manyElements(20 * million), 'more than 1000000 elements', 1],
  [
    'ten million elements in a block',
    () => pem('CERTIFICATE', manyElements(20 * million).toString('base64')),
    'more than 1000000 elements',
    1,
  ],
  ['thirty million line ends in a block', () => pem('CERTIFICATE', '\n'.repeat(30 * million)), 'ends in the middle of an element', 1],
  ['lines of one letter', () => pem('CERTIFICATE', 'A\n'.repeat(10 * million)), 'certificate: found the tag 0x0, not 0x30', 1],
]

/** The error of the first part, the number of parts, and the milliseconds. */
function read(bytes: Uint8Array): { first: string | undefined; parts: number; ms: number } {
  const start = processorTime()
  const { parts } = readCertificateFile(bytes, 'x')
  const [first] = parts
  return { first: first && 'error' in first ? first.error.message : first?.kind, parts: parts.length, ms: processorTime() - start }
}

describe('a file that demands too many resources', () => {
  test.each(shapes)('%s', { timeout: hangs }, (_name, file, first, parts) => {
    const found = read(file())
    expect([found.first, found.parts]).toEqual([first, parts])
    expect(found.ms).toBeLessThan(busy)
  })

  test('with thousands of plain keys is read in part', { timeout: hangs }, () => {
    const bag = latin1Of(key.export({ type: 'pkcs8', format: 'der' }))
    const { parts } = readCertificateFile(pkcs12(bags(oid.keyBag, bag, 20_000)), 'x')
    const kinds = new Map<string, number>()
    for (const { kind } of parts) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    expect([...kinds]).toEqual([
      ['private-key', 1500],
      ['undecryptable', 18_500],
    ])
  })

  test('with endless headers is not a block', () => {
    expect(readCertificateFile(pem('CERTIFICATE', ':\n'.repeat(10 * million)), 'x').parts).toEqual([])
    const many = Array.from({ length: 65 }, (_, number) => `h${number}: x\n`).join('')
    expect(readCertificateFile(pem('CERTIFICATE', many), 'x').parts).toEqual([])
  })

  test('is refused by the device with a message', { timeout: hangs }, () => {
    const device = testConsole({ now: newYear })
    device.host.files.write('f', Buffer.from('-----BEGIN ----------END -----'.repeat(100_000)))
    expect(device.fails('/certificate import file-name=f')).toBe('failure: f holds more than 50000 parts')
    expect(device.host.files.list().map(({ name }) => name)).toEqual(['f'])
  })
})

describe('a list of revoked certificates', () => {
  const listOf = (count: number): Buffer => {
    // All entries have the same length, so that only the number differs.
    const entry = bytesOf(sequence(derInteger(2 ** 24), derElement(0x17, '260101000000Z')))
    const entries = Buffer.alloc(count * entry.length, entry)
    for (let at = 0; at < count; at++) entries.writeUInt32BE(2 ** 24 + at, at * entry.length + 4)
    const empty = { num: 1, 'last-update': newYear, 'next-update': newYear, revocations: [], 'digest-algorithm': 'sha256' } as const
    const [body, ...rest] = readDer(writeCrl(empty, issuerOf(ca, key))).children
    // The file was created with a body.
    const parts = body!.children.map(({ bytes }) => latin1Of(bytes))
    parts.splice(5, 0, sequence(latin1Of(entries)))
    return bytesOf(sequence(sequence(...parts), ...rest.map(({ bytes }) => latin1Of(bytes))))
  }

  test('of 300,000 entries is read within seconds', { timeout: hangs }, () => {
    const bytes = listOf(300_000)
    expect(effortOf(() => expect(readCrl(bytes).revoked.size).toBe(300_000))).toBeLessThan(busy / 3)
  })

  test('of more than a million entries is refused', { timeout: hangs }, () => {
    const { first, ms } = read(listOf(million + 1))
    expect(first).toBe('more than 1000000 revoked certificates')
    expect(ms).toBeLessThan(busy)
  })

  test('of 200,000 entries can be written', { timeout: hangs }, () => {
    const revocations = Array.from({ length: 200_000 }, (_, at) => ({
      'serial-number': (at + 4096).toString(16).padStart(6, '0'),
      revoked: newYear,
    }))
    const list = { num: 1, 'last-update': newYear, 'next-update': newYear, revocations, 'digest-algorithm': 'sha256' } as const
    expect(readCrl(writeCrl(list, issuerOf(ca, key))).revoked.size).toBe(200_000)
  })
})
