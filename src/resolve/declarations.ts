// Owns which names a script declares anywhere, and which its calls give by name.
import type { Body, Node, Statement } from '../syntax/tree.ts'

/** The names of one script. */
export class Declarations {
  readonly #all = new Set<string>()
  readonly #outside = new Set<string>()
  readonly #passed = new Set<string>()

  constructor(bodies: readonly Body[]) {
    for (const body of bodies) this.#body(body, false)
  }

  /** Whether it is declared somewhere. */
  has(name: string): boolean {
    return this.#all.has(name)
  }

  /** Whether it is declared outside every function. */
  outside(name: string): boolean {
    return this.#outside.has(name)
  }

  /** Whether a call gives an argument of this name. */
  passed(name: string): boolean {
    return this.#passed.has(name)
  }

  #body({ statements }: Body, inside: boolean): void {
    for (const statement of statements) this.#statement(statement, inside)
  }

  #statement(statement: Statement, inside: boolean): void {
    switch (statement.kind) {
      case 'invocation':
        for (const { value } of statement.given) if (value !== undefined) this.#node(value, inside)
        return
      case 'call':
        this.#node(statement.callee, inside)
        return this.#given(statement.given, inside)
      case 'unknown':
        return this.#given(statement.given, inside)
      case 'scope':
        return this.#body(statement.body, inside)
      case 'path':
        if (statement.body !== undefined) this.#body(statement.body, inside)
    }
  }

  #given(given: readonly { readonly key: string | undefined; readonly value: Node | undefined }[], inside: boolean): void {
    for (const { key, value } of given) {
      if (key !== undefined) this.#passed.add(key)
      if (value !== undefined) this.#node(value, inside)
    }
  }

  #node(node: Node, inside: boolean): void {
    switch (node.kind) {
      case 'literal':
      case 'raw':
      case 'reference':
        return
      case 'names':
        for (const { name } of node.variables) {
          this.#all.add(name)
          if (!inside) this.#outside.add(name)
        }
        return
      case 'quoted':
        for (const part of node.parts) if (typeof part !== 'string') this.#node(part, inside)
        return
      case 'group':
        return this.#node(node.inner, inside)
      case 'bracket':
        return this.#body(node.body, inside)
      case 'block':
        return this.#body(node.body, inside || node.frame !== undefined)
      case 'array':
        return node.members.forEach(({ key, value }) => {
          // An array can hold the named arguments of a call: `$f <%% {name=1}`.
          if (key !== undefined) this.#passed.add(key)
          this.#node(value, inside)
        })
      case 'operation':
        return node.operands.forEach((operand) => this.#node(operand, inside))
      case 'condition':
        if (node.expression !== undefined) this.#node(node.expression, inside)
    }
  }
}
