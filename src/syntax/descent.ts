// Owns the way through a whole bound tree, with the functions that each part stands in.
import type { Block, Body, Node, Statement } from './tree.ts'

/** A part with the parts around it, outermost first. */
type Visit = (part: Statement | Node, around: readonly (Statement | Node)[]) => void

/** Comes by every statement and every node of a body, each before what is in it. */
export function descend({ statements }: Body, visit: Visit, around: readonly (Statement | Node)[] = []): void {
  for (const statement of statements) part(statement, visit, around)
}

function part(at: Statement | Node, visit: Visit, around: readonly (Statement | Node)[]): void {
  visit(at, around)
  const inside = [...around, at]
  const into = (node: Node | undefined): void => {
    if (node !== undefined) part(node, visit, inside)
  }
  switch (at.kind) {
    case 'invocation':
    case 'unknown':
      return at.given.forEach(({ value }) => into(value))
    case 'call':
      into(at.callee)
      return at.given.forEach(({ value }) => into(value))
    case 'scope':
    case 'bracket':
    case 'block':
      return descend(at.body, visit, inside)
    case 'path':
      if (at.body !== undefined) descend(at.body, visit, inside)
      return
    case 'quoted':
      return at.parts.forEach((one) => into(typeof one === 'string' ? undefined : one))
    case 'group':
      return into(at.inner)
    case 'operation':
      return at.operands.forEach(into)
    case 'array':
      return at.members.forEach(({ value }) => into(value))
    case 'condition':
      return into(at.expression)
    case 'literal':
    case 'reference':
    case 'raw':
    case 'names':
  }
}

/** The innermost function that something stands in. */
export const functionAround = (around: readonly (Statement | Node)[]): Block | undefined =>
  around.findLast((part): part is Block => part.kind === 'block' && part.frame !== undefined)

/** The node inside any number of parentheses. */
export function bare(node: Node): Node {
  while (node.kind === 'group') node = node.inner
  return node
}
