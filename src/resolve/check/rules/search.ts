// Owns the rule about results of `:find` that are tested in a way that misses index 0.
import { withoutParentheses, descendCode } from '../../../syntax/descent.ts'
import type { Node } from '../../../syntax/tree.ts'
import type { RuleFamily, Rule } from '../rule.ts'

const rule: Rule = {
  code: 'find-above-zero',
  severity: 'hint',
  about: "'[:find ...] > 0' is false for a match at index 0",
  why: `:find returns an index from 0, or nil if there is no match; nil is not greater than 0 either. So a match at the start is missed. \
Test [:typeof [:find ...]] = "num", or compare with '>= 0'.`,
  wrong: ':local list {"a";"b"}\n:if ([:find $list "a"] > 0) do={:put "found"}',
  right: ':local list {"a";"b"}\n:if ([:typeof [:find $list "a"]] = "num") do={:put "found"}',
}

/** Checks comparisons of `:find` results. */
export const searchRules: RuleFamily = {
  rules: [rule],
  body(body, { report }) {
    descendCode(body, (part) => {
      if (part.kind !== 'operation') return
      const [left, right] = part.operands
      const isAbove = (part.operator === '>' && isNumber(right, '0')) || (part.operator === '>=' && isNumber(right, '1'))
      const isBelow = (part.operator === '<' && isNumber(left, '0')) || (part.operator === '<=' && isNumber(left, '1'))
      if ((isAbove && isFind(left)) || (isBelow && isFind(right)))
        report(rule.code, part, {
          message: "':find' returns 0 for a match at the start: this misses it",
          help: 'test [:typeof [:find ...]] = "num", or compare with >= 0',
        })
    })
  },
}

const isNumber = (node: Node | undefined, text: string): boolean => {
  const inner = node === undefined ? undefined : withoutParentheses(node)
  return inner?.kind === 'literal' && inner.text === text
}

/** Whether a node is a `:find` that searches the whole value. A search from an index never returns 0. */
function isFind(node: Node | undefined): boolean {
  const inner = node === undefined ? undefined : withoutParentheses(node)
  if (inner?.kind !== 'bracket') return false
  const [only, ...more] = inner.body.statements
  return (
    only?.kind === 'invocation' &&
    more.length === 0 &&
    only.command.name === 'find' &&
    only.command.menu.parent === undefined &&
    !only.given.some(({ argument }) => argument.name === 'from')
  )
}
