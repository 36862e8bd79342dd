// Owns the door of the compiler: a script becomes a program that a machine runs.
import { Code, nil, type Value } from '../value/value.ts'
import type { Body, Node, Script } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import { operators } from '../value/operators.ts'
import { analyse } from './analysis.ts'
import { body } from './body.ts'
import type { Compilation, Context } from './context.ts'
import { SealedRegions } from './emit/regions.ts'
import { code, expression } from './expression.ts'
import { Flow, Frame, type Behaviours, type Machine, type Watch } from './machine.ts'
import type { Operators } from './operate.ts'
import { exhausted } from './place.ts'
import { Routine, finish, freshSlots, type Compiled } from './routine.ts'
import type { Regions, Tier } from './tier.ts'
import { Ending } from './unwind.ts'

export interface CompileOptions<M extends Machine = Machine> {
  /** The text that the script was parsed from: lines of failures are counted in it. */
  readonly source: Source
  /** The printed form: of a script's body, of the block of a function, of the node of a deferred expression. */
  readonly form: (node: Node | Body) => string
  /** The operators of the release; those of 7.23 where it is left out. */
  readonly operators?: Operators
  /** See Compilation.guesses; false where it is left out. */
  readonly guesses?: boolean
  /** Off where it is left out, and where somebody watches. */
  readonly tier?: Tier | undefined
  readonly watch?: Watch<M> | undefined
}

/** Arguments of a run: `$0`, `$1`, ... and `$name`; `nested` where another script waits for it, which `:quit` ends too. */
export interface RunArguments {
  readonly nested?: boolean
  readonly positional?: readonly Value[]
  readonly named?: ReadonlyMap<string, Value>
  /** Told what the script returned; not told where it ended with its last command. */
  readonly returned?: ((value: Value) => void) | undefined
}

/** A compiled script. It may run many times, on many machines. */
export class Program<M extends Machine> {
  readonly #routine: Routine<M>
  /** The script as a code value (`:parse`): calling it runs it in a frame of its own. */
  readonly code: Code

  constructor(compiled: Compiled<M>, script: Script, form: () => string) {
    this.#routine = new Routine(() => compiled, script.frame)
    this.code = new Code(form, this.#routine)
  }

  /**
   * Runs it to its end and gives what it returned, else the value of its last command. Throws the Failure that nothing in it caught.
   * An exhausted stack or memory comes out as a Failure that no script catches.
   */
  run(machine: M, { positional = [], named, nested = false, returned }: RunArguments = {}): Value {
    const frame = new Frame(machine, freshSlots(this.#routine.layout.size), [...positional], named && new Map(named), nil)
    try {
      const value = finish(frame, this.#routine.closure(frame))
      if (frame.flow === Flow.return) returned?.(value)
      return value
    } catch (error) {
      if (error instanceof Ending && !(nested && error.session)) return nil
      throw exhausted(error)
    }
  }
}

/** Compiles a script. Commands without behaviour compile too, and fail with their name when they are reached. */
export function compileScript<M extends Machine>(script: Script, behaviours: Behaviours<M>, options: CompileOptions<M>): Program<M> {
  const { source, form, watch } = options
  const compilation: Compilation<M> = {
    source,
    form,
    behaviours,
    operators: options.operators ?? operators,
    guesses: options.guesses ?? false,
    tier: watch === undefined ? options.tier : undefined,
    seen: watch === undefined ? (_node, closure) => closure : (node, closure) => watch(node, source, closure),
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

/** A sealed body: analysed first, then its closures are made. */
function sealed<M extends Machine>(whole: Body, compilation: Compilation<M>): Compiled<M> {
  const { seen, tier } = compilation
  const context: Context<M> = {
    ...compilation,
    analysis: analyse(whole, compilation),
    value: (node) => seen(node, expression(node, context)),
    code: (node) => seen(node, code(node, context)),
    body: (inner) => body(inner, context),
    sealed: (inner) => sealed(inner, compilation),
    get regions() {
      return regions
    },
  }
  const regions: Regions<M> | undefined = tier && new SealedRegions(whole, context, tier)
  return { closure: body(whole, context), regions }
}
