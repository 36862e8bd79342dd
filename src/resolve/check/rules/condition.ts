// Owns the rules about conditions: unknown properties, and prefixes compared with text.
import { KnownMenu } from '../../../schema/known-menu.ts'
import { withoutParentheses } from '../../../syntax/descent.ts'
import type { Literal } from '../../../syntax/literals.ts'
import type { Condition, Node, Reference } from '../../../syntax/tree.ts'
import { ArrayValue, Ip } from '../../../value/value.ts'
import { comparisons, signs } from '../comparisons.ts'
import type { RuleFamily, Rule } from '../rule.ts'
import { renamed } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'

const rule: Rule = {
  code: 'unknown-property',
  severity: 'warning',
  about: 'a condition uses a property that the menu is not known to have',
  why: `In a condition a bare word that is not a property is a variable, and an undeclared variable is nothing: the condition is never \
true, and the device reports no error. Only names similar to a property are reported.`,
  wrong: ':put [/interface find where disabeld=yes]',
  right: ':put [/interface find where disabled=yes]',
}

const prefix: Rule = {
  code: 'unquoted-prefix',
  severity: 'warning',
  about: 'a condition compares a property with an unquoted prefix',
  why: `The property is a text. Without quotes the right side is an address with its length, which equals no text: no row is found, and \
the device reports no error.`,
  wrong: ':put [/ip address find where address=192.0.2.1/24]',
  right: ':put [/ip address find where address="192.0.2.1/24"]',
}

/** Whether a word was read as an address and its length. */
const isPair = (node: Node | undefined): node is Literal =>
  node?.kind === 'literal' && node.value instanceof ArrayValue && node.text.includes('/') && node.value.items[0] instanceof Ip

/** Checks conditions for bare words that are similar to a property, and for unquoted prefixes, which equal no text. */
export const conditionRules: RuleFamily = {
  rules: [rule, prefix],
  condition(condition, checked) {
    const { menu } = condition
    if (!(menu instanceof KnownMenu) || !menu.sure) return
    for (const { name, other } of comparisons(condition))
      if (isPair(other))
        checked.report(prefix.code, other, {
          message: `'${other.text}' without quotes equals no ${name.variable.name}`,
          help: `quote it: ${name.variable.name}="${other.text}"`,
          fixes: [
            { title: `write "${other.text}"`, edits: [{ from: other.from, to: other.to, text: `"${other.text}"` }], preferred: true },
          ],
        })
    for (const { variable, from, to } of comparedNames(condition)) {
      if (variable.kind !== 'parameter' || !/^[a-z][a-z0-9-]*$/.test(variable.name)) continue
      const help = didYouMean(variable.name, menu.properties)
      if (help !== undefined)
        checked.report(
          rule.code,
          { from, to },
          {
            message: `'${variable.name}' is not a property of ${menu.path}`,
            help,
            fixes: renamed({ from, to }, similar(variable.name, menu.properties)),
          },
        )
    }
  },
}

/** The names on the left of a condition's comparisons, which are probably meant as properties. */
const comparedNames = (condition: Condition): readonly Reference[] => comparisons(condition).map(({ name }) => name)

/**
 * The bare names in a condition, except those on the right of an operator. A name with `-` that is not a property was parsed as several
 * (`raid-type=1`); each of them is returned.
 */
export function bareNamesIn({ expression }: Condition): readonly Reference[] {
  const found: Reference[] = []
  const left = expression === undefined ? [] : [expression]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const inner = withoutParentheses(at)
    if (inner.kind === 'reference' && !inner.dollar) found.push(inner)
    else if (inner.kind === 'operation') left.push(...(signs.has(inner.operator) ? inner.operands.slice(0, 1) : inner.operands))
  }
  return found
}
