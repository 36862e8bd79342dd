// Owns the closures of comparison operators, with a fast path for numbers (and texts for `=`); they pass other values to the operator
// table.
import { pay, unit } from '../value/limits.ts'
import type { Closure, Machine } from './machine.ts'
import type { Binary } from './operate.ts'
import type { ClosureOperand } from './arithmetic.ts'

// The functions below are identical except for the operator, for speed. Closures from one place in the source share V8's type feedback:
// with one function for `<`, `<=`, `>` and `>=` that gets the test as an argument, V8 no longer inlines the test, and a loop with all four
// operators took 1.22 times the processor time (best of eight, node 20). `arithmetic.ts` does the same for this reason.

/** `left < right`. */
export function less<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a < b : slow(a, b)
  }
}

/** `left <= right`. */
export function lessOrEqual<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(a, b)
  }
}

/** `left > right`. */
export function greater<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a > b : slow(a, b)
  }
}

/** `left >= right`. */
export function greaterOrEqual<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const first = left.closure
  const second = right.closure
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(a, b)
  }
}

/** `left = right`. */
export function equal<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const { constant } = right
  const first = left.closure
  if (typeof constant === 'number' || typeof constant === 'string') {
    return (frame) => {
      const a = first(frame)
      return typeof a === typeof constant ? a === constant : slow(a, constant)
    }
  }
  const second = right.closure
  const same = equality(slow)
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a === b : same(a, b)
  }
}

/** `=` of two values, with a fast path for texts. */
export const equality =
  (slow: Binary): Binary =>
  (a, b) => {
    if (typeof a !== 'string' || typeof b !== 'string') return slow(a, b)
    return a.length === b.length && (a.length < unit ? a === b : sameLong(a, b))
  }

/** `left != right`. */
export function unequal<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary): Closure<M> {
  const { constant } = right
  const first = left.closure
  if (typeof constant === 'number' || typeof constant === 'string') {
    return (frame) => {
      const a = first(frame)
      return typeof a === typeof constant ? a !== constant : slow(a, constant)
    }
  }
  const second = right.closure
  const other = inequality(slow)
  return (frame) => {
    const a = first(frame)
    const b = second(frame)
    return typeof a === 'number' && typeof b === 'number' ? a !== b : other(a, b)
  }
}

/** `!=` of two values, with a fast path for texts. */
export const inequality =
  (slow: Binary): Binary =>
  (a, b) => {
    if (typeof a !== 'string' || typeof b !== 'string') return slow(a, b)
    return a.length !== b.length || (a.length < unit ? a !== b : !sameLong(a, b))
  }

/** Compares two large texts of equal length, which V8 may first have to flatten. */
function sameLong(a: string, b: string): boolean {
  pay(2 * a.length)
  return a === b
}
