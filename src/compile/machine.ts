// Owns the runtime interfaces of compiled code: frames, control flow, the machine, and the behaviour of commands.
import type { Command } from '../../grammar/names.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Invocation, Node, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Account } from '../value/limits.ts'
import type { Time, Value } from '../value/value.ts'
import type { EmitWord } from './emit/emitted.ts'
import type { Form } from './form.ts'

/**
 * How a body ended: `on` if it ran to its end, else by the word that ended it. `on` is 0, so that `if (frame.flow)` tests for the others.
 */
export const Flow = { on: 0, return: 1, break: 2, continue: 3, exit: 4 } as const
/** How a statement ended. */
export type Flow = (typeof Flow)[keyof typeof Flow]

/** One activation of a sealed body: a script, or a call of a function. */
export class Frame<M extends Machine = Machine> {
  readonly machine: M
  /** Locals; `nothing` until written. */
  readonly slots: Value[]
  /** `$0`, `$1`, ...; owned by this activation. */
  readonly positional: Value[]
  /** Named arguments of the call. They take precedence over globals of the same name, also for `:set`. Owned by this activation. */
  named: Map<string, Value> | undefined
  flow: Flow = Flow.on
  /** The value of `:return`. */
  result: Value
  /** Reads a property of the current row; set while a condition is evaluated. */
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

/** A global variable. `value` is undefined if it is not in the environment. A machine always returns the same cell for a name. */
export interface Cell {
  readonly name: string
  value: Value | undefined
}

/** The environment of compiled code. The device's console implements and extends it. */
export interface Machine {
  /** Prints bytes; lines end in LF. */
  write(bytes: string): void
  /** The cell of a global; created empty if it does not exist. */
  global(name: string): Cell
  /** The account that `step` charges. It never changes. */
  readonly account: Account
  /** Counts a step; called once per loop iteration, call and command. Throws an uncatchable Failure at a limit or an interrupt. */
  step(): void
  /**
   * Counts a nested call. Throws an uncatchable Failure if calls nest too deeply; that call is not counted, and must not be followed by
   * `leave`.
   */
  enter(): void
  /** Ends a nested call. */
  leave(): void
  /** Converts two values to points in time if one of them is the text of a date; else returns undefined. A time is a time of today. */
  dates?(a: Value, b: Value): readonly [Time, Time] | undefined
  /** Reports a failure that a device would not have (`notModelled`) and that the script catches. */
  gap?(failure: Failure): void
}

/** A condition that is a single equality: `find name=x`. */
export interface SingleEquality<V> {
  readonly property: string
  readonly value: V
}

/** A command about to run, with evaluated arguments. */
export interface MenuCall<M extends Machine> {
  readonly machine: M
  readonly command: Command
  readonly invocation: Invocation
  /** Values by argument name. A flag is `true`. */
  readonly given: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset: ReadonlySet<string>
  /** The condition (`where`), evaluated for one row through its property reader; undefined if none was given. */
  readonly where: ((property: (name: string) => Value) => boolean) | undefined
  /** The same as data, if the condition is a single equality; else undefined. */
  readonly singleEquality?: SingleEquality<() => Value> | undefined
  /** Whether its value is used: it is the last command of a bracket. */
  readonly yields: boolean
}

/**
 * The behaviour of a command, passed to the compiler for each bound command.
 * - A special word (`:if`, `:foreach`, `:local`) has `special`, which gets the invocation unevaluated and returns a form. It is called once
 *   per invocation, when it is compiled.
 * - Any other command of the language has `apply`, which gets the values of the arguments in `takes`, undefined if not given.
 * - A menu command has `run`, which gets its values by name.
 *
 * If an argument of `required` is missing, the command throws `missing value(s) of argument(s) ...`; `special` is not called then.
 */
export type Behaviour<M extends Machine> =
  | {
      readonly special: (invocation: Invocation) => Form<M>
      readonly required?: readonly string[]
    }
  | {
      readonly takes: readonly string[]
      /** Whether it never processes whole values. The size of the values is not charged then. */
      readonly light?: true
      readonly required?: readonly string[]
      readonly apply: (machine: M, ...values: (Value | undefined)[]) => Value
      /** Generates the JavaScript of a call, for hot code: handles the most common values inline. */
      readonly emit?: EmitWord
    }
  | { readonly run: (call: MenuCall<M>) => Value }

/** The behaviour of a bound command, or undefined if it is not modelled (running it throws a Failure). */
export type Behaviours<M extends Machine> = (command: Command) => Behaviour<M> | undefined

/**
 * Watches running code: gets the closure of each statement, value and code argument when it is compiled, and returns a replacement. Without
 * a watcher no closure is wrapped.
 */
export type Watch<M extends Machine> = (node: Statement | Node, source: Source, closure: Closure<M>) => Closure<M>
