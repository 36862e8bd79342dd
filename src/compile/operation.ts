// Owns the closures of operators in expressions, with fast paths for numbers, texts and bools.
import { ArrayValue, Code, Op, nothing, shared, type Value } from '../value/value.ts'
import type { Node, Operation } from '../syntax/tree.ts'
import { elementOf } from '../value/element.ts'
import { maxTextBytes } from '../value/limits.ts'
import { compilePattern, type Pattern } from '../value/pattern.ts'
import { toText } from '../value/show.ts'
import * as arithmetic from './arithmetic.ts'
import type { ClosureOperand } from './arithmetic.ts'
import * as comparison from './comparison.ts'
import { constantOf, isDeferred, isWrittenConstant } from './constant.ts'
import { rowConditionHolds } from './condition.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'
import { binaryOf, prefixOf, variadicOf, type Binary } from './operate.ts'
import { Deferred, call, codeOf } from './routine.ts'
import { catchUnwind } from './unwind.ts'

/** Makes the closure of one operator; `slow` is the function of the operator table. */
type Special = <M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>, slow: Binary) => Closure<M>

/** Operators with their own fast closures. */
const fast: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['+', arithmetic.addition],
  ['-', arithmetic.subtraction],
  ['*', arithmetic.multiplication],
  ['/', arithmetic.division],
  ['%', arithmetic.remainder],
  ['<', comparison.less],
  ['<=', comparison.lessOrEqual],
  ['>', comparison.greater],
  ['>=', comparison.greaterOrEqual],
  ['=', comparison.equal],
  ['!=', comparison.unequal],
  ['.', concatenation],
  ['and', conjunction],
  ['or', disjunction],
  ['~', match],
  ['->', element],
])

/** Compiles an operation. A chain of one operator is computed from the left. */
export function operation<M extends Machine>(node: Operation, context: Context<M>): Closure<M> {
  const { operator, operands } = node
  const [first] = operands
  if (isDeferred(node)) return deferred(node, first!, context)
  if (operands.length === 1) return prefix(operator, first!, context)
  if (operator === ' ') return juxtaposition(operands, context)
  if (operator === '<%%') return application(operands, context)
  const special = fast.get(operator)
  const slow = binaryOf(context.operators, operator)
  const all = variadicOf(context.operators, operator)
  if (all !== undefined && (special === undefined || operands.length > 2)) return chain(all, operands, context)
  let left = operand(first!, context)
  for (let at = 1; at < operands.length; at++) {
    const right = operand(operands[at]!, context)
    const closure = special === undefined ? general(left.closure, right.closure, slow) : special(left, right, slow)
    left = { closure, constant: undefined }
  }
  return left.closure
}

/** Compiles an operand. */
export function operand<M extends Machine>(node: Node, context: Context<M>): ClosureOperand<M> {
  return { closure: context.value(node), constant: constantOf(node, context.analysis.constants) }
}

const general =
  <M extends Machine>(left: Closure<M>, right: Closure<M>, operate: Binary): Closure<M> =>
  (frame) =>
    operate(left(frame), right(frame))

function chain<M extends Machine>(all: (values: readonly Value[]) => Value, operands: readonly Node[], context: Context<M>): Closure<M> {
  const closures = operands.map((node) => context.value(node))
  return (frame) => {
    const values: Value[] = []
    for (let at = 0; at < closures.length; at++) values.push(closures[at]!(frame))
    return all(values)
  }
}

function prefix<M extends Machine>(operator: string, node: Node, context: Context<M>): Closure<M> {
  const operate = prefixOf(context.operators, operator)
  const value = context.value(node)
  if (operator !== '!') return (frame) => operate(value(frame))
  return (frame) => {
    const given = value(frame)
    return typeof given === 'boolean' ? !given : operate(given)
  }
}

