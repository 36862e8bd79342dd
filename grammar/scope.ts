// Owns the names that are declared where the parser is: scopes, and the frames that locals get their slots in.
import { Variable, type FrameLayout } from '../src/syntax/tree.ts'
import type { Naming } from './names.ts'

/** A scope: a block, a bracket or a whole sealed body. The first declaration of a name in a scope claims it. */
export class NameScope {
  readonly parent: NameScope | undefined
  readonly frame: FrameLayout
  readonly #made: ((kind: 'local' | 'global', name: string) => Variable) | undefined
  readonly #before: ReadonlyMap<string, Variable> | undefined
  /** Most brackets and blocks declare nothing: no table before the first name. */
  #names: Map<string, Variable> | undefined

  /**
   * `made` hands out the variables of what is declared in this very scope, where they are to be the same in several parses. `before` is
   * what is declared in it before the parse, by name.
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

  /** What is declared in this very scope by the parse, by name. */
  get own(): Iterable<Variable> {
    return this.#names?.values() ?? []
  }

  /** The variable that a name means here, or undefined where nobody declared it. */
  find(name: string): Variable | undefined {
    return this.#claimed(name) ?? this.parent?.find(name)
  }

  #claimed(name: string): Variable | undefined {
    return this.#names?.get(name) ?? this.#before?.get(name)
  }

  /**
   * Declares a name. A name that this scope has already keeps its first meaning for readers, and the declaration writes where it says:
   * `:global v 1; :local v 2; :put $v` prints 1.
   */
  declare(name: string, naming: Exclude<Naming, 'look-up'>): Variable {
    const claimed = this.#claimed(name)
    const kind = naming === 'declare-global' ? 'global' : 'local'
    if (claimed?.kind === kind) return claimed
    const variable = this.#made?.(kind, name) ?? new Variable(kind, name, kind === 'local' ? this.frame.size++ : -1)
    if (claimed === undefined) this.#claim(variable)
    return variable
  }

  /** Makes a local variable that is invisible until a scope adopts it (the counter of a loop). */
  counter(name: string): Variable {
    return new Variable('local', name, this.frame.size++)
  }

  adopt(variable: Variable): void {
    this.#claim(variable)
  }

  #claim(variable: Variable): void {
    this.#names ??= new Map()
    this.#names.set(variable.name, variable)
  }
}
