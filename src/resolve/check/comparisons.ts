// Owns listing the comparisons in a condition whose left side is a bare name.
import { eachOperand, withoutParentheses } from '../../syntax/descent.ts'
import type { Condition, Node, Reference } from '../../syntax/tree.ts'

/** A bare name on the left of an operator, and its right operand. */
export interface NameComparison {
  readonly name: Reference
  readonly operator: string
  readonly other: Node | undefined
}

/** The comparisons of a condition whose left side is a bare name. */
export function comparisons({ expression }: Condition): readonly NameComparison[] {
  const found: NameComparison[] = []
  const node = (at: Node): void => {
    const inner = withoutParentheses(at)
    if (inner.kind !== 'operation') return
    eachOperand(inner, node, {
      enter({ operator, operands: [left, other] }) {
        if (signs.has(operator) && left?.kind === 'reference' && !left.dollar) found.push({ name: left, operator, other })
      },
    })
  }
  if (expression !== undefined) node(expression)
  return found
}

/** The operators that compare. */
export const signs: ReadonlySet<string> = new Set(['=', '!=', '~', '<', '>', '<=', '>='])
