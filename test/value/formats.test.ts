// Owns tests of `:convert`, `:serialize` and `:deserialize`.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codecs } from '../../src/value/formats/codec.ts'
import { convertValue, type Conversion } from '../../src/value/formats/convert.ts'
import { deserializeText, serializeValue } from '../../src/value/formats/serialize.ts'
import { transforms } from '../../src/value/formats/transform.ts'
import { readLiteral } from '../../src/value/literal.ts'
import { show } from '../../src/value/show.ts'
import { ArrayValue, nil, type Value, typeOf } from '../../src/value/value.ts'
import { processorTime } from '../harness/processor.ts'
import { thrownBy } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const list = (...items: Value[]): ArrayValue => new ArrayValue(items)
const map = (keyed: Record<string, Value>, ...items: Value[]): ArrayValue => new ArrayValue(items, new Map(Object.entries(keyed)))

describe('convert', () => {
  // Evidence: I008, J013-J029, L033-L038, forum 179268 (num), RFC 4648 section 10 (base32).
  it.each<[Value, Conversion, string]>([
    [1, { to: 'hex' }, '31'],
    ['YWJjZA==', { from: 'base64' }, 'abcd'],
    ['YWJjZA==', { from: 'base64', transform: ['reverse'], to: 'hex' }, '64636261'],
    ['EF', { from: 'hex', to: 'bit-array-lsb' }, '1;1;1;1;0;1;1;1'],
    [list(239), { from: 'byte-array', to: 'bit-array-msb' }, '1;1;1;0;1;1;1;1'],
    [list('255'), { from: 'byte-array', to: 'hex' }, 'ff'],
    ['0\r\n0\r\n', { from: 'raw', to: 'hex' }, '300d0a300d0a'],
    ['abc', { to: 'base64' }, 'YWJj'],
    ['foobar', { to: 'base32' }, 'MZXW6YTBOI======'],
    ['hello', { transform: ['rot13'] }, 'uryyb'],
    ['AAA', { transform: ['lc'] }, 'aaa'],
    ['a b\r\n', { to: 'url' }, 'a%20b%0D%0A'],
    ['166297599', { from: 'num', to: 'hex' }, '09e97fff'],
    [list(9, 233), { from: 'byte-array', to: 'num' }, '2537'],
    ['abc', { transform: ['md5'], to: 'hex' }, '900150983cd24fb0d6963f7d28e17f72'],
    ['a\nb', { transform: ['crlf'] }, 'a\r\nb'],
  ])('%s with %j is %s', (value, conversion, printed) => expect(show(convertValue(value, conversion))).toBe(printed))

  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })

  it.each(['raw', 'hex', 'base64', 'base32', 'url', 'byte-array', 'bit-array-lsb', 'bit-array-msb'])(
    '%s restores the original text',
    (name) => {
      const codec = existing(codecs.get(name), name)
      fc.assert(
        fc.property(bytes, (given) => {
          expect(codec.read(codec.write(given))).toBe(given)
        }),
      )
    },
  )

  it('refuses invalid input', () => {
    for (const [value, from] of [
      ['x', 'hex'],
      ['abc', 'hex'],
      ['a!', 'base64'],
      ['1', 'base32'],
      ['x', 'num'],
      ['256', 'byte-array'],
      ['1', 'bit-array-lsb'],
    ] as const)
      expect(thrownBy(() => convertValue(value, { from }))).toBe(`Failure: invalid value for argument value, ${from} required`)
    expect(thrownBy(() => convertValue('1', { from: 'nope' }))).toBe('Failure: input does not match any value of from')
    expect(thrownBy(() => convertValue('a', { transform: ['nope'] }))).toBe('Failure: input does not match any value of transform')
    expect(thrownBy(() => convertValue('a', { transform: ['x25519-private-to-x25519-public'] }))).toBe(
      'Failure: invalid value for argument value, key of 32 bytes required',
    )
  })

  // Evidence: RFC 8032 section 7.1 test 1; the private and the public key give the same result.
  it('generates keys of Curve25519', () => {
    const hex = (given: string, transform: string): Value => convertValue(given, { from: 'hex', to: 'hex', transform: [transform] })
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
    const edPublic = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
    expect(hex(seed, 'ed25519-private-to-ed25519-public')).toBe(edPublic)
    const xPrivate = convertValue(seed, { from: 'hex', transform: ['ed25519-private-to-x25519-private'] })
    expect(convertValue(xPrivate, { to: 'hex', transform: ['x25519-private-to-x25519-public'] })).toBe(
      hex(edPublic, 'ed25519-public-to-x25519-public'),
    )
  })

  it('supports every transform of the manual', () => {
    expect([...transforms.keys()]).toEqual(
      expect.arrayContaining(['lc', 'uc', 'lcfirst', 'ucfirst', 'crlf', 'none', 'rot13', 'md5', 'reverse', 'sha512']),
    )
  })
})

