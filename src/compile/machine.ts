// Owns what compiled code needs while it runs: frames, control flow, the machine behind them, and how a command behaves.
import type { Command } from '../../grammar/names.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Invocation, Node, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Account } from '../value/limits.ts'
import type { Value } from '../value/value.ts'
import type { EmitWord } from './emit/emitted.ts'
import type { Form } from './form.ts'

/** How a body ended: it fell off its end (0, so that `if (frame.flow)` asks for the others), or a word that leaves is on its way out. */
export const Flow = { on: 0, return: 1, break: 2, continue: 3, exit: 4 } as const
export type Flow = (typeof Flow)[keyof typeof Flow]

/** One activation of a sealed body: a script, or a call of a function. */
export class Frame<M extends Machine = Machine> {
  readonly machine: M
  /** Locals; `nothing` until written. */
  readonly slots: Value[]
  /** `$0`, `$1`, ... This activation's own. */
  readonly positional: Value[]
  /** Named arguments of the call; they come before globals of the same name, for `:set` too. This activation's own. */
  named: Map<string, Value> | undefined
  flow: Flow = Flow.on
  /** What `:return` gives. */
  result: Value
  /** Reads a property of the item that a condition is being asked of; set while it is. */
  property: ((name: string) => Value) | undefined
  constructor(machine: M, slots: Value[], positional: Value[], named: Map<string, Value> | undefined, result: Value) {
    this.machine = machine
    this.slots = slots
    this.positional = positional
    this.named = named
    this.result = result
  }
}

/** Compiled code of an expression, a statement or a body. */
export type Closure<M extends Machine = Machine> = (frame: Frame<M>) => Value

/** A global variable. `value` is undefined while it is not in the environment. A machine gives the same cell for a name all its life. */
export interface Cell {
  readonly name: string
  value: Value | undefined
}

/** What compiled code asks of the world; the device's console implements it and adds its own. */
export interface Machine {
  /** Prints bytes; lines end in LF. */
  write(bytes: string): void
  /** The cell of a global, made empty where there is none. */
  global(name: string): Cell
  /** What `step` pays into. One for all its life. */
  readonly account: Account
  /** Called once per loop turn and call: counts steps and depth, throws an uncatchable Failure at a limit or an interrupt. */
  step(): void
  /** Guards recursion: throws an uncatchable Failure when calls nest too deeply; that call is not counted, and `leave` does not follow. */
  enter(): void
  leave(): void
  /** Called when a script catches a failure that only offbox has (`notModelled`). */
  gap?(failure: Failure): void
}

/** A condition that asks whether one property is a value, and no more: `find name=x`. */
export interface Sole<V> {
  readonly property: string
  readonly value: V
}

/** A command about to run: its arguments have been evaluated. */
export interface MenuCall<M extends Machine> {
  readonly machine: M
  readonly command: Command
  readonly invocation: Invocation
  /** Values by argument name. A flag is `true`. */
  readonly given: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset: ReadonlySet<string>
  /** The condition (`where`), asked of one item through its property reader; undefined where none was given. */
  readonly where: ((property: (name: string) => Value) => boolean) | undefined
  /** The same as data, where the condition asks whether one property is a value; undefined where that is not known. */
  readonly sole?: Sole<() => Value> | undefined
  /** Its value is used: it is the last command of a bracket. */
  readonly yields: boolean
}

/**
 * How a command behaves; handed to compile for each bound command.
 * `special` sees its arguments unevaluated (`:if`, `:foreach`, `:local`) and says as data what is done with them; asked once for each
 * invocation. `apply` gets the values of the arguments named in `takes`, undefined where not given. `run` gets them by name (commands of
 * menus). `required` arguments that were not given raise `missing value(s) of argument(s) ...`; `special` is not asked then.
 */
export type Behaviour<M extends Machine> =
  | {
      readonly special: (invocation: Invocation) => Form<M>
      readonly required?: readonly string[]
    }
  | {
      readonly takes: readonly string[]
      /** It goes over none of its values: how large they are costs nothing. Else each is paid for where the word is called. */
      readonly light?: true
      readonly required?: readonly string[]
      readonly apply: (machine: M, ...values: (Value | undefined)[]) => Value
      /** JavaScript of a call, for hot code: what `apply` does with the commonest values, done in place. */
      readonly emit?: EmitWord
    }
  | { readonly run: (call: MenuCall<M>) => Value }

/** Behaviour of a bound command, or undefined where it is not modelled (running it fails and says so). */
export type Behaviours<M extends Machine> = (command: Command) => Behaviour<M> | undefined

/**
 * Looks on while code runs: gets the closure of each statement, value and code argument when it is compiled, and gives what is run instead.
 * Where it is absent, nothing stands around any closure.
 */
export type Watch<M extends Machine> = (node: Statement | Node, source: Source, closure: Closure<M>) => Closure<M>
