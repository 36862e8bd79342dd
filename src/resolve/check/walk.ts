// Owns visiting the commands and conditions of a bound tree, with the information whether a command always runs.
import { eachOperand } from '../../syntax/descent.ts'
import { PlainLine } from '../../syntax/plain-lines.ts'
import type { Body, Condition, Invocation, Node, Statement, Unknown } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'

/** The callbacks of the visit. */
export interface Walker {
  invocation(invocation: Invocation, alwaysRuns: boolean): void
  condition?(condition: Condition): void
}

/**
 * Visits the commands and conditions of a body. Statements between an unknown menu (`/ip adress` on a line of its own) and the next
 * rooted path are skipped, because they belong to that menu. Returns their spans.
 */
export function walk(body: Body, walker: Walker): readonly Span[] {
  const skipped: Span[] = []
  const node = (at: Node | undefined): void => {
    if (at === undefined) return
    switch (at.kind) {
      case 'literal':
      case 'reference':
      case 'raw':
      case 'names':
        return
      case 'quoted':
        for (const part of at.parts) if (typeof part !== 'string') node(part)
        return
      case 'bracket':
      case 'block':
        return statements(at.body, false)
      case 'group':
        return node(at.inner)
      case 'operation':
        return eachOperand(at, node)
      case 'array':
        return at.members.forEach(({ value }) => node(value))
      case 'condition':
        walker.condition?.(at)
        return node(at.expression)
    }
  }
  const statement = (at: Statement, straight: boolean): void => {
    switch (at.kind) {
      case 'invocation':
        walker.invocation(at, straight)
        if (at instanceof PlainLine) return
        for (const { value } of at.given) if (value !== undefined && value.kind !== 'literal') node(value)
        return
      case 'call':
        node(at.callee)
        return at.given.forEach(({ value }) => node(value))
      case 'unknown':
        return at.given.forEach(({ value }) => node(value))
      case 'scope':
        return statements(at.body, straight)
      case 'path':
        if (at.body !== undefined) statements(at.body, straight)
    }
  }
  const statements = (around: Body, straight: boolean): void => {
    let lost = false
    for (const at of around.statements) {
      if (lost && isRelative(at)) {
        skipped.push({ from: at.from, to: at.to })
        continue
      }
      lost = at.kind === 'unknown' && isMenuLine(at)
      statement(at, straight)
    }
  }
  statements(body, true)
  return skipped
}

/** Whether the meaning of a statement depends on the current menu. */
const isRelative = (statement: Statement): boolean =>
  (statement.kind === 'invocation' || statement.kind === 'unknown') && statement.head.sign === ''

/** Whether the statements behind a body belong to an unknown menu. */
export function isMenuUnknown({ statements }: Body): boolean {
  const last = statements.findLast((statement) => !isRelative(statement))
  return last?.kind === 'unknown' && isMenuLine(last)
}

/** Whether an unknown command is only a path from the root. */
const isMenuLine = ({ head, given }: Unknown): boolean =>
  head.sign === '/' && given.every(({ key, value }) => key === undefined && value?.kind === 'literal')
