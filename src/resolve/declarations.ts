// Owns collecting the names that a script declares, reads as values, and passes as named arguments.
import { descendCode } from '../syntax/descent.ts'
import type { Body, Node, Reference, Statement } from '../syntax/tree.ts'
import type { Names } from '../syntax/variables.ts'

/** The queries about the declared names of a whole script. */
export interface DeclaredNames {
  /** All names declared anywhere. */
  readonly names: ReadonlySet<string>
  /** Whether a name is declared anywhere. */
  has(name: string): boolean
  /** Whether a name is declared outside every function. */
  outside(name: string): boolean
  /** Whether a declaration makes the name global. */
  isGlobal(name: string): boolean
  /** Whether a call passes an argument of this name. */
  passed(name: string): boolean
  /** Whether code that may call the text itself passes an argument of this name. */
  isHanded(name: string): boolean
  /** Whether a call calls a variable of this name. */
  isCalled(name: string): boolean
  /** Whether it is read as a value and not only called, so that a function of this name may be called by other code. */
  isValue(name: string): boolean
}

/** The names of one script. */
export class Declarations implements DeclaredNames {
  readonly #all = new Set<string>()
  readonly #outside = new Set<string>()
  readonly #globals = new Set<string>()
  readonly #passed = new Set<string>()
  readonly #values = new Set<string>()
  readonly #called = new Set<string>()
  readonly #isHanded: ((name: string) => boolean) | undefined

  /** `isHanded`: whether callers of the body pass an argument of a name, if they are known. */
  constructor(body: Body, isHanded?: (name: string) => boolean) {
    this.#isHanded = isHanded
    let functions = 0
    const isFunction = (part: Statement | Node): boolean => part.kind === 'block' && part.frame !== undefined
    descendCode(
      body,
      (part, around) => {
        if (isFunction(part)) functions++
        if (part.kind === 'reference') this.#read(part, around.at(-1))
        else if (part.kind === 'names') this.#declare(part, functions > 0)
        else if (part.kind === 'call' || part.kind === 'unknown') this.#pass(part.given)
        // An array can hold the named arguments of a call: `$f <%% {name=1}`.
        else if (part.kind === 'array') this.#pass(part.members)
      },
      (part) => {
        if (isFunction(part)) functions--
      },
    )
  }

  get names(): ReadonlySet<string> {
    return this.#all
  }

  has(name: string): boolean {
    return this.#all.has(name)
  }

  outside(name: string): boolean {
    return this.#outside.has(name)
  }

  isGlobal(name: string): boolean {
    return this.#globals.has(name)
  }

  passed(name: string): boolean {
    return this.#passed.has(name)
  }

  isHanded(name: string): boolean {
    return this.#isHanded?.(name) === true
  }

  isCalled(name: string): boolean {
    return this.#called.has(name)
  }

  isValue(name: string): boolean {
    return this.#values.has(name)
  }

  /** All recorded names, for merging several parts of a script. */
  get recorded(): Readonly<Record<'all' | 'outside' | 'globals' | 'passed' | 'values' | 'called', readonly string[]>> {
    return {
      all: [...this.#all],
      outside: [...this.#outside],
      globals: [...this.#globals],
      passed: [...this.#passed],
      values: [...this.#values],
      called: [...this.#called],
    }
  }

  #read(reference: Reference, around: Statement | Node | undefined): void {
    const { kind, name } = reference.variable
    if (kind === 'property') return
    if (around?.kind === 'call' && around.callee === reference) this.#called.add(name)
    else this.#values.add(name)
  }

  #declare({ variables }: Names, inside: boolean): void {
    for (const { kind, name } of variables) {
      this.#all.add(name)
      if (kind === 'global') this.#globals.add(name)
      if (!inside) this.#outside.add(name)
    }
  }

  #pass(given: readonly { readonly key: string | undefined }[]): void {
    for (const { key } of given) if (key !== undefined) this.#passed.add(key)
  }
}
