// Owns the operator table: the result of each operator for each pair of operand types, with the source of each row.
import * as numbers from './numbers.ts'
import { compareNumbers, divisor, readNumber, wrap, type Num } from './numbers.ts'
import { contains } from './address.ts'
import { equals } from './compare.ts'
import { concatenate, join } from './concatenate.ts'
import { elementOf } from './element.ts'
import { readWord } from './literal.ts'
import { binary, isA, prefix, type OperandType, type OperatorRow, type Operands } from './operator-row.ts'
import { readTime } from './time.ts'
import { ArrayValue, Ip, Ip6, Time, isEmpty, nil, nothing, typeOf, type Value } from './value.ts'
import { second } from '../text/units.ts'

const time = (ns: bigint): Time => new Time(BigInt.asIntN(64, ns))
const ip = (address: bigint): Ip => new Ip(Number(BigInt.asUintN(32, address)))
const ip6 = (address: bigint): Ip6 => new Ip6(BigInt.asUintN(128, address))
const order = (a: bigint | number, b: bigint | number): number => (a < b ? -1 : a > b ? 1 : 0)

const bitwise: Readonly<Record<string, (a: Num, b: Num) => Num>> = { '&': numbers.bitAnd, '|': numbers.bitOr, '^': numbers.bitXor }
const bits = (sign: string, a: bigint, b: bigint): bigint => (sign === '&' ? a & b : sign === '|' ? a | b : a ^ b)
const shifted = (sign: string, a: bigint, by: Num): bigint => {
  const count = BigInt.asUintN(6, BigInt(by))
  return sign === '<<' ? a << count : a >> count
}

/** Whether an order operator is true, by the sign of the comparison (negative, 0 or positive). */
const holding: Readonly<Record<string, (compared: number) => boolean>> = {
  '<': (compared) => compared < 0,
  '>': (compared) => compared > 0,
  '<=': (compared) => compared <= 0,
  '>=': (compared) => compared >= 0,
}
/** Makes the rows of the four order operators; `compare` returns undefined if the values have no order. */
function ordered<L extends OperandType, R extends OperandType>(
  left: L,
  right: R,
  gives: string,
  source: string,
  compare: (a: Operands[L] & Value, b: Operands[R] & Value) => number | undefined,
): OperatorRow[] {
  return binary('< > <= >=', left, right, gives, source, (a, b, sign) => {
    const compared = compare(a, b)
    return compared === undefined ? undefined : holding[sign]?.(compared)
  })
}

/**
 * Compares element by element, then by length: `{2;1} > {1;2;3}` is true on 7.24rc4; more is not known. Undefined if two elements have no
 * order.
 */
function compareArrays(a: ArrayValue, b: ArrayValue): number | undefined {
  for (let at = 0; at < a.items.length && at < b.items.length; at++) {
    const left = a.items[at] ?? nil
    const right = b.items[at] ?? nil
    if (equals(left, right)) continue
    if (left instanceof ArrayValue || right instanceof ArrayValue) return undefined
    const less = compute('<', left, right, false)
    return less === undefined ? undefined : less === true ? -1 : 1
  }
  return a.length - b.length
}

/** The types of a condition and their truth: 0 and empty values are false. */
const truths: readonly (readonly [OperandType, string])[] = [
  ['bool', 'language reference'],
  ['num', '`:if ([:find ...])`, `:if ([:len $x])` in suites of three authors; that 0 is false is inferred'],
  ['array', '`:if ([find ...])`, `(true && [find])` in a published suite; that an empty one is false is inferred'],
  ['empty', '`:if ([:find ...])` that misses, `(!$never)` in published suites'],
]
const isTrue = (value: Value): boolean =>
  typeof value === 'boolean'
    ? value
    : value instanceof ArrayValue
      ? value.length > 0
      : !isEmpty(value) && compareNumbers(isA.num(value) ? value : 0, 0) !== 0

/** Converts the text of a containment test to an address. */
const located = (value: Value): Value => (typeof value === 'string' ? (readWord(value) ?? nothing) : value)

