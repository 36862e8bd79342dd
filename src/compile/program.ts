// Owns the entry point of the compiler: `compileScript` returns a program, which a machine runs.
import { Code, nil, type Value } from '../value/value.ts'
import type { Body, Node, Script } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import { operators } from '../value/operators.ts'
import { analyse } from './analysis.ts'
import { body } from './body.ts'
import type { Compilation, Context } from './context.ts'
import { SealedRegions } from './emit/regions.ts'
import { codeArgument, expression } from './expression.ts'
import { Flow, Frame, type Behaviours, type Machine, type Watch } from './machine.ts'
import type { Operators } from './operate.ts'
import { exhausted } from './place.ts'
import { Routine, finish, freshSlots, type Compiled } from './routine.ts'
import type { Regions, Tier } from './tier.ts'
import { ScriptEnd } from './unwind.ts'

/** The options of `compileScript`. */
export interface CompileOptions<M extends Machine = Machine> {
  /** The text that the script was parsed from. Lines of failures are lines of it. */
  readonly source: Source
  /** Prints a script's body, the block of a function, or the node of a deferred expression. */
  readonly form: (node: Node | Body) => string
  /** The operators of the release; default: those of 7.23. */
  readonly operators?: Operators
  /** See Compilation.guesses; default: false. */
  readonly guesses?: boolean
  /** The second tier; default: off. Also off if `watch` is set. */
  readonly tier?: Tier | undefined
  readonly watch?: Watch<M> | undefined
}

/** The arguments of a run. */
export interface RunArguments {
  /** Whether another script waits for it, which `:quit` then ends too. */
  readonly nested?: boolean
  /** `$0`, `$1`, ... */
  readonly positional?: readonly Value[]
  /** `$name`. */
  readonly named?: ReadonlyMap<string, Value>
  /** Called with the value of `:return`; not called if the script ended with its last command. */
  readonly returned?: ((value: Value) => void) | undefined
}

/** A compiled script. It may run repeatedly, on different machines. */
export class Program<M extends Machine> {
  readonly #routine: Routine<M>
  /** The script as a code value (`:parse`): each call runs it in a new frame. */
  readonly code: Code

  constructor(compiled: Compiled<M>, script: Script, form: () => string) {
    this.#routine = new Routine(() => compiled, script.frame)
    this.code = new Code(form, this.#routine)
  }

  /**
   * Runs the script; returns the value of `:return`, else that of its last command. Throws the Failure that the script does not catch. A
   * stack overflow of JavaScript becomes a Failure that no script catches.
   */
  run(machine: M, { positional = [], named, nested = false, returned }: RunArguments = {}): Value {
    const frame = new Frame(machine, freshSlots(this.#routine.layout.size), [...positional], named && new Map(named), nil)
    try {
      const value = finish(frame, this.#routine.closure(frame))
      if (frame.flow === Flow.return) returned?.(value)
      return value
    } catch (error) {
      if (error instanceof ScriptEnd && !(nested && error.session)) return nil
      throw exhausted(error)
    }
  }
}

/** Compiles a script. Commands without behaviour compile too, and fail with their name at run time. */
export function compileScript<M extends Machine>(script: Script, behaviours: Behaviours<M>, options: CompileOptions<M>): Program<M> {
  const { source, form, watch } = options
  const compilation: Compilation<M> = {
    source,
    form,
    behaviours,
    operators: options.operators ?? operators,
    guesses: options.guesses ?? false,
    tier: watch === undefined ? options.tier : undefined,
    watched: watch === undefined ? (_node, closure) => closure : (node, closure) => watch(node, source, closure),
  }
  return new Program(compiled(script.body, compilation), script, () => form(script.body))
}

function compiled<M extends Machine>(script: Body, compilation: Compilation<M>): Compiled<M> {
  try {
    return sealed(script, compilation)
  } catch (error) {
    const failure = exhausted(error)
    const closure = (): never => {
      throw failure
    }
    return { closure, regions: undefined }
  }
}

/** Compiles a sealed body: analyses it, then makes its closures. */
function sealed<M extends Machine>(whole: Body, compilation: Compilation<M>): Compiled<M> {
  const { watched, tier } = compilation
  const context: Context<M> = {
    ...compilation,
    analysis: analyse(whole, compilation),
    value: (node) => watched(node, expression(node, context)),
    code: (node) => watched(node, codeArgument(node, context)),
    body: (inner) => body(inner, context),
    sealed: (inner) => sealed(inner, compilation),
    get regions() {
      return regions
    },
  }
  const regions: Regions<M> | undefined = tier && new SealedRegions(whole, context, tier)
  return { closure: body(whole, context), regions }
}
