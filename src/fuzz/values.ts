// Owns arbitraries of values of every type, as script text.
import fc, { type Arbitrary } from 'fast-check'
import type { TypeName } from '../value/value.ts'
import { quoted } from './text.ts'

const byte = fc.integer({ min: 0, max: 255 })
const quad = fc.integer({ min: 0, max: 0xffff })

/** An IPv4 address: `192.168.88.1`. */
export const ipValue: Arbitrary<string> = fc.oneof(
  fc.constantFrom('192.168.88.1', '10.0.0.1', '0.0.0.0', '255.255.255.255', '127.0.0.1', '224.0.0.1'),
  fc.tuple(byte, byte, byte, byte).map((parts) => parts.join('.')),
)

/** An IPv6 address. */
export const ip6Value: Arbitrary<string> = fc.oneof(
  fc.constantFrom('2001:db8::1', '::1', '::', 'fe80::1', 'ff02::1'),
  fc.array(quad, { minLength: 8, maxLength: 8 }).map((parts) => parts.map((part) => part.toString(16)).join(':')),
)

/** A hardware address: `02:00:5E:00:53:01`. */
export const macValue: Arbitrary<string> = fc
  .array(byte, { minLength: 6, maxLength: 6 })
  .map((parts) => parts.map((part) => part.toString(16).toUpperCase().padStart(2, '0')).join(':'))

/** A 64-bit number; small ones and boundary values are more likely. */
const numValue: Arbitrary<string> = fc.oneof(
  fc.integer({ min: -9, max: 100 }).map(String),
  fc.constantFrom('9223372036854775807', '-9223372036854775807', '4294967296', '9007199254740993', '2147483648', '0x1F'),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(String),
)

/** A duration: `1d2h3s`, `00:01:00.5`. */
const timeValue: Arbitrary<string> = fc.oneof(
  fc.constantFrom('0s', '1s', '1m', '1h', '1d', '1w', '-5s', '23:59:59', '1d00:00:01', '00:00:01.5', '100ms'),
  fc.integer({ min: 0, max: 10_000_000 }).map((seconds) => `${seconds}s`),
)

/** Realistic texts of configurations, and texts that break scripts: empty, with quotes, non-Latin, without letters. */
export const plainText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'ether1',
    'a b',
    'a,b',
    'a=b',
    '1.2.3.4',
    '10',
    'true',
    '{1;2}',
    'say "hi"',
    '$a',
    'back\\slash',
    'líne',
    '日本',
    'a\nb',
    'x;y',
    '#no',
  ),
  fc.string({ unit: fc.constantFrom(...'abz 09-._"$\\?;{}[]()\n\t=,é'), maxLength: 20 }),
)

/** Quoted text. */
export const str: Arbitrary<string> = plainText.map(quoted)

const bool = fc.constantFrom('true', 'false', 'yes', 'no')
const id = fc.integer({ min: 0, max: 0xffff }).map((number) => `*${number.toString(16).toUpperCase()}`)
const scalar = fc.oneof(numValue, str, bool, ipValue, timeValue)
const key = fc.constantFrom('a', 'b', 'name', 'x-y')

const array: Arbitrary<string> = fc.letrec<{ readonly array: string; readonly member: string }>((tie) => ({
  member: fc.oneof({ maxDepth: 2 }, scalar, tie('array')),
  array: fc
    .array(fc.tuple(fc.option(key, { nil: undefined }), tie('member')), { maxLength: 4 })
    .map((members) =>
      members.length === 0 ? '({})' : `{${members.map(([name, value]) => (name === undefined ? value : `${name}=${value}`)).join(';')}}`,
    ),
})).array

/** By `:typeof` name: texts that an argument (`:put VALUE`) reads as a value of that type. */
export const values: Readonly<Record<TypeName, Arbitrary<string>>> = {
  num: numValue,
  str,
  bool,
  time: timeValue,
  ip: ipValue,
  'ip-prefix': fc.tuple(ipValue, fc.integer({ min: 0, max: 32 })).map(([address, length]) => `${address}/${length}`),
  ip6: ip6Value,
  'ip6-prefix': fc.tuple(ip6Value, fc.integer({ min: 0, max: 128 })).map(([address, length]) => `${address}/${length}`),
  id,
  array,
  nil: fc.constantFrom('[]', '[:nothing]', '[:find "a" "b"]'),
  nothing: fc.constantFrom('({}->0)', '({a=1}->"b")'),
  code: fc.constantFrom('[:parse ":put 1"]', '[:parse ":return $1"]'),
  op: fc.constantFrom('(>[:put 1])', '(>(1 + 1))'),
}

/** A value of any type, as an expression accepts it; ids (`*1F`) are only valid in arguments of commands. */
export const value: Arbitrary<string> = fc.oneof(...Object.entries(values).flatMap(([type, of]) => (type === 'id' ? [] : [of])))
