// Owns generating the JavaScript of operators: inline for numbers, texts and bools; the operator table handles other values.
import type { Node, Operation } from '../../syntax/tree.ts'
import type { Pattern } from '../../value/pattern.ts'
import type { Value } from '../../value/value.ts'
import { maxSafe } from '../arithmetic.ts'
import { equality, inequality } from '../comparison.ts'
import { constantOf, isDeferred, isWrittenConstant } from '../constant.ts'
import type { Machine } from '../machine.ts'
import { binaryOf, prefixOf, variadicOf, type Binary } from '../operate.ts'
import { all, choose, emitTypeTest, type Emitted, type KnownType } from './emitted.ts'
import type { Region } from './region.ts'

/** The maximum number of operands of a chain folded inline: each nests once more. */
const maxInlineOperands = 30

/** An operation; undefined for calls and deferred expressions. */
export function emitOperation<M extends Machine>(node: Operation, region: Region<M>): Emitted | undefined {
  const { operator, operands } = node
  const [first] = operands
  if (first === undefined || operands.length > maxInlineOperands) return undefined
  if (isDeferred(node)) return isWrittenConstant(first) ? region.value(first) : undefined
  if (operands.length === 1) return prefix(operator, first, region)
  if (operator === ' ' || operator === '<%%') return undefined
  const { operators } = region.context
  const variadic = variadicOf(operators, operator)
  if (variadic !== undefined && (operator !== '.' || operands.length > 2)) {
    const values = operands.map((operand) => region.value(operand))
    const js = `${region.name(variadic)}([${values.map((one) => one.js).join(', ')}])`
    return { js, kind: 'any', pure: values.every((one) => one.pure), simple: false }
  }
  const slow = region.name(binaryOf(operators, operator))
  return operands.slice(1).reduce((left, right) => binary(operator, left, right, slow, region), region.value(first))
}

function prefix<M extends Machine>(operator: string, node: Node, region: Region<M>): Emitted {
  const slow = region.name(prefixOf(region.context.operators, operator))
  const value = region.value(node)
  if (operator !== '!') return { js: `${slow}(${value.js})`, kind: 'any', pure: value.pure, simple: false }
  if (value.kind === 'bool') return { ...value, js: `!(${value.js})`, simple: false }
  const held = region.temporary()
  return {
    js: `(typeof (${held} = ${value.js}) === 'boolean' ? !${held} : ${slow}(${held}))`,
    kind: 'bool',
    pure: value.pure,
    simple: false,
  }
}

/** Two simple operands, and the fallback expression. */
interface Pair {
  readonly a: Emitted
  readonly b: Emitted
  readonly slow: string
  /** The value of `b` if it is constant. */
  readonly constant: Value | undefined
  readonly temporary: () => string
}
/** Generates an operator inline; returns its expression and the type of its value. */
type InPlace = (sign: string, pair: Pair) => readonly [js: string, kind: KnownType]

function binary<M extends Machine>(operator: string, left: Emitted, node: Node, slow: string, region: Region<M>): Emitted {
  const right = region.value(node)
  const pure = left.pure && right.pure
  const constant = constantOf(node, region.context.analysis.constants)
  if (operator === '.') return { js: `CONCAT_FAST(${left.js}, ${right.js})`, kind: 'any', pure, simple: false }
  if (operator === '->') return { js: `ELEMENT(${left.js}, ${right.js})`, kind: 'any', pure, simple: false }
  if (operator === '~' && typeof constant === 'string') {
    return { js: `MATCH(${region.name({ source: constant, pattern: undefined })}, ${left.js})`, kind: 'bool', pure, simple: false }
  }
  const inPlace = signs.get(operator)
  if (inPlace === undefined) return { js: `${slow}(${left.js}, ${right.js})`, kind: resultOf(operator), pure, simple: false }
  const before: string[] = []
  const a = region.bindTemporary(left, before, right)
  const b = region.bindTemporary(right, before)
  const same = operator === '=' ? equality : operator === '!=' && inequality
  const other = same ? region.name(sameOf(same, binaryOf(region.context.operators, operator))) : slow
  const [js, kind] = inPlace(operator, { a, b, slow: `${other}(${a.js}, ${b.js})`, constant, temporary: () => region.temporary() })
  return { js: `(${[...before, js].join(', ')})`, kind, pure, simple: false }
}