/** The rows of `=`: left and right type, the result in words, the source. Those of `!=` are made from them. */
const same: readonly (readonly [OperandType, OperandType, string, string])[] = [
  ['num', 'num', 'same number', 'language reference'],
  ['str', 'str', 'same bytes', 'language reference'],
  ['bool', 'bool', 'same', 'language reference'],
  ['time', 'time', 'same', 'language reference'],
  ['ip', 'ip', 'same', 'language reference'],
  ['ip-prefix', 'ip-prefix', 'same address and length', 'inferred'],
  ['ip6', 'ip6', 'same', 'inferred'],
  ['ip6-prefix', 'ip6-prefix', 'same address and length', 'inferred'],
  ['id', 'id', 'same', 'inferred'],
  ['array', 'array', 'same elements under same keys', 'inferred'],
  ['num', 'str', 'text is that number', '`5="5"`, 7.21'],
  ['str', 'num', 'text is that number', '`5="5"`, 7.21'],
  ['bool', 'str', 'text is that word', 'library test, 6.49.17 and 7.21.5'],
  ['str', 'bool', 'text is that word', 'library test, 6.49.17 and 7.21.5'],
  ['empty', 'empty', 'true', '7.23.3'],
  ['any', 'any', 'not equal (a prefix equals no text)', 'scripting tips of the manual'],
]

