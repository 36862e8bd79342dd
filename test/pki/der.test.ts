// Owns the tests that reading and writing DER agree with each other and with node-forge.
import fc from 'fast-check'
import forge from 'node-forge'
import { describe, expect, test } from 'vitest'
import { type Der, readDer, tag } from '../../src/pki/der-read.ts'
import {
  bitString,
  bmpString,
  bytesOf,
  context,
  derInteger,
  objectId,
  octetString,
  sequence,
  derSetOf,
  unsigned,
  utf8String,
} from '../../src/pki/der-write.ts'
import { readX509Time, writeX509Time } from '../../src/pki/time.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { second } from '../../src/text/units.ts'
import { thrownBy } from '../harness/expected.ts'

const arcs = fc
  .tuple(fc.nat(2), fc.nat(39), fc.array(fc.nat(2 ** 31 - 1), { maxLength: 8 }))
  .map(([first, next, rest]) => [first, next, ...rest].join('.'))

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.nat().map(derInteger),
    arcs.map(objectId),
    fc.string({ unit: 'binary-ascii', maxLength: 300 }).map(utf8String),
    fc.string({ unit: 'binary-ascii', maxLength: 300 }).map(octetString),
    fc.array(tie('tree'), { maxLength: 5 }).map((parts) => sequence(...parts)),
    fc.array(tie('tree'), { maxLength: 5 }).map((parts) => derSetOf(...parts)),
    fc.tuple(fc.nat(30), tie('tree')).map(([n, part]) => context(n, part)),
  ),
}))

const rewrite = (der: Der): Buffer =>
  (der.tag & 0x20) === 0 ? der.bytes : Buffer.concat([der.source.subarray(der.from, der.start), ...der.children.map(rewrite)])

describe('elements', () => {
  test('are read as written, and forge reads and writes the same', () => {
    fc.assert(
      fc.property(tree, (encoding) => {
        const bytes = bytesOf(encoding)
        expect(rewrite(readDer(bytes)).equals(bytes)).toBe(true)
        // Its types know no option decodeBitStrings.
        const theirs = forge.asn1.fromDer(encoding, { strict: true, decodeBitStrings: false } as never)
        expect(forge.asn1.toDer(theirs).getBytes()).toBe(encoding)
      }),
    )
  })

  test('are numbers, identifiers and strings', () => {
    fc.assert(fc.property(fc.nat(), (value) => void expect(readDer(bytesOf(derInteger(value))).number).toBe(value)))
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => void expect(BigInt(`0x${readDer(bytesOf(derInteger(value))).hex}`)).toBe(BigInt(value))),
    )
    fc.assert(fc.property(arcs, (dotted) => void expect(readDer(bytesOf(objectId(dotted))).oid).toBe(dotted)))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readDer(bytesOf(bmpString(text))).text).toBe(toBytes(text))
        expect(readDer(bytesOf(utf8String(toBytes(text)))).text).toBe(toBytes(text))
      }),
    )
    expect(readDer(bytesOf(unsigned('\0\0\x80'))).bytes.toString('hex')).toBe('02020080')
    expect(readDer(bytesOf(unsigned(''))).bytes.toString('hex')).toBe('020100')
    expect(readDer(bytesOf(bitString('\xa0', 5))).bits).toEqual({ bytes: Buffer.of(0xa0), unused: 5 })
    expect(thrownBy(() => readDer(bytesOf(bitString('\xa0', 5))).bitBytes)).toBe('PkiError: a bit string that does not end with a byte')
    expect(readDer(Buffer.from('1c0400000141', 'hex')).text).toBe('\xc5\x81')
  })

  test('have any length', () => {
    for (const length of [0, 127, 128, 255, 256, 65_535, 65_536, 20_000_000])
      expect(readDer(bytesOf(octetString('x'.repeat(length)))).octets.length).toBe(length)
  })

  test.each([
    ['', 'ends in the middle of an element'],
    ['30', 'ends in the middle of an element'],
    ['3081', 'a length that the input does not hold'],
    ['308001', 'an indefinite length that never ends'],
    ['0480', 'a primitive element of indefinite length'],
    ['30800500', 'an indefinite length that never ends'],
    ['1f8101', 'an identifier of several bytes'],
    ['3001', 'a length that the input does not hold'],
    ['308700000000000000', 'a length that the input does not hold'],
    ['0500ff', '1 bytes after the end'],
    ['3089000000000000000000', 'a length that the input does not hold'],
  ])('reject %s: not an element', (hex, why) => {
    expect(thrownBy(() => readDer(Buffer.from(hex, 'hex')))).toBe(`PkiError: ${why}`)
  })

  test.each([
    ['0200', 'not an integer'],
    ['0300', 'a bit string without a proper first byte'],
    ['030108', 'a bit string without a proper first byte'],
    ['0307', 'a length that the input does not hold'],
    ['0600', 'not an object identifier'],
    ['060180', 'not an object identifier'],
    ['0609ffffffffffffffff7f', 'an object identifier out of range'],
  ])('reject %s: wrong content', (hex, why) => {
    const read = (): unknown => {
      const der = readDer(Buffer.from(hex, 'hex'))
      return der.tag === tag.integer ? der.number : der.tag === tag.bitString ? der.bits : der.oid
    }
    expect(thrownBy(read)).toBe(`PkiError: ${why}`)
  })
})

describe('times', () => {
  test('are read as written, and change their type at 1950 and 2050', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), fc.nat(999_999_999), (seconds, rest) => {
        const written = writeX509Time(BigInt(seconds) * second + BigInt(rest))
        const der = readDer(bytesOf(written))
        expect(readX509Time(der)).toBe(BigInt(seconds) * second)
        expect(der.tag === tag.utcTime).toBe(seconds >= -631_152_000 && seconds < 2_524_608_000)
      }),
    )
    expect(thrownBy(() => writeX509Time(253_402_300_800n * second))).toBe('PkiError: a time outside the years 0 to 9999')
    expect(thrownBy(() => writeX509Time(-62_167_219_201n * second))).toBe('PkiError: a time outside the years 0 to 9999')
    expect(thrownBy(() => writeX509Time(2n ** 80n))).toBe('PkiError: a time outside the years 0 to 9999')
  })

  test.each([
    [0x17, '2405172129Z', Date.UTC(2024, 4, 17, 21, 29)],
    [0x17, '240517212953+0130', Date.UTC(2024, 4, 17, 19, 59, 53)],
    [0x18, '20240517212953.123Z', Date.UTC(2024, 4, 17, 21, 29, 53)],
    [0x18, '2024051721', Date.UTC(2024, 4, 17, 21)],
    [0x18, '20240229000000-1200', Date.UTC(2024, 1, 29, 12)],
  ])('%i %s', (kind, text, expected) => {
    expect(readX509Time(readDer(Buffer.concat([Buffer.of(kind, text.length), Buffer.from(text)])))).toBe(BigInt(expected) * 1_000_000n)
  })

  test.each(['20230229000000Z', '20231301000000Z', '20230101240000Z', '20230101006000Z', '2023', '', '20230101000000', 'x'])(
    'reject %s',
    (text) => {
      const kind = text === '20230101000000' ? 0x17 : 0x18
      const why = /^2023\d{10}Z$/.test(text) ? 'a time that does not exist' : 'not a time'
      expect(thrownBy(() => readX509Time(readDer(Buffer.concat([Buffer.of(kind, text.length), Buffer.from(text)]))))).toBe(
        `PkiError: ${why}`,
      )
    },
  )
})
