// Owns the tests that no file, however malformed, changes more than /certificate/import reports, and that its time and memory are bounded.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { writeCrl } from '../../src/pki/crl.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { derInteger, sequence } from '../../src/pki/der-write.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writeEncryptedKey } from '../../src/pki/key-write.ts'
import { readPem, writePem } from '../../src/pki/pem.ts'
import { writePkcs12 } from '../../src/pki/pkcs12-write.ts'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { processorTime } from '../harness/processor.ts'
import { contents, fixtureKey, newYear, seeded } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'

/** The number of mutations; `OFFBOX_SOAK=100000` sets another one. */
const runs = Number(process.env['OFFBOX_SOAK'] ?? 2000)

const key = fixtureKey('ec-prime256v1')
const caKey = fixtureKey('ec-secp384r1')
const caDer = selfSign(contents('ca', caKey, { 'key-usage': ['key-cert-sign', 'crl-sign'] }), caKey)
const issuer = issuerOf(readCertificate(caDer), caKey)
const leafDer = issue(contents('leaf', key, { 'subject-alt-name': ['DNS:leaf.test', 'IP:192.0.2.1'] }), issuer)
const crl = writeCrl(
  {
    num: 1,
    'last-update': newYear,
    'next-update': newYear + day,
    revocations: [{ 'serial-number': '0a', revoked: newYear }],
    'digest-algorithm': 'sha256',
  },
  issuer,
)
const box = writePkcs12({ certificates: [leafDer, caDer], key, passphrase: 'secret', style: 'aes-256' }, seeded(1))
const plainKey = key.export({ type: 'pkcs8', format: 'der' })
const pem = [writePem('CERTIFICATE', leafDer), writePem('CERTIFICATE', caDer), writePem('PRIVATE KEY', plainKey)].join('')
const samples: readonly Buffer[] = [
  leafDer,
  caDer,
  crl,
  box,
  plainKey,
  ...[pem, writePem('X509 CRL', crl), writeEncryptedKey(key, 'secret', seeded(2))].map((text) => Buffer.from(text, 'latin1')),
  key.export({ type: 'sec1', format: 'der' }),
  Buffer.from(key.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })),
]

const start = (): TestConsole => {
  const device = testConsole({ keys: fixtureKeys(), now: newYear })
  device.run('/certificate add name=here common-name=here key-size=prime256v1; /certificate add name=t common-name=t')
  return device
}

/** Everything that an import may change: rows and their contents, loose keys, revocation lists, files. */
const state = ({ device, host }: TestConsole): string =>
  JSON.stringify([
    ...['/certificate', '/certificate/crl', '/certificate/loose-key'].map((path) =>
      device
        .storeAt(path)
        .items.map((row) => [
          row.id,
          [...row.values].map(String),
          signedOf(row)?.certificate.fingerprint,
          signedOf(row)?.key !== undefined,
        ]),
    ),
    host.files.list().map(({ name, size }) => [name, size]),
  ])

const counted = [
  'certificates-imported',
  'private-keys-imported',
  'files-imported',
  'decryption-failures',
  'keys-with-no-certificate',
] as const

/** Imports a file; returns the counters, or the device's refusal. Checks that they describe the result. */
function importFile(device: TestConsole, file: Uint8Array): string {
  const before = state(device)
  const rows = device.device.storeAt('/certificate').size
  device.host.files.write('f', file)
  const said = device.run(
    ':local c [/certificate import file-name=f passphrase=secret as-value]; :put ' +
      `(${counted.map((name) => `$c->"${name}"`).join(' . "," . ')})`,
  )
  if (said.startsWith('!')) {
    device.host.files.remove('f')
    expect(state(device)).toBe(before)
    return said
  }
  const [certificates = NaN, keys = NaN, files = NaN, failures = NaN, loose = NaN] = said.trim().split(',').map(Number)
  const now = device.device.storeAt('/certificate').size
  expect(now - rows).toBeLessThanOrEqual(certificates)
  // Every row can be printed, and every certificate exported.
  const printed = device.run('/certificate print detail; /certificate crl print')
  expect(printed).not.toMatch(/^! /m)
  if (certificates + keys + files + loose === 0) {
    const kept = device.host.files.list().some(({ name }) => name === 'f')
    device.host.files.remove('f')
    // An existing certificate is not counted, and its file is removed.
    expect(kept || failures === 0).toBe(true)
    expect(state(device)).toBe(before)
  } else if (device.host.files.list().some(({ name }) => name === 'f')) device.host.files.remove('f')
  return said
}