function concatenation<M extends Machine>(
  { closure: left }: ClosureOperand<M>,
  { closure: right }: ClosureOperand<M>,
  slow: Binary,
): Closure<M> {
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    return typeof a === 'string' && typeof b === 'string' && a.length + b.length <= maxTextBytes ? a + b : slow(a, b)
  }
}

// Both sides are always evaluated: language reference, section 3, no short circuit.
function conjunction<M extends Machine>(
  { closure: left }: ClosureOperand<M>,
  { closure: right }: ClosureOperand<M>,
  slow: Binary,
): Closure<M> {
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    return typeof a === 'boolean' && typeof b === 'boolean' ? a && b : slow(a, b)
  }
}

function disjunction<M extends Machine>(
  { closure: left }: ClosureOperand<M>,
  { closure: right }: ClosureOperand<M>,
  slow: Binary,
): Closure<M> {
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    return typeof a === 'boolean' && typeof b === 'boolean' ? a || b : slow(a, b)
  }
}

/** `text ~ pattern`: a constant pattern is compiled at first use. */
function match<M extends Machine>(
  { closure: left }: ClosureOperand<M>,
  { closure: right, constant }: ClosureOperand<M>,
  slow: Binary,
): Closure<M> {
  if (typeof constant !== 'string') return general(left, right, slow)
  let pattern: Pattern | undefined
  return (frame) => {
    pattern ??= compilePattern(constant)
    return pattern.matches(toText(left(frame)))
  }
}

function element<M extends Machine>(left: ClosureOperand<M>, right: ClosureOperand<M>): Closure<M> {
  const { closure: array } = left
  const { closure: key } = right
  return (frame) => elementOf(array(frame), key(frame))
}

/** `(>...)`. A constant is not deferred: `(>{})` is the shortest way to write an empty array. */
function deferred<M extends Machine>(operation: Operation, node: Node, context: Context<M>): Closure<M> {
  const value = context.value(node)
  if (isWrittenConstant(node)) return value
  const closure = context.analysis.unwinding.has(operation) ? catchUnwind(value) : value
  const form = (): string => context.form(node)
  return (frame) => new Op(form, new Deferred(closure, frame))
}

/**
 * Adjacent values. What is nothing is passed over, so a single other value stays what it is: `(:totime 00:00:00.5)` is the time behind an
 * undeclared word, and `(a b=1)` is false (D069, D103; a published suite tests the former on routers). Of several values, whether all are
 * true (inferred from conditions).
 */
function juxtaposition<M extends Machine>(operands: readonly Node[], context: Context<M>): Closure<M> {
  const closures = operands.map((node) => context.value(node))
  return (frame) => {
    const values = closures.map((closure) => closure(frame)).filter((value) => value !== nothing)
    return values.length <= 1 ? (values[0] ?? nothing) : values.every(rowConditionHolds)
  }
}

/** `f <%% array`, right associative: calls `f` with the array's elements as `$0`, `$1`, ..., and its keyed elements as named arguments. */
function application<M extends Machine>(operands: readonly Node[], context: Context<M>): Closure<M> {
  const closures = operands.map((node) => context.value(node))
  return (frame) => closures.map((closure) => closure(frame)).reduceRight((given, callee) => apply(frame.machine, callee, given))
}

/**
 * Calls a function, which is an array that contains code: each code element is replaced by its result, so `(f <%% {0})` begins with an
 * empty text (J052).
 */
function apply(machine: Machine, callee: Value, given: Value): Value {
  if (codeOf(callee) !== undefined && callee instanceof ArrayValue)
    return new ArrayValue(callee.items.map((item) => (item instanceof Code ? shared(apply(machine, item, given)) : item)))
  const array = given instanceof ArrayValue ? given : new ArrayValue(given === nothing ? [] : [given])
  const named = array.keyedSize === 0 ? undefined : new Map(array.keys().map((key) => [key, shared(array.at(key)!)]))
  return call(machine, callee, array.items.map(shared), named)
}
