// Owns the type of a row of the operator table, with the types of operands, and the functions that make rows.
import type { Num } from './numbers.ts'
import { ArrayValue, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Time, isEmpty, nil, type Value } from './value.ts'

/** The JavaScript type of each operand type; `empty` is nil or nothing, `any` is every value. */
export interface Operands {
  readonly num: Num
  readonly str: string
  readonly bool: boolean
  readonly time: Time
  readonly ip: Ip
  readonly 'ip-prefix': IpPrefix
  readonly ip6: Ip6
  readonly 'ip6-prefix': Ip6Prefix
  readonly id: Id
  readonly array: ArrayValue
  readonly empty: Value
  readonly any: Value
}
/** A type of operands in the operator table. */
export type OperandType = keyof Operands

/** For each operand type, the test whether a value has it. */
export const isA: { readonly [T in OperandType]: (value: Value) => value is Operands[T] & Value } = {
  num: (value) => typeof value === 'number' || typeof value === 'bigint',
  str: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  time: (value) => value instanceof Time,
  ip: (value) => value instanceof Ip,
  'ip-prefix': (value) => value instanceof IpPrefix,
  ip6: (value) => value instanceof Ip6,
  'ip6-prefix': (value) => value instanceof Ip6Prefix,
  id: (value) => value instanceof Id,
  array: (value) => value instanceof ArrayValue,
  empty: (value): value is Value => isEmpty(value),
  any: (_value): _value is Value => true,
}

/** The result of an operator for two types, or for one if it is a prefix (`right` is undefined then). */
export interface OperatorRow {
  /** The operator; `if` is the condition of `:if`, `:while` and `:do while=`. */
  readonly sign: string
  readonly left: OperandType
  readonly right: OperandType | undefined
  /** The result, in words. */
  readonly gives: string
  /** The source of the row; `inferred` if it was not seen on a device. */
  readonly source: string
  /** The first release with this row; undefined: all. */
  readonly since?: '7.24'
  /** Computes the result; undefined if the contents of the values are refused. Only called with values of the row's types. */
  readonly of: (a: Value, b: Value) => Value | undefined
}

/** Makes one row for each binary operator in `signs`, which blanks separate. */
export function binary<L extends OperandType, R extends OperandType>(
  signs: string,
  left: L,
  right: R,
  gives: string,
  source: string,
  of: (a: Operands[L] & Value, b: Operands[R] & Value, sign: string) => Value | undefined,
): OperatorRow[] {
  const [isLeft, isRight] = [isA[left], isA[right]]
  return signs.split(' ').map((sign) => ({
    sign,
    left,
    right,
    gives,
    source,
    of: (a, b) => (isLeft(a) && isRight(b) ? of(a, b, sign) : nil),
  }))
}

/** Makes one row for each prefix operator in `signs`, which blanks separate. */
export function prefix<T extends OperandType>(
  signs: string,
  type: T,
  gives: string,
  source: string,
  of: (a: Operands[T] & Value) => Value,
): OperatorRow[] {
  const is = isA[type]
  return signs.split(' ').map((sign) => ({ sign, left: type, right: undefined, gives, source, of: (a: Value) => (is(a) ? of(a) : nil) }))
}
