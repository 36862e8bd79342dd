// Owns the way through a whole bound tree, with the functions that each part stands in.
import type { Block, Body, Node, Operation, Statement } from './tree.ts'

/** A part with the parts around it, outermost first; the list changes as the visit goes on. */
type Enter = (part: Statement | Node, around: readonly (Statement | Node)[]) => void

/** Visits every statement and every node of a body: `enter` before what is in it, `leave` behind that. */
export function descend(body: Body, enter: Enter, leave: (part: Statement | Node) => void = () => undefined): void {
  body.statements.forEach(visitor(enter, leave))
}

/** Visits a part and all that is in it. */
export function descendFrom(part: Statement | Node, enter: Enter, leave: (part: Statement | Node) => void = () => undefined): void {
  visitor(enter, leave)(part)
}

function visitor(enter: Enter, leave: (part: Statement | Node) => void): (part: Statement | Node) => void {
  const around: (Statement | Node)[] = []
  const visit = (part: Statement | Node): void => {
    if (part.kind === 'operation') return operation(part)
    enter(part, around)
    around.push(part)
    eachIn(part, visit)
    around.pop()
    leave(part)
  }
  const operation = (part: Operation): void =>
    eachOperand(part, visit, {
      enter(at) {
        enter(at, around)
        around.push(at)
      },
      leave(at) {
        around.pop()
        leave(at)
      },
    })
  return visit
}

/** What is done before and behind the operands of each operation. */
interface Operations {
  readonly enter?: (operation: Operation) => void
  readonly leave?: (operation: Operation) => void
}

/**
 * Visits what an operation, and the operations that are operands of it, are made of, in the order of the text. Without recursion: a chain
 * of one sign (`a->b->c`, `1 << 2 << 3`) nests once for each link, and may have as many links as a text has bytes.
 */
export function eachOperand(operation: Operation, visit: (operand: Node) => void, { enter, leave }: Operations = {}): void {
  const open: { readonly operation: Operation; next: number }[] = []
  const begin = (inner: Operation): void => {
    enter?.(inner)
    open.push({ operation: inner, next: 0 })
  }
  begin(operation)
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const operand = top.operation.operands[top.next++]
    if (operand === undefined) {
      open.pop()
      leave?.(top.operation)
    } else if (operand.kind === 'operation') begin(operand)
    else visit(operand)
  }
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
    case 'array':
      return at.members.forEach(({ value }) => into(value))
    case 'condition':
      return into(at.expression)
    // `eachOperand` is the way through operations.
    case 'operation':
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