const bools: ReadonlySet<string> = new Set(['~', 'in', 'and', 'or', '=', '!='])
const resultOf = (operator: string): KnownType => (bools.has(operator) ? 'bool' : 'any')

const numbers = ({ a, b }: Pair): string => all(emitTypeTest(a, 'num'), emitTypeTest(b, 'num'))
const isNatural = ({ js, kind }: Emitted): boolean => kind === 'num' && /^\d+$/.test(js)

/** Sums and differences: both bounds are tested only if both can be crossed. */
const adding: InPlace = (sign, pair) => {
  const { a, b, slow, temporary } = pair
  const sum = temporary()
  const computed = `(${sum} = ${a.js} ${sign} ${b.js})`
  const fits = !isNatural(b)
    ? `${computed} <= ${maxSafe} && ${sum} >= ${-maxSafe}`
    : sign === '+'
      ? `${computed} <= ${maxSafe}`
      : `${computed} >= ${-maxSafe}`
  return [choose(all(...[numbers(pair)].filter((one) => one !== 'true'), fits), sum, slow), 'any']
}

/** Adding 0 turns -0 into 0, which a device does not distinguish. */
const multiplying: InPlace = (_sign, pair) => {
  const { a, b, slow, temporary } = pair
  const product = temporary()
  const fits = `(${product} = ${a.js} * ${b.js} + 0) <= ${maxSafe} && ${product} >= ${-maxSafe}`
  return [choose(all(...[numbers(pair)].filter((one) => one !== 'true'), fits), product, slow), 'any']
}

const dividing: InPlace = (sign, pair) => {
  const { a, b, slow } = pair
  const divisible = /^[1-9]\d*$/.test(b.js) && b.kind === 'num' ? undefined : `${b.js} !== 0`
  const numeric = numbers(pair)
  const js = sign === '%' ? `${a.js} % ${b.js} + 0` : `Math.trunc(${a.js} / ${b.js}) + 0`
  const holds = all(numeric === 'true' ? undefined : numeric, divisible)
  return [choose(holds, js, slow), holds === 'true' ? 'num' : 'any']
}

/** Comparisons by order. The operator table may throw, but returns only bools. */
const ordering: InPlace = (sign, pair) => [choose(numbers(pair), `${pair.a.js} ${sign} ${pair.b.js}`, pair.slow), 'bool']

const equating: InPlace = (sign, pair) => {
  const { a, b, slow, constant } = pair
  const js = `${a.js} ${sign === '=' ? '===' : '!=='} ${b.js}`
  // The type of a constant decides which type to test for. Two variable texts may be long and are paid for.
  if (typeof constant === 'string') return [choose(all(emitTypeTest(a, 'str')), js, slow), 'bool']
  return [choose(numbers(pair), js, slow), 'bool']
}

/** `and` and `or`. Both sides are always evaluated, so they are evaluated before the test. */
const joining: InPlace = (sign, pair) => {
  const { a, b, slow } = pair
  return [choose(all(emitTypeTest(a, 'bool'), emitTypeTest(b, 'bool')), `${a.js} ${sign === 'and' ? '&&' : '||'} ${b.js}`, slow), 'bool']
}

const signs: ReadonlyMap<string, InPlace> = new Map([
  ['+', adding],
  ['-', adding],
  ['*', multiplying],
  ['/', dividing],
  ['%', dividing],
  ['<', ordering],
  ['<=', ordering],
  ['>', ordering],
  ['>=', ordering],
  ['=', equating],
  ['!=', equating],
  ['and', joining],
  ['or', joining],
])

/** The function that `make` makes of an operator's function, cached: all regions share it. */
function sameOf(make: (slow: Binary) => Binary, slow: Binary): Binary {
  let known = made.get(slow)
  if (known === undefined) made.set(slow, (known = make(slow)))
  return known
}

const made = new WeakMap<Binary, Binary>()

/** A constant pattern. It is compiled at first use, since compiling may throw. */
export interface PatternSite {
  readonly source: string
  pattern: Pattern | undefined
}
