// Owns the invariants of certificates: written values are read again, changes are detected, invalid values are refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, selfSign } from '../../src/pki/issue.ts'
import { keyIdentifier } from '../../src/pki/key.ts'
import { keyUsages } from '../../src/pki/key-usage.ts'
import { writeName } from '../../src/pki/name.ts'
import { PkiError } from '../../src/pki/pki-error.ts'
import { contents, fixtureKey, seeded } from './fixture.ts'
import { second } from '../../src/text/units.ts'
import { thrownBy } from '../harness/expected.ts'

/** The result of `ask`, or the kind of the PkiError that it throws. */
function verdict(ask: () => boolean): boolean | string {
  try {
    return ask()
  } catch (error) {
    if (error instanceof PkiError) return error.kind
    throw error
  }
}

describe('properties', () => {
  const key = fixtureKey('ec-prime256v1')
  const other = fixtureKey('ec-secp384r1')
  const text = fc.string({ unit: 'binary-ascii', maxLength: 20 })
  const anyContents = fc.record({
    subject: fc.record({ country: text, unit: text, 'common-name': text }),
    seed: fc.nat(),
    before: fc.integer({ min: -600_000_000, max: 200_000_000_000 }),
    length: fc.nat(4_000_000_000),
    usage: fc.subarray([...keyUsages]),
    names: fc.array(
      fc.oneof(
        fc.domain().map((name) => `DNS:${name}`),
        fc.ipV4().map((address) => `IP:${address}`),
        fc.emailAddress().map((address) => `email:${address}`),
      ),
      { maxLength: 5 },
    ),
    comment: fc.option(text, { nil: undefined }),
  })

  test('written values are read again, and the signature verifies with the right key only', () => {
    fc.assert(
      fc.property(anyContents, ({ subject, seed, before, length, usage, names, comment }) => {
        const what = contents('x', key, {
          subject: writeName(subject),
          serial: seeded(seed)
            .bytes(8)
            .map((byte, at) => (at === 0 ? (byte & 0x7f) | 1 : byte)),
          'invalid-before': BigInt(before) * second,
          'invalid-after': BigInt(before + length) * second,
          'key-usage': usage,
          'subject-alt-name': names,
          comment,
        })
        const certificate = readCertificate(issue(what, { name: writeName({ 'common-name': 'ca' }), skid: '\x01'.repeat(20), key: other }))
        expect(certificate.subject).toEqual(Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== '')))
        expect(certificate['serial-number']).toBe(Buffer.from(what.serial).toString('hex'))
        expect(certificate['invalid-before']).toBe(what['invalid-before'])
        expect(certificate['invalid-after']).toBe(what['invalid-after'])
        expect(certificate['key-usage']).toEqual(keyUsages.filter((word) => usage.includes(word)))
        expect(certificate['subject-alt-name']).toEqual(names)
        expect(certificate.comment).toBe(comment ?? '')
        expect([certificate.skid, certificate.akid]).toEqual([keyIdentifier(what.spki).toString('hex'), '01'.repeat(20)])
        expect(certificate.isAuthority).toBe(usage.includes('key-cert-sign'))
        expect(certificate.signedBy(other)).toBe(true)
        expect(certificate.signedBy(key)).toBe(false)
        expect(certificate.signedBy(fixtureKey('rsa-1024-a'))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('a changed byte in body or signature is detected, and unreadable input is a PkiError', () => {
    const der = selfSign(
      contents('x', key, { 'subject-alt-name': ['DNS:a', 'IP:10.0.0.1'], distributionPoints: ['http://x/1'], comment: 'c' }),
      key,
    )
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(der)
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(verdict(() => readCertificate(bytes).signedBy(key))).not.toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('an invalid address cannot be written', () => {
    for (const name of ['IP:1.2.3', 'IP:1.2.3.256', 'IP:1::2::3', 'IP:1:2:3:4:5:6:7:8:9', 'IP::', 'x', 'foo:bar', ':'])
      expect(thrownBy(() => selfSign(contents('x', key, { 'subject-alt-name': [name] }), key))).toBe(
        `PkiError: not an alternative name: ${name}`,
      )
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const [name] = readCertificate(selfSign(contents('x', key, { 'subject-alt-name': [`IP:${address}`] }), key))['subject-alt-name']
        // The host of a URL is written as in RFC 5952.
        expect(name).toBe(`IP:${new URL(`http://[${address}]`).hostname.slice(1, -1)}`)
      }),
      { numRuns: 200 },
    )
  })
})
