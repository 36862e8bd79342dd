// Owns the scopes of names that the parser sees at its position, and the slots that local variables get in a frame.
import { Variable, type FrameLayout } from '../src/syntax/variables.ts'
import type { Naming } from './names.ts'

/** The names of a block, a bracket or a whole sealed body. The first declaration of a name in a scope defines its kind, local or global. */
export class NameScope {
  readonly parent: NameScope | undefined
  readonly frame: FrameLayout
  readonly #made: ((kind: 'local' | 'global', name: string) => Variable) | undefined
  readonly #before: ReadonlyMap<string, Variable> | undefined
  /** Created at the first declaration: most brackets and blocks declare nothing. */
  #names: Map<string, Variable> | undefined

  /**
   * `made` supplies the variables of this scope's own declarations if several parses share them. `before` holds the variables declared in
   * this scope before the parse, by name.
   */
  constructor(
    parent: NameScope | undefined,
    frame: FrameLayout,
    made?: (kind: 'local' | 'global', name: string) => Variable,
    before?: ReadonlyMap<string, Variable>,
  ) {
    this.parent = parent
    this.frame = frame
    this.#made = made
    this.#before = before
  }

  /** The variables that the parse declares in this scope itself. */
  get own(): Iterable<Variable> {
    return this.#names?.values() ?? []
  }

  /** Resolves a name here; undefined if it is not declared. */
  find(name: string): Variable | undefined {
    return this.#claimed(name) ?? this.parent?.find(name)
  }

  /** The names that are declared here, the innermost first; a name that is declared again further out appears twice. */
  *visible(): Iterable<string> {
    for (const names of [this.#names, this.#before]) yield* names?.keys() ?? []
    if (this.parent !== undefined) yield* this.parent.visible()
  }

  /** The variable of a name that this scope itself declares. */
  #claimed(name: string): Variable | undefined {
    return this.#names?.get(name) ?? this.#before?.get(name)
  }

  /**
   * Declares a name. If this scope declares it already, readers keep the first variable and the new declaration writes its own: `:global v
   * 1; :local v 2; :put $v` prints 1.
   */
  declare(name: string, naming: Exclude<Naming, 'look-up'>): Variable {
    const claimed = this.#claimed(name)
    const kind = naming === 'declare-global' ? 'global' : 'local'
    if (claimed?.kind === kind) return claimed
    const variable = this.#made?.(kind, name) ?? new Variable(kind, name, kind === 'local' ? this.frame.size++ : -1)
    if (claimed === undefined) this.#claim(variable)
    return variable
  }

  /** Makes a local variable (a loop counter) that is invisible until a scope adopts it. */
  counter(name: string): Variable {
    return new Variable('local', name, this.frame.size++)
  }

  /** Makes an existing variable visible in this scope. */
  adopt(variable: Variable): void {
    this.#claim(variable)
  }

  #claim(variable: Variable): void {
    this.#names ??= new Map()
    this.#names.set(variable.name, variable)
  }
}
