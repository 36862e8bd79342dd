// Owns the rule of conditions that ask for a property which the menu does not have.
import { KnownMenu } from '../../../schema/known-menu.ts'
import { bare, eachOperand } from '../../../syntax/descent.ts'
import type { Condition, Node, Reference } from '../../../syntax/tree.ts'
import type { Family, Rule } from '../rule.ts'
import { didYouMean } from '../similar.ts'

const rule: Rule = {
  code: 'unknown-property',
  severity: 'warning',
  about: 'a condition asks for a property that the menu is not known to have',
  why: `In a condition a bare word that is no property is a variable, and one that nothing declares is nothing: the condition is never true,
and the device says nothing. Only names that are near to a property are told.`,
  wrong: ':put [/interface find where disabeld=yes]',
  right: ':put [/interface find where disabled=yes]',
}

/** Bare words in conditions that are near to a property. */
export const conditions: Family = {
  rules: [rule],
  condition(condition, scene) {
    const { menu } = condition
    if (!(menu instanceof KnownMenu) || !menu.sure) return
    for (const { variable, from, to } of comparedNames(condition)) {
      if (variable.kind !== 'parameter' || !/^[a-z][a-z0-9-]*$/.test(variable.name)) continue
      const help = didYouMean(variable.name, menu.properties)
      if (help !== undefined) scene.report(rule.code, { from, to }, { message: `'${variable.name}' is no property of ${menu.path}`, help })
    }
  },
}

/** The names on the left of a condition's comparisons, which are meant as properties. */
export const comparedNames = (condition: Condition): readonly Reference[] => comparisons(condition).map(({ name }) => name)

/** A bare name on the left of a sign, and what it is compared with. */
export interface Comparison {
  readonly name: Reference
  readonly other: Node | undefined
}

/** The comparisons of a condition whose left side is a bare name. */
export function comparisons({ expression }: Condition): readonly Comparison[] {
  const found: Comparison[] = []
  const node = (at: Node): void => {
    const inner = bare(at)
    if (inner.kind !== 'operation') return
    eachOperand(inner, node, {
      enter({ operator, operands: [left, other] }) {
        if (signs.has(operator) && left?.kind === 'reference' && !left.dollar) found.push({ name: left, other })
      },
    })
  }
  if (expression !== undefined) node(expression)
  return found
}

const signs = new Set(['=', '!=', '~', '<', '>', '<=', '>='])
