// Owns the operators of expressions: for each sign the function on values.
import { Failure } from '../diagnostic/failure.ts'
import { add, divide, modulo, multiply, negate, subtract } from './arithmetic.ts'
import { bitAnd, bitOr, bitXor, invert, shiftLeft, shiftRight } from './bits.ts'
import { contains } from './address.ts'
import { defaultOrder, equals, longName, order, type OrderRules } from './compare.ts'
import { concatenate, concatenateAll, join } from './concatenate.ts'
import { elementOf } from './element.ts'
import { readWord } from './literal.ts'
import { compilePattern, type PatternCache } from './pattern.ts'
import { text } from './show.ts'
import { nil, nothing, type Value } from './value.ts'

/** The functions of one sign: `binary` (chains fold to the left), `variadic` over all operands at once, `prefix`. */
export interface Operator {
  readonly binary?: (a: Value, b: Value) => Value
  readonly variadic?: (operands: readonly Value[]) => Value
  readonly prefix?: (a: Value) => Value
}

/** What an expression depends on besides its values. Without `patterns` each `~` compiles its pattern anew. */
export interface OperatorRules {
  readonly order: OrderRules
  readonly patterns: PatternCache | undefined
}

/** Each sign with its functions, under the rules given: one table a device, so that its cache of patterns and its release are its own. */
export function makeOperators(rules: OperatorRules): ReadonlyMap<string, Operator> {
  const match = (a: Value, b: Value): boolean =>
    rules.patterns === undefined ? compilePattern(text(b)).matches(text(a)) : rules.patterns.get(text(b)).matches(text(a))
  return new Map<string, Operator>([
    ['+', { binary: add }],
    ['-', { binary: subtract, prefix: negate }],
    ['*', { binary: multiply }],
    ['/', { binary: divide }],
    ['%', { binary: modulo }],
    ['.', { binary: concatenate, variadic: concatenateAll }],
    [',', { binary: (a, b) => join([a, b]), variadic: join }],
    ['&', { binary: bitAnd }],
    ['|', { binary: bitOr }],
    ['^', { binary: bitXor }],
    ['<<', { binary: shiftLeft }],
    ['>>', { binary: shiftRight }],
    ['~', { binary: match, prefix: invert }],
    ['=', { binary: equals }],
    ['!=', { binary: (a, b) => !equals(a, b) }],
    ['<', { binary: (a, b) => order(a, b, '<', rules.order) }],
    ['>', { binary: (a, b) => order(a, b, '>', rules.order) }],
    ['<=', { binary: (a, b) => order(a, b, '<=', rules.order) }],
    ['>=', { binary: (a, b) => order(a, b, '>=', rules.order) }],
    ['in', { binary: isIn }],
    ['and', { binary: and }],
    ['or', { binary: or }],
    ['!', { prefix: not }],
    ['any', { prefix: isAny }],
    ['->', { binary: elementOf }],
  ])
}

/** The table of 7.23 without a cache of patterns. */
export const operators: ReadonlyMap<string, Operator> = makeOperators({ order: defaultOrder, patterns: undefined })

/** Address or prefix within prefix; text is read as one (unverified). Nil and nothing lie nowhere. */
function isIn(a: Value, b: Value): Value {
  const inner = typeof a === 'string' ? (readWord(a) ?? nothing) : a
  const outer = typeof b === 'string' ? (readWord(b) ?? nothing) : b
  return contains(outer, inner)
}

function and(a: Value, b: Value): Value {
  if (typeof a === 'boolean' && typeof b === 'boolean') return a && b
  throw new Failure(`cannot compute boolean "and" of ${longName(a)} and ${longName(b)}`) // unverified
}

function or(a: Value, b: Value): Value {
  if (typeof a === 'boolean' && typeof b === 'boolean') return a || b
  throw new Failure(`cannot compute boolean "or" of ${longName(a)} and ${longName(b)}`) // unverified
}

function not(a: Value): Value {
  if (typeof a === 'boolean') return !a
  throw new Failure(`cannot compute boolean "not" of ${longName(a)}`) // unverified
}

/** Whether a value is neither nil nor nothing (H001, H005). */
function isAny(a: Value): boolean {
  return a !== nil && a !== nothing
}
