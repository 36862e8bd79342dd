// Owns inferring the type of an input from its uses in the script.
import { KnownArgument } from '../../schema/known-argument.ts'
import type { Node, Reference, Statement } from '../../syntax/tree.ts'
import { withoutParentheses } from '../../syntax/descent.ts'

/** `argument`: it is the value of a menu's property, and must be valid for it. `unknown`: no use determines the type. */
export type InputUse =
  | { readonly type: 'num' | 'str' | 'array' | 'ip' | 'time' | 'unknown' }
  | { readonly type: 'argument'; readonly argument: KnownArgument }

const unknown: InputUse = { type: 'unknown' }
const arithmetic = new Set(['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'])
const comparing = new Set(['<', '>', '<=', '>=', '=', '!='])
/** Types of command arguments, by `command argument`. */
const ofWords: ReadonlyMap<string, InputUse['type']> = new Map([
  ['foreach in', 'array'],
  ['for from', 'num'],
  ['for to', 'num'],
  ['for step', 'num'],
  ['pick counter', 'str'],
  ['pick begin', 'num'],
  ['pick end', 'num'],
  ['find in', 'str'],
  ['find key', 'str'],
  ['len value', 'str'],
  ['tonum value', 'num'],
  ['toip value', 'ip'],
  ['totime value', 'time'],
  ['delay delay-time', 'num'],
  ['toarray value', 'str'],
  ['convert value', 'str'],
])

/** The most specific of all uses, and whether the script tests if the input exists. */
export function inputUseOf(read: readonly { readonly node: Reference; readonly around: readonly (Statement | Node)[] }[]): {
  readonly use: InputUse
  readonly maybe: boolean
  /** The minimum length of an array, since the script reads its last element without a test. */
  readonly least: number
} {
  const uses = read.map(({ node, around }) => useOf(node, around))
  const order: readonly InputUse['type'][] = ['array', 'argument', 'ip', 'time', 'num', 'str']
  const use = order.map((type) => uses.find((one) => one.type === type)).find((one) => one !== undefined) ?? unknown
  const maybe = read.some(({ around }) =>
    around.some(
      (part) =>
        part.kind === 'invocation' &&
        (part.command.path === '/typeof' || part.command.path === '/len') &&
        part === around.findLast((one) => one.kind === 'invocation'),
    ),
  )
  const least = maybe ? 0 : Math.max(0, ...read.map(({ node, around }) => placeOf(node, around) + 1))
  return { use, maybe, least }
}

/** The index of the array element that is read: `($1->2)`; -1 if it is not constant. */
function placeOf(node: Reference, around: readonly (Statement | Node)[]): number {
  const parent = around.findLast((part) => part.kind !== 'group')
  if (parent?.kind !== 'operation' || parent.operator !== '->' || withoutParentheses(parent.operands[0] ?? node) !== node) return -1
  const key = parent.operands[1] && withoutParentheses(parent.operands[1])
  return key?.kind === 'literal' && typeof key.value === 'number' && key.value < 10 ? key.value : -1
}

function useOf(node: Reference, around: readonly (Statement | Node)[]): InputUse {
  const parents = around.filter((part) => part.kind !== 'group')
  const parent = parents.at(-1)
  if (parent === undefined) return unknown
  if (parent.kind === 'quoted') return { type: 'str' }
  if (parent.kind === 'operation') {
    const { operator, operands } = parent
    if (operator === '->') return withoutParentheses(operands[0] ?? node) === node ? { type: 'array' } : unknown
    if (arithmetic.has(operator)) return { type: 'num' }
    if (operator === '.' || operator === '~') return { type: 'str' }
    if (!comparing.has(operator)) return unknown
    const other = operands.map(withoutParentheses).find((operand) => operand !== node)
    return other?.kind === 'literal' && typeof other.value === 'number'
      ? { type: 'num' }
      : other?.kind === 'quoted'
        ? { type: 'str' }
        : unknown
  }
  if (parent.kind !== 'invocation') return unknown
  const given = parent.given.find(({ value }) => value !== undefined && withoutParentheses(value) === node)
  if (given === undefined) return unknown
  if (parent.command.menu.parent !== undefined)
    return given.argument instanceof KnownArgument && given.argument.name !== 'numbers'
      ? { type: 'argument', argument: given.argument }
      : { type: 'str' }
  // A script that tests the type of a conversion's result accepts any text.
  if (around.some((part) => part.kind === 'invocation' && part.command.path === '/typeof')) return unknown
  const type = ofWords.get(`${parent.command.name} ${given.argument.name}`)
  return type === undefined || type === 'argument' ? unknown : { type }
}
