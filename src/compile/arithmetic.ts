// Owns the closures of arithmetic operators, with a fast path for safe integers; they pass other values to the operator table.
import type { Value } from '../value/value.ts'
import type { Closure, Machine } from './machine.ts'
import type { Binary } from './operate.ts'

/** An operand: its closure, and its value if it is constant. */
export interface ClosureOperand<M extends Machine> {
  readonly closure: Closure<M>
  readonly constant: Value | undefined
}

/** The largest integer that JavaScript represents exactly; the operator table uses bigints beyond it. */
export const maxSafe = Number.MAX_SAFE_INTEGER

// The functions are identical except for the operator; comparison.ts explains why they are not one function. `slow` is the function of the
// operator table.

/** `left + right`. */
export function addition<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    if (typeof a === 'number' && typeof b === 'number') {
      const sum = a + b
      if (sum <= maxSafe && sum >= -maxSafe) return sum
    }
    return slow(a, b)
  }
}

/** `left - right`. */
export function subtraction<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    if (typeof a === 'number' && typeof b === 'number') {
      const difference = a - b
      if (difference <= maxSafe && difference >= -maxSafe) return difference
    }
    return slow(a, b)
  }
}

/** `left * right`. Adding 0 turns -0 into 0, which a device does not distinguish. */
export function multiplication<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    if (typeof a === 'number' && typeof b === 'number') {
      const product = a * b + 0
      if (product <= maxSafe && product >= -maxSafe) return product
    }
    return slow(a, b)
  }
}

/** `left / right`, truncated toward zero. The quotient of two safe integers is never rounded up to the next whole number. */
export function division<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' && b !== 0 ? Math.trunc(a / b) + 0 : slow(a, b)
  }
}

/** `left % right`, with the sign of `left`. */
export function remainder<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' && b !== 0 ? (a % b) + 0 : slow(a, b)
  }
}