describe('json', () => {
  const json = (value: Value, ...options: string[]): string => serializeValue(value, { format: 'json', options })

  // Evidence: I013, I015, J033-J037, L076-L088.
  it.each<[Value, string]>([
    [123, '123'],
    ['123.123', '123.123000'],
    ['0000000000', '0.000000'],
    [readLiteral('123.123'), '"123.0.0.123"'],
    [readLiteral('2001:db8::1'), '"2001:db8::1"'],
    [list('a', 'b', 'c'), '["a","b","c"]'],
    [map({ string: '1234', number: 1234 }), '{"number":1234,"string":1234.000000}'],
    [map({ id: '456' }), '{"id":456.000000}'],
    [nil, 'null'],
    [list(), '[]'],
    [false, 'false'],
    ['a"\\\n\x01', '"a\\"\\\\\\n\\u0001"'],
  ])('%s is written %s', (value, written) => expect(json(value)).toBe(written))

  it('keeps strings if requested', () =>
    expect(json(map({ string: '1234', number: 1234 }), 'json.no-string-conversion')).toBe('{"number":1234,"string":"1234"}'))
  it('indents with four blanks if pretty', () =>
    expect(json(map({ a: list(1, 2), b: map({ c: 'x' }) }), 'json.pretty')).toBe(
      '{\n    "a": [\n        1,\n        2\n    ],\n    "b": {\n        "c": "x"\n    }\n}',
    ))

  const read = (text: string, ...options: string[]): Value => deserializeText(text, { format: 'json', options })
  // Evidence: J031, J039, L089, L091, manual.
  it('reads values, and strings as the literal that they contain', () => {
    expect(show(read('{ "a": 123 }'))).toBe('a=123')
    expect([typeOf(read('"192.168.1.1"')), typeOf(read('"123"')), typeOf(read('"123"', 'json.no-string-conversion'))]).toEqual([
      'ip',
      'num',
      'str',
    ])
    expect(show(read('{"data":{"inventory":{"entities":[{"id":"833"}]}}}'))).toBe('data=inventory=entities=id=833')
    expect(read('[true, null, 1.5, "\\u2764\\ud83d\\ude00\\/"]')).toEqual(list(true, nil, '1.5', '\xe2\x9d\xa4\xf0\x9f\x98\x80/'))
    expect(read('123456789012345678901234567890')).toBe(9223372036854775807n)
  })
  it.each([
    ['', 0],
    ['{', 1],
    ['[1,]', 3],
    ['{"a"}', 4],
    ['{a:1}', 1],
    ['"\n"', 2],
    ['"a', 3],
    ['01', 1],
    ['tru', 0],
    ['1 2', 2],
    ['"\\x"', 3],
    ['"\\u12"', 3],
    ['[1 2]', 3],
  ])('%j is refused', (text, at) => expect(thrownBy(() => read(text))).toBe(`Failure: failure: invalid json at byte ${at}`))
  it('is limited in depth', () => expect(thrownBy(() => read('['.repeat(100_000)))).toBe('Failure: offbox: arrays nest deeper than 1000'))

  it('reads the output of JavaScript, and vice versa', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const bytes = Buffer.from(text, 'utf8').toString('latin1')
        const value = read(bytes, 'json.no-string-conversion')
        const again = json(value, 'json.no-string-conversion')
        expect(() => void JSON.parse(Buffer.from(again, 'latin1').toString('utf8'))).not.toThrow()
        expect(json(read(again, 'json.no-string-conversion'), 'json.no-string-conversion')).toBe(again)
      }),
    )
  })
})