describe('mutations', () => {
  it(
    `${runs} mutated files are imported as they are, or change nothing`,
    () => {
      const change = fc.oneof(
        fc.record({ how: fc.constant('set' as const), at: fc.nat(), value: fc.nat(255) }),
        fc.record({ how: fc.constant('flip' as const), at: fc.nat(), value: fc.nat(7) }),
        fc.record({ how: fc.constant('insert' as const), at: fc.nat(), value: fc.nat(255) }),
        fc.record({ how: fc.constant('delete' as const), at: fc.nat(), value: fc.nat(16) }),
        fc.record({ how: fc.constant('cut' as const), at: fc.nat(), value: fc.constant(0) }),
        fc.record({ how: fc.constant('double' as const), at: fc.nat(), value: fc.nat(255) }),
      )
      let device = start()
      let taken = 0
      fc.assert(
        fc.property(fc.nat(samples.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
          let bytes = Buffer.from(existing(samples[which], 'sample'))
          for (const { how, at, value } of changes) {
            const place = bytes.length === 0 ? 0 : at % bytes.length
            const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)]
            if (how === 'set') bytes = Buffer.concat([head, Buffer.of(value), tail.subarray(1)])
            else if (how === 'flip') bytes = Buffer.concat([head, Buffer.of((tail[0] ?? 0) ^ (1 << value)), tail.subarray(1)])
            else if (how === 'insert') bytes = Buffer.concat([head, Buffer.of(value), tail])
            else if (how === 'delete') bytes = Buffer.concat([head, tail.subarray(value)])
            else if (how === 'cut') bytes = Buffer.from(head)
            else bytes = Buffer.concat([head, tail.subarray(0, value), tail])
          }
          importFile(device, bytes)
          // A device with many certificates makes each check slow.
          if (++taken % 25 === 0) device = start()
        }),
        { numRuns: runs },
      )
    },
    24 * 3_600_000,
  )

  it('every truncation of every format', () => {
    for (const sample of samples) {
      const step = Math.max(1, Math.floor(sample.length / 60))
      const device = start()
      for (let length = 0; length < sample.length; length += step)
        expect(/^(?:\d+(?:,\d+){4}\n$|! )/.test(importFile(device, sample.subarray(0, length))), `${length} bytes`).toBe(true)
    }
  })
})

/** The maximum processor time for a file, in milliseconds: an unbounded one takes minutes. */
const busy = 30_000

/** The result of one import, and its processor time in milliseconds. */
function cost(file: Uint8Array): { said: string; ms: number } {
  const device = start()
  const from = processorTime()
  const said = importFile(device, file)
  return { said, ms: processorTime() - from }
}

