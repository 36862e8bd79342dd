// Owns the way through a whole bound tree, with the functions that each part stands in.
import type { Block, Body, Node, Statement } from './tree.ts'

/** A part with the parts around it, outermost first; the list changes as the visit goes on. */
type Enter = (part: Statement | Node, around: readonly (Statement | Node)[]) => void

/** Visits every statement and every node of a body: `enter` before what is in it, `leave` behind that. */
export function descend(body: Body, enter: Enter, leave: (part: Statement | Node) => void = () => undefined): void {
  const around: (Statement | Node)[] = []
  const visit = (part: Statement | Node): void => {
    enter(part, around)
    around.push(part)
    eachIn(part, visit)
    around.pop()
    leave(part)
  }
  body.statements.forEach(visit)
}

/** Visits what a part is made of, in the order of the text. */
function eachIn(at: Statement | Node, visit: (part: Statement | Node) => void): void {
  const into = (node: Node | undefined): void => {
    if (node !== undefined) visit(node)
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
    case 'path':
      return at.body?.statements.forEach(visit)
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