describe('dsv', () => {
  const dsv = (value: Value, delimiter: string, options: string[] = [], order?: string[]): string =>
    serializeValue(value, { format: 'dsv', delimiter, options, order })

  // Evidence: manual (Scripting, serialize), forum 179268.
  it('writes columns in the given order', () => {
    const test = map({ a: list(1, 2, 3), b: list(4, 5, 6), c: list(7, 'text', 9) })
    expect(dsv(test, ';', [], ['c', 'a', 'b'])).toBe('c;a;b\n7;1;4\ntext;2;5\n9;3;6')
    expect(dsv(test, ';', ['dsv.wrap-strings'])).toBe('a;b;c\n1;4;7\n2;5;"text"\n3;6;9')
  })
  it('respects the sizes of columns', () => {
    const uneven = map({ a: list(1, 2), b: list(3) })
    expect(thrownBy(() => dsv(uneven, ','))).toBe('Failure: array size mismatch')
    expect(dsv(uneven, ',', ['dsv.ignore-size'])).toBe('a,b\n1,3\n2,')
  })
  it('remaps lists of maps', () => {
    const rows = list(
      map({ '.id': '*1', address: '192.168.88.1/24', comment: 'defconf' }),
      map({ '.id': '*2', address: '192.168.69.190/24' }),
    )
    expect(dsv(rows, '#', ['dsv.remap'])).toBe('.id#address#comment\n*1#192.168.88.1/24#defconf\n*2#192.168.69.190/24#')
  })
  it('writes a plain list as one row', () => expect(dsv(list('2181', '2292', 2388), ' ')).toBe('2181 2292 2388'))

  const read = (text: string, delimiter: string, ...options: string[]): Value =>
    deserializeText(text, { format: 'dsv', delimiter, options })
  it('reads rows, maps, columns (I020)', () => {
    expect(read('a;b;c\n1;findme;3', ';', 'dsv.plain')).toEqual(list(list('a', 'b', 'c'), list('1', 'findme', '3')))
    expect(read('a;b\n1;2\n4;5\n', ';', 'dsv.array')).toEqual(list(map({ a: '1', b: '2' }), map({ a: '4', b: '5' })))
    expect(read('a;b\n1;2\n4;5', ';')).toEqual(map({ a: list('1', '4'), b: list('2', '5') }))
    expect(read('x\ny\n', '\n', 'dsv.plain')).toEqual(list(list('x'), list('y')))
    expect(read('10.0.0.1/24', '/', 'dsv.plain')).toEqual(list(list('10.0.0.1', '24')))
  })
  it('reads quoted fields, and all line ends', () => {
    expect(read('"a,b","c""d"\n,\n', ',', 'dsv.plain')).toEqual(list(list('a,b', 'c"d'), list('', '')))
    expect(read('"open,x', ',', 'dsv.plain')).toEqual(list(list('"open', 'x')))
    expect(read('a,', ',', 'dsv.plain')).toEqual(list(list('a', '')))
  })
  it('reads its own output', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' '), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const value = list(...rows.map((row) => list(...row)))
        expect(read(dsv(value, ',', ['dsv.wrap-strings']), ',', 'dsv.plain')).toEqual(value)
      }),
    )
  })
  it('reads a long line in linear time', () => {
    const started = processorTime()
    read('a,'.repeat(300_000), ',', 'dsv.plain')
    expect(processorTime() - started).toBeLessThan(2_000)
  })
  it('refuses unknown names', () => {
    expect(thrownBy(() => serializeValue(1, { format: 'xml' }))).toBe('Failure: input does not match any value of to')
    expect(thrownBy(() => serializeValue(1, { format: 'json', options: ['nope'] }))).toBe(
      'Failure: input does not match any value of options',
    )
  })
})