/** All rows. If several rows match a pair, the most specific one applies: a type before `any`. */
export const rows: readonly OperatorRow[] = [
  ...binary('+', 'num', 'num', 'num, 64 bits that wrap', '7.21', (a, b) => numbers.add(a, b)),
  ...binary('-', 'num', 'num', 'num, 64 bits that wrap', '7.21', (a, b) => numbers.subtract(a, b)),
  ...binary('*', 'num', 'num', 'num, 64 bits that wrap', '7.21', (a, b) => numbers.multiply(a, b)),
  ...binary('/', 'num', 'num', 'num, cut toward zero', '7.21', (a, b) => numbers.divide(a, b)),
  ...binary('%', 'num', 'num', 'num, with the sign of the left', '7.21', (a, b) => numbers.modulo(a, b)),
  ...binary('+', 'time', 'time', 'time', 'language reference', (a, b) => time(a.ns + b.ns)),
  ...binary('-', 'time', 'time', 'time, may be negative', 'language reference', (a, b) => time(a.ns - b.ns)),
  ...binary('*', 'time', 'num', 'time', 'language reference', (a, b) => time(a.ns * BigInt(b))),
  ...binary('*', 'num', 'time', 'time', 'language reference', (a, b) => time(BigInt(a) * b.ns)),
  ...binary('/', 'time', 'num', 'time', 'language reference', (a, b) => time(a.ns / divisor(BigInt(b)))),
  ...binary('/', 'time', 'time', 'num, how often it fits', 'inferred', (a, b) => wrap(a.ns / divisor(b.ns))),
  ...binary('%', 'time', 'time', 'time that is left', 'inferred', (a, b) => time(a.ns % divisor(b.ns))),
  ...binary('+', 'ip', 'num', 'ip', 'language reference', (a, b) => ip(BigInt(a.address) + BigInt(b))),
  ...binary('+', 'num', 'ip', 'ip', 'language reference', (a, b) => ip(BigInt(a) + BigInt(b.address))),
  ...binary('+', 'ip', 'ip', 'ip', 'inferred: documented result of a published subnet function', (a, b) =>
    ip(BigInt(a.address) + BigInt(b.address)),
  ),
  ...binary('-', 'ip', 'num', 'ip', 'language reference', (a, b) => ip(BigInt(a.address) - BigInt(b))),
  ...binary('-', 'ip', 'ip', 'num', 'language reference', (a, b) => a.address - b.address),
  ...binary('+', 'ip6', 'num', 'ip6', 'inferred', (a, b) => ip6(a.address + BigInt(b))),
  ...binary('-', 'ip6', 'num', 'ip6', 'inferred', (a, b) => ip6(a.address - BigInt(b))),
  ...binary('+ - * / %', 'empty', 'empty', 'the left one', '7.23.3', (a) => a),

  ...binary('& | ^', 'num', 'num', 'num', '7.21', (a, b, sign) => bitwise[sign]?.(a, b) ?? nil),
  ...binary('& | ^', 'ip', 'ip', 'ip', 'language reference', (a, b, sign) => ip(bits(sign, BigInt(a.address), BigInt(b.address)))),
  ...binary('& | ^', 'ip6', 'ip6', 'ip6', 'change log of 6.46', (a, b, sign) => ip6(bits(sign, a.address, b.address))),
  ...binary('<<', 'num', 'num', 'num', '7.21', (a, b) => numbers.shiftLeft(a, b)),
  ...binary('>>', 'num', 'num', 'num', '7.21', (a, b) => numbers.shiftRight(a, b)),
  ...binary('<< >>', 'ip', 'num', 'ip, without what leaves 32 bits', 'language reference', (a, b, sign) =>
    ip(shifted(sign, BigInt(a.address), b)),
  ),
  ...binary('& | ^ << >>', 'empty', 'empty', '0', 'inferred', () => 0),
  ...prefix('~', 'num', 'num', '7.21', (a) => numbers.bitNot(a)),
  ...prefix('~', 'ip', 'ip', 'language reference', (a) => ip(BigInt(~a.address))),
  ...prefix('~', 'ip6', 'ip6', 'inferred', (a) => ip6(~a.address)),
  ...prefix('~', 'empty', 'as it is', '7.23.3', (a) => a),
  ...prefix('-', 'num', 'num', '7.21', (a) => numbers.negate(a)),
  ...prefix('-', 'time', 'time', 'language reference', (a) => time(-a.ns)),
  ...prefix('-', 'empty', 'as it is', '7.23.3', (a) => a),

  ...ordered('num', 'num', 'order of numbers', 'language reference', compareNumbers),
  ...ordered('time', 'time', 'order of times', 'language reference', (a, b) => order(a.ns, b.ns)),
  ...ordered('time', 'num', 'the number counts as seconds', '`$wait > 0` in 41 published scripts; seconds are inferred', (a, b) =>
    order(a.ns, BigInt(b) * second),
  ),
  ...ordered('num', 'time', 'the number counts as seconds', 'inferred', (a, b) => order(BigInt(a) * second, b.ns)),
  ...ordered('ip', 'ip', 'order of addresses', 'language reference', (a, b) => order(a.address, b.address)),
  ...ordered('ip6', 'ip6', 'order of addresses', 'inferred', (a, b) => order(a.address, b.address)),
  ...ordered('id', 'id', 'order of numbers', 'inferred', (a, b) => order(a.id, b.id)),
  ...ordered('array', 'array', 'order of the first elements that differ, then of lengths', '7.24rc4; 7.23.3 refuses it', compareArrays).map(
    (row) => ({ ...row, since: '7.24' }) as const,
  ),
  ...binary('< >', 'empty', 'empty', 'false', '7.23.3', () => false),
  ...binary('<= >=', 'empty', 'empty', 'true', '7.23.3', () => true),
  ...binary('<=', 'empty', 'any', 'true', '7.23.3', () => true),
  // `nothing <= 1` true and `nothing > x` false: 7.23.3. `[:nothing] < 0` false: the manual prints it (I012), while the change log of 6.18
  // says that nil is less than everything; the manual is newer, and prints the output of a device.
  ...binary('< > >=', 'empty', 'any', 'false', '7.23.3', () => false),
  ...binary('>=', 'any', 'empty', 'true', '7.23.3', () => true),
  ...binary('< > <=', 'any', 'empty', 'false', '7.23.3', () => false),

  ...same.flatMap(([left, right, gives, source]) => [
    ...binary('=', left, right, gives, source, (a, b) => equals(a, b)),
    ...binary('!=', left, right, `not: ${gives}`, source, (a, b) => !equals(a, b)),
  ]),

  ...truths.flatMap(([left, source]) => [
    ...prefix('!', left, 'the opposite of its truth', source, (a) => !isTrue(a)),
    ...prefix('if', left, left === 'bool' ? 'itself' : 'false for 0 and what is empty', source, isTrue),
    ...truths.flatMap(([right]) => [
      ...binary('and', left, right, 'both hold', source, (a, b) => isTrue(a) && isTrue(b)),
      ...binary('or', left, right, 'one of them holds', source, (a, b) => isTrue(a) || isTrue(b)),
    ]),
  ]),

  ...binary('.', 'any', 'any', 'text; with arrays every pair of elements', 'language reference', concatenate),
  ...binary(',', 'any', 'any', 'array; arrays lose one level, what is empty adds nothing', 'language reference', (a, b) => join([a, b])),
  ...binary('in', 'any', 'any', 'address or prefix within prefix; text is read as one', 'text: inferred', (a, b) =>
    contains(located(b), located(a)),
  ),
  ...binary('->', 'any', 'any', 'element, nothing where there is none', 'language reference', elementOf),
  ...prefix('any', 'any', 'neither nil nor nothing', '7.23.3', (a) => !isEmpty(a)),
]