describe('oversized files', () => {
  const million = 1_000_000
  const [leaf] = readPem(pem)
  it.each<[string, Uint8Array]>([
    ['lengths beyond any file', Buffer.from('3088ffffffffffffffff', 'hex')],
    ['a length of 2 GB', Buffer.from('30847fffffff30820100', 'hex')],
    ['an indefinite length without end', Buffer.from('3080'.repeat(million / 2), 'hex')],
    ['depth', Buffer.from('3084000fffff'.repeat(million / 6), 'hex')],
    ['depth inside a certificate', nested(existing(leaf, 'leaf').bytes)],
    ['a serial of a million bytes', replaced(leafDer, 'serial')],
    ['a name of a million parts', replaced(leafDer, 'name')],
    ['a million PEM beginnings', Buffer.from('-----BEGIN CERTIFICATE-----'.repeat(million / 27))],
    ['base64 without end', Buffer.from(`-----BEGIN CERTIFICATE-----\n${'A'.repeat(4 * million)}\n-----END CERTIFICATE-----\n`)],
    ['zeros', Buffer.alloc(4 * million)],
  ])('%s: a valid result within seconds', (name, file) => {
    const { said, ms } = cost(file)
    expect(said).toBe(name === 'a name of a million parts' ? '1,0,1,0,0\n' : '0,0,0,0,0\n')
    expect(ms).toBeLessThan(busy)
  })

  it('PKCS#12 and keys with ten million rounds are decryption failures, at once', () => {
    const costly = Buffer.from(writePkcs12({ certificates: [leafDer], key, passphrase: 'secret', style: 'aes-256' }, seeded(1)))
    const inside = existing(readDer(costly).children.at(-1), 'code of the file')
    const body = readDer(costly)
      .children.slice(0, -1)
      .map(({ bytes }) => bytes.toString('latin1'))
    const mac = inside.children.slice(0, -1).map(({ bytes }) => bytes.toString('latin1'))
    const rebuilt = Buffer.from(sequence(...body, sequence(...mac, derInteger(10_000_000))), 'latin1')
    const { said, ms } = cost(rebuilt)
    expect(said).toBe('0,0,0,1,0\n')
    // The maximum of two bytes, everywhere: within the limit, and therefore processed.
    for (let at = costly.indexOf('02020800', 0, 'hex'); at !== -1; at = costly.indexOf('02020800', at + 1, 'hex'))
      costly.writeUInt16BE(0x7fff, at + 2)
    const worked = cost(costly).ms
    expect(worked).toBeLessThan(busy)
    expect(ms).toBeLessThan(worked)
  })

  it('10 MB of certificates are imported within seconds, with half a gigabyte at most', () => {
    const many: string[] = []
    let length = 0
    const fast = issuerOf(readCertificate(selfSign(contents('fast', key, { 'key-usage': ['key-cert-sign'] }), key)), key)
    const spki = Buffer.from(readCertificate(leafDer).spki)
    for (let at = 0; length < 10 * million; at++) {
      spki.writeUInt32BE(at, spki.length - 8)
      const text = writePem('CERTIFICATE', issue({ ...contents(`h${at}`, key), spki }, fast))
      many.push(text)
      length += text.length
    }
    const device = start()
    device.host.files.write('f', Buffer.from(many.join(''), 'latin1'))
    const memory = process.memoryUsage().rss
    const from = processorTime()
    expect(device.run('/certificate import file-name=f').replace(String(many.length), 'MANY')).toMatchInlineSnapshot(`
      "     certificates-imported: MANY
           private-keys-imported: 0    
                  files-imported: 1    
             decryption-failures: 0    
        keys-with-no-certificate: 0    

      "
    `)
    expect(processorTime() - from).toBeLessThan(busy)
    expect(process.memoryUsage().rss - memory).toBeLessThan(500 * million)
  })

  it('a taken name leaves nothing of a file', () => {
    const device = start()
    device.host.files.write('f', Buffer.from(pem, 'latin1'))
    const before = state(device)
    expect(device.fails('/certificate import file-name=f name=t')).toBe('failure: Name exists, please choose another!')
    expect(state(device)).toBe(before)
  })
})

/** A certificate with nested sequences as the value of an extension. */
function nested(der: Buffer): Buffer {
  const deep = '\x30\x80'.repeat(500_000)
  const at = der.indexOf('551d0e', 0, 'hex') - 4
  return Buffer.concat([der.subarray(0, at), Buffer.from(deep, 'latin1')])
}

/** A certificate whose serial number or name has a million bytes. */
function replaced(der: Buffer, what: 'serial' | 'name'): Buffer {
  const outer = readDer(der)
  const [body, ...rest] = outer.children
  const texts = existing(body, 'body').children.map(({ bytes }) => bytes.toString('latin1'))
  if (what === 'serial') texts[1] = `\x02\x83\x0f\x42\x40${'\x01'.repeat(1_000_000)}`
  else texts[5] = sequence(...Array.from({ length: 60_000 }, () => existing(texts[5], 'text').slice(2)))
  return Buffer.from(sequence(sequence(...texts), ...rest.map(({ bytes }) => bytes.toString('latin1'))), 'latin1')
}
