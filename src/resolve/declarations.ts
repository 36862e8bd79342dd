// Owns which names a script declares anywhere, and which its calls give by name.
import { descend } from '../syntax/descent.ts'
import type { Body, Names, Node, Statement } from '../syntax/tree.ts'

/** The names of one script. */
export class Declarations {
  readonly #all = new Set<string>()
  readonly #outside = new Set<string>()
  readonly #passed = new Set<string>()

  constructor(body: Body) {
    let functions = 0
    const isFunction = (part: Statement | Node): boolean => part.kind === 'block' && part.frame !== undefined
    descend(
      body,
      (part) => {
        if (isFunction(part)) functions++
        if (part.kind === 'names') this.#declare(part, functions > 0)
        else if (part.kind === 'call' || part.kind === 'unknown') this.#pass(part.given)
        // An array can hold the named arguments of a call: `$f <%% {name=1}`.
        else if (part.kind === 'array') this.#pass(part.members)
      },
      (part) => {
        if (isFunction(part)) functions--
      },
    )
  }

  /** All names that are declared somewhere. */
  get names(): ReadonlySet<string> {
    return this.#all
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

  #declare({ variables }: Names, inside: boolean): void {
    for (const { name } of variables) {
      this.#all.add(name)
      if (!inside) this.#outside.add(name)
    }
  }

  #pass(given: readonly { readonly key: string | undefined }[]): void {
    for (const { key } of given) if (key !== undefined) this.#passed.add(key)
  }
}
