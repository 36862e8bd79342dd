// Owns finding traps in values and operators: fractions, lost keys, `<>`, `nil`, properties compared with themselves.
import { withoutParentheses } from '../syntax/descent.ts'
import type { Bracket, Node, Operation, Reference } from '../syntax/tree.ts'
import { Ip, Time } from '../value/value.ts'
import type { DeclaredNames } from './declarations.ts'
import { noDetails, type ReportTrap } from './lint-finding.ts'

/** UTF-8 of the quotes U+2018 to U+201F, at the start of a value. */
export const curly = /(?<![^\s=])\xe2\x80[\x98-\x9f]/

/** Reports `1.5`, which is an address or a time. */
export function reportFraction(node: Node, report: ReportTrap): void {
  if (node.kind !== 'literal' || !/^\d+\.\d+$/.test(node.text)) return
  if (node.value instanceof Ip || node.value instanceof Time) report('no-fractions', node, node.text)
}

/** Reports `<>` of other languages. Here it is `<`, and the prefix operator `>`, which defers its operand. */
export function reportUnequal([, right]: readonly Node[], text: string, report: ReportTrap): void {
  if (right?.kind !== 'operation' || right.operator !== '>' || right.operands.length !== 1) return
  const from = right.from - 1
  if (text[from] === '<') report('not-equal', { from, to: from + 2 })
}

/**
 * Reports a comparison with the bare word `nil`, which is nothing, and returns the word. In `[:typeof $x] = nil` the text was intended, and
 * the word is a bare word like others; what another command in brackets returns is nothing, too, or nil (`[:find ...]`).
 */
export function reportNil(operands: readonly Node[], declared: DeclaredNames, report: ReportTrap): Reference | undefined {
  const [named, other] = operands.map(withoutParentheses)
  if (named === undefined || other?.kind !== 'reference' || (named.kind === 'bracket' && givesType(named))) return undefined
  const { dollar, variable } = other
  if (dollar || !/^(nil|null)$/.test(variable.name) || variable.kind !== 'parameter' || declared.has(variable.name)) return undefined
  report('nil-by-name', other, variable.name, { ...noDetails, isResult: named.kind === 'bracket' })
  return other
}

/** Whether brackets give the name of a type: `[:typeof $x]`. */
const givesType = ({ body: { statements } }: Bracket): boolean => {
  const last = statements.at(-1)
  return last?.kind === 'invocation' && last.command.path === '/typeof'
}

/** Reports an array with keys that is concatenated to a text: its keyed elements are dropped. */
export function reportVanishing(node: Node, report: ReportTrap): void {
  const inner = withoutParentheses(node)
  if (inner.kind === 'array' && inner.members.some(({ key }) => key !== undefined)) report('keyed-array-in-text', node)
}

/** Reports `find name=$name`, in which `$name` is the property and not the variable. */
export function reportComparison(operation: Operation, report: ReportTrap): void {
  const [left, right] = operation.operands.map(withoutParentheses)
  if (left?.kind === 'reference' && right?.kind === 'reference' && isSameProperty(left, right))
    report('self-comparison', operation, left.variable.name)
}

const isSameProperty = (left: Reference, right: Reference): boolean =>
  left.variable.kind === 'property' && right.variable.kind === 'property' && left.variable.name === right.variable.name
