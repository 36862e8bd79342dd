// Owns the functions of the operators of expressions, built from the operator table, and the messages for operands that they refuse.
import { Failure } from '../diagnostic/failure.ts'
import { longName } from './compare.ts'
import { concatenateAll, join } from './concatenate.ts'
import { prefixFunction, binaryFunction } from './operator-table.ts'
import { compilePattern, type PatternCache } from './pattern.ts'
import { toText } from './show.ts'
import type { Value } from './value.ts'

/** The functions of one operator: `binary` (chains fold to the left), `variadic` over all operands at once, `prefix`. */
export interface OperatorFunctions {
  readonly binary?: (a: Value, b: Value) => Value
  readonly variadic?: (operands: readonly Value[]) => Value
  readonly prefix?: (a: Value) => Value
}

/** The order operators' rules that depend on the release. `arrays`: 7.23.3 refuses to compare arrays by order (H017), 7.24rc4 does. */
export interface OrderRules {
  readonly arrays: 'refused' | 'ordered'
}

/** The rules of 7.23 and before. */
const defaultOrder: OrderRules = { arrays: 'refused' }

/** The settings of an operator set. Without `patterns` each `~` compiles its pattern again. */
export interface OperatorRules {
  readonly order: OrderRules
  readonly patterns: PatternCache | undefined
}

/** The functions of all operators under given rules. Each device has its own, with its own pattern cache and release. */
export function makeOperators(rules: OperatorRules): ReadonlyMap<string, OperatorFunctions> {
  const match = (a: Value, b: Value): boolean =>
    rules.patterns === undefined ? compilePattern(toText(b)).matches(toText(a)) : rules.patterns.get(toText(b)).matches(toText(a))
  const ordersArrays = rules.order.arrays === 'ordered'
  const computed = (sign: string): [string, OperatorFunctions] => {
    const compute = binaryFunction(sign, ordersArrays)
    return [sign, { binary: (a, b) => compute(a, b) ?? refused(sign, a, b) }]
  }
  const preceding = (sign: string): OperatorFunctions => {
    const compute = prefixFunction(sign)
    return { prefix: (a) => compute(a) ?? refusedPrefix(sign, a) }
  }
  const operators = new Map<string, OperatorFunctions>('+ - * / % & | ^ << >> . , = != < > <= >= in and or ->'.split(' ').map(computed))
  operators.set('.', { ...operators.get('.'), variadic: concatenateAll })
  operators.set(',', { ...operators.get(','), variadic: join })
  operators.set('-', { ...operators.get('-'), ...preceding('-') })
  operators.set('~', { binary: match, ...preceding('~') })
  for (const sign of ['!', 'any']) operators.set(sign, preceding(sign))
  return operators
}

/** The operators of 7.23 without a pattern cache. */
export const operators: ReadonlyMap<string, OperatorFunctions> = makeOperators({ order: defaultOrder, patterns: undefined })

/** An operator that compares by order. */
export type OrderSign = '<' | '>' | '<=' | '>='

/** Compares two values by the rules of 7.23. Throws a Failure if their types have no order. */
export const order = (a: Value, b: Value, sign: OrderSign): boolean => operators.get(sign)?.binary?.(a, b) === true

const truth = prefixFunction('if')

/**
 * Converts the value of a condition to a JavaScript boolean. Throws a Failure `conditional not boolean` for types that are neither true nor
 * false: text (language reference, section 2), times and addresses (inferred).
 */
export function isTruthy(value: Value): boolean {
  if (typeof value === 'boolean') return value
  const found = truth(value)
  if (typeof found !== 'boolean') throw new Failure('conditional not boolean')
  return found
}

type Words = (left: string, right: string) => string

/** The message for two types without a row. Seen on devices: `less than`, `more than`, bitwise "and"; the others are inferred from them. */
const refusals: Readonly<Record<string, Words>> = {
  '+': (left, right) => `cannot add ${right} to ${left}`,
  '-': (left, right) => `cannot subtract ${right} from ${left}`,
  '*': (left, right) => `cannot multiply ${left} by ${right}`,
  '/': (left, right) => `cannot divide ${left} by ${right}`,
  '%': (left, right) => `cannot compute remainder of ${left} by ${right}`,
  '&': (left, right) => `cannot compute bitwise "and" of ${left} and ${right}`,
  '|': (left, right) => `cannot compute bitwise "or" of ${left} and ${right}`,
  '^': (left, right) => `cannot compute bitwise "xor" of ${left} and ${right}`,
  '<<': (left, right) => `cannot compute bitwise "shift left" of ${left} and ${right}`,
  '>>': (left, right) => `cannot compute bitwise "shift right" of ${left} and ${right}`,
  '<': (left, right) => `cannot compare if ${left} is less than ${right}`,
  '>': (left, right) => `cannot compare if ${left} is more than ${right}`,
  '<=': (left, right) => `cannot compare if ${left} is less than or equal to ${right}`,
  '>=': (left, right) => `cannot compare if ${left} is more than or equal to ${right}`,
  and: (left, right) => `cannot compute boolean "and" of ${left} and ${right}`,
  or: (left, right) => `cannot compute boolean "or" of ${left} and ${right}`,
}

const ordering: ReadonlySet<string> = new Set(['<', '>', '<=', '>='])

/** Throws the Failure of a binary operator for two types without a row. */
function refused(sign: string, a: Value, b: Value): never {
  const message = refusals[sign]?.(longName(a), longName(b)) ?? `cannot compute "${sign}" of ${longName(a)} and ${longName(b)}`
  const ofText = typeof a === 'string' || typeof b === 'string'
  if (!ordering.has(sign)) throw new Failure(message, sign === '+' && ofText ? { cause: { kind: 'no-sum-of-text' } } : {})
  throw new Failure(message, { cause: { kind: typeof a === 'string' ? 'no-order-of-text' : 'no-order' } })
}

/** Throws the Failure of a prefix operator for a type without a row. */
function refusedPrefix(sign: string, a: Value): never {
  if (sign === '~') throw new Failure(`cannot invert ${longName(a)}`, { cause: { kind: 'not-invertible' } })
  throw new Failure(sign === '!' ? `cannot compute boolean "not" of ${longName(a)}` : `cannot negate ${longName(a)}`)
}
