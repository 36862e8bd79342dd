// Owns the way through a bound tree: each command, each condition, and whether a run always comes by.
import type { Body, Condition, Invocation, Node, Statement, Unknown } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'

/** What is met on the way. */
export interface Walker {
  invocation(invocation: Invocation, straight: boolean): void
  condition?(condition: Condition): void
}

/**
 * Goes through a body of `text`, whose offsets count from `base` there. Behind an unknown menu (`/ip adress` on a line of its own) the
 * lines up to the next path are meant for it, and what they would do elsewhere says nothing: they are passed over and given back.
 */
export function walk(body: Body, text: string, base: number, walker: Walker): readonly Span[] {
  const passed: Span[] = []
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
        return at.operands.forEach(node)
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
      if (lost && isRelative(at, text, base)) {
        passed.push({ from: base + at.from, to: base + at.to })
        continue
      }
      lost = at.kind === 'unknown' && isMenuLine(at, text, base)
      statement(at, straight)
    }
  }
  statements(body, true)
  return passed
}

/** Whether a statement counts on the current menu. */
function isRelative({ kind, from }: Statement, text: string, base: number): boolean {
  if (kind !== 'invocation' && kind !== 'unknown') return false
  return !/(?:^|[\n;{[])[ \t]*[/:][ \t]*[\w .\/-]*$/.test(text.slice(Math.max(0, base + from - 200), base + from))
}

/** Whether what follows a body would be meant for a menu that is unknown. */
export function isLost({ statements }: Body, text: string, base: number): boolean {
  const last = statements.findLast((statement) => !isRelative(statement, text, base))
  return last?.kind === 'unknown' && isMenuLine(last, text, base)
}

/** Whether an unknown command is a path on a line of its own. */
function isMenuLine({ from, given }: Unknown, text: string, base: number): boolean {
  if (given.some(({ key, value }) => key !== undefined || value?.kind !== 'literal')) return false
  return /(?:^|[\n;{])[ \t]*\/[ \t]*[\w .-]*$/.test(text.slice(Math.max(0, base + from - 200), base + from))
}
