// Owns visiting a bound tree, with the enclosing nodes and functions.
import { PlainLine } from './plain-lines.ts'
import type { Block, Body, Node, Operation, Statement } from './tree.ts'

/** A node with its enclosing nodes, outermost first; the list changes during the visit. */
type Enter = (part: Statement | Node, around: readonly (Statement | Node)[]) => void

/** Visits every statement and node of a body: `enter` before its children, `leave` after them. */
export function descend(body: Body, enter: Enter, leave: (part: Statement | Node) => void = () => undefined): void {
  body.statements.forEach(visitor(enter, leave))
}

/** Visits as `descend` does, but skips plain lines (`isPlain`), which contain no variables, operators or language commands. */
export function descendCode(body: Body, enter: Enter, leave?: (part: Statement | Node) => void): void {
  descend({ ...body, statements: codeIn(body) }, enter, leave)
}

/** A cache of `codeIn`. */
const code = new WeakMap<Body, readonly Statement[]>()

/** The statements of a body that are not plain lines. */
function codeIn(body: Body): readonly Statement[] {
  const known = code.get(body)
  if (known !== undefined) return known
  const made = body.statements.filter((statement) => !isPlain(statement))
  code.set(body, made)
  return made
}

/**
 * Whether a statement is a plain line: a command of a menu whose values are all words and constant strings. Most lines of exports are
 * plain.
 */
export function isPlain(at: Statement): boolean {
  if (at instanceof PlainLine) return true
  if (at.kind !== 'invocation' || at.command.menu.parent === undefined) return false
  for (const { value } of at.given)
    if (value !== undefined && value.kind !== 'literal' && (value.kind !== 'quoted' || value.value === undefined)) return false
  return true
}

/** Visits a node and all its descendants. */
export function descendFrom(part: Statement | Node, enter: Enter): void {
  visitor(enter, () => undefined)(part)
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

/** Called before and after the operands of each operation. */
interface Operations {
  readonly enter?: (operation: Operation) => void
  readonly leave?: (operation: Operation) => void
}

/**
 * Visits the operands of an operation and of nested operations, in the order of the text. Not recursive: a chain of one operator
 * (`a->b->c`, `1 << 2 << 3`) nests once per link, and may have as many links as a text has bytes.
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

/** Visits the direct children of a node, in the order of the text. */
function eachIn(at: Statement | Node, visit: (part: Statement | Node) => void): void {
  switch (at.kind) {
    case 'invocation':
    case 'unknown':
      for (const { value } of at.given) if (value !== undefined) visit(value)
      return
    case 'call':
      visit(at.callee)
      for (const { value } of at.given) if (value !== undefined) visit(value)
      return
    case 'scope':
    case 'bracket':
    case 'block':
    case 'path':
      if (at.body !== undefined) for (const statement of at.body.statements) visit(statement)
      return
    case 'quoted':
      for (const part of at.parts) if (typeof part !== 'string') visit(part)
      return
    case 'group':
      return visit(at.inner)
    case 'array':
      for (const { value } of at.members) if (value !== undefined) visit(value)
      return
    case 'condition':
      if (at.expression !== undefined) visit(at.expression)
      return
    // `eachOperand` traverses operations.
    case 'operation':
    case 'literal':
    case 'reference':
    case 'raw':
    case 'names':
  }
}

/** The innermost function among the enclosing nodes; undefined in the script itself. */
export const functionAround = (around: readonly (Statement | Node)[]): Block | undefined =>
  around.findLast((part): part is Block => part.kind === 'block' && part.frame !== undefined)

/** The node inside any number of parentheses. */
export function withoutParentheses(node: Node): Node {
  while (node.kind === 'group') node = node.inner
  return node
}
