// Owns finding the arguments of an invocation, and converting a value to a number.
import type { GivenArgument, Invocation, Node } from '../syntax/tree.ts'
import { Failure } from '../diagnostic/failure.ts'
import { toNum } from '../value/convert.ts'
import type { Value } from '../value/value.ts'

/** The argument with this full name; the last one if repeated. Undefined if it was not given, or as `!name`. */
export function argument(invocation: Invocation, name: string): GivenArgument | undefined {
  return invocation.given.findLast((given) => given.argument.name === name && !given.unset)
}

/** The node of an argument's value. */
export function node(invocation: Invocation, name: string): Node | undefined {
  return argument(invocation, name)?.value
}

/** The node of a required argument's value. Only called if the argument was given: `special` is not called otherwise. */
export function requiredNode(invocation: Invocation, name: string): Node {
  return node(invocation, name)!
}

/** The names in `required` that the invocation lacks. */
export function absent(required: readonly string[] | undefined, invocation: Invocation): readonly string[] {
  return required === undefined ? none : required.filter((name) => argument(invocation, name) === undefined)
}

const none: readonly string[] = []

/** Throws the Failure of a loop that would never end. */
export function refuseZeroStep(): never {
  throw new Failure('the step of a loop must not be 0')
}

/** Converts a num, numeric text or an address to a whole number. Throws a Failure `invalid value for argument ...`, as the device does. */
export function numberOf(value: Value, argument: string): number | bigint {
  const number = toNum(value)
  if (typeof number === 'number' || typeof number === 'bigint') return number
  throw new Failure(`invalid value for argument ${argument}`)
}