/** Operators that parse text operands as a number or time: bare arguments of functions are text. */
export const signsReadingText: ReadonlySet<string> = new Set('+ - * / % & | ^ << >> < > <= >='.split(' '))
/** Operators in which nil or `nothing` counts as 0 of the other operand's type. */
export const signsCountingEmptyAsZero: ReadonlySet<string> = new Set('+ - * / % & | ^ << >>'.split(' '))

/** The rows of one operator by the types of the left and right operand. */
type RowIndex = ReadonlyMap<string, ReadonlyMap<string, OperatorRow>>

/** A cache of `indexed`, shared by a process. */
const indexCache = new Map<string, RowIndex>()

/** The rows of an operator by operand types; the right type of a prefix operator is ''. */
function indexed(sign: string, isPrefix: boolean, ordersArrays: boolean): RowIndex {
  const key = `${sign} ${isPrefix} ${ordersArrays}`
  const cached = indexCache.get(key)
  if (cached !== undefined) return cached
  const found = new Map<string, Map<string, OperatorRow>>()
  for (const row of rows) {
    if (row.sign !== sign || (row.right === undefined) !== isPrefix || (row.since !== undefined && !ordersArrays)) continue
    const byRight = found.get(row.left) ?? new Map<string, OperatorRow>()
    found.set(row.left, byRight.set(row.right ?? '', row))
  }
  indexCache.set(key, found)
  return found
}

/** The operand type of a value. */
const operandOf = (value: Value): string => {
  const type = typeOf(value)
  return type === 'nil' || type === 'nothing' ? 'empty' : type
}

/**
 * Returns the function of a binary operator. It converts operands as `signsReadingText` and `signsCountingEmptyAsZero` describe, and
 * returns undefined if a device refuses the operands. `ordersArrays`: whether arrays have an order (7.24 and later).
 */
export function binaryFunction(sign: string, ordersArrays: boolean): (a: Value, b: Value) => Value | undefined {
  let found: RowIndex | undefined
  let anyLeft: ReadonlyMap<string, OperatorRow> | undefined
  const rowOf = (a: Value, b: Value): OperatorRow | undefined => {
    if (found === undefined) {
      found = indexed(sign, false, ordersArrays)
      anyLeft = found.get('any')
    }
    const right = operandOf(b)
    const row = found.get(operandOf(a))
    return row?.get(right) ?? row?.get('any') ?? anyLeft?.get(right) ?? anyLeft?.get('any')
  }
  const counts = signsCountingEmptyAsZero.has(sign)
  if (!signsReadingText.has(sign)) return (a, b) => rowOf(a, b)?.of(a, b)
  return (a, b) => {
    const row = rowOf(a, b)
    if (row !== undefined) return row.of(a, b)
    const left = readText(a)
    const right = readText(b)
    const first = counts ? zeroFor(left, right) : left
    const second = counts ? zeroFor(right, left) : right
    return rowOf(first, second)?.of(first, second)
  }
}

/** Returns the function of a prefix operator; it returns undefined if a device refuses the operand. */
export function prefixFunction(sign: string): (a: Value) => Value | undefined {
  let found: RowIndex | undefined
  const rowOf = (a: Value): OperatorRow | undefined => {
    found ??= indexed(sign, true, false)
    return (found.get(operandOf(a)) ?? found.get('any'))?.get('')
  }
  if (sign !== '-') return (a) => rowOf(a)?.of(a, nil)
  return (a) => {
    const read = readText(a)
    return rowOf(read)?.of(read, nil)
  }
}

function compute(sign: string, a: Value, b: Value, ordersArrays: boolean): Value | undefined {
  return binaryFunction(sign, ordersArrays)(a, b)
}

/** Converts a text that is a number or a time. */
const readText = (value: Value): Value => (typeof value === 'string' ? (readNumber(value) ?? readTime(value) ?? value) : value)
const zeroFor = (value: Value, other: Value): Value =>
  isEmpty(value) && !isEmpty(other) ? (other instanceof Time ? new Time(0n) : 0) : value
