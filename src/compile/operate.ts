// Owns finding the functions of an operator in a release's operators.
import type { Value } from '../value/value.ts'
import type { OperatorFunctions } from '../value/operators.ts'
import { unmodelled } from '../diagnostic/failure.ts'

/** A function of two operands. Throws a Failure for types that the operator refuses. */
export type Binary = (a: Value, b: Value) => Value
/** The operators of a release, by sign. */
export type Operators = ReadonlyMap<string, OperatorFunctions>

/** The binary function of an operator. */
export function binaryOf(operators: Operators, sign: string): Binary {
  return operators.get(sign)?.binary ?? unknown(sign)
}

/** The function of a prefix operator. */
export function prefixOf(operators: Operators, sign: string): (a: Value) => Value {
  return operators.get(sign)?.prefix ?? unknown(sign)
}

/** The function of a chain over all its operands at once; undefined if chains are folded from the left. */
export function variadicOf(operators: Operators, sign: string): ((operands: readonly Value[]) => Value) | undefined {
  return operators.get(sign)?.variadic
}

const unknown = (sign: string) => (): Value => {
  throw unmodelled(`the operator ${sign}`)
}
