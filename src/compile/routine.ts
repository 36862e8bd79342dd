// Owns callable values (functions, code, deferred expressions) and calling them.
import { ArrayValue, Code, Op, nil, nothing, type Value } from '../value/value.ts'
import type { FrameLayout } from '../syntax/variables.ts'
import { Flow, Frame, type Closure, type Machine } from './machine.ts'
import type { Regions, RoutineRegion } from './tier.ts'

/** A compiled sealed body: its closure, and the generator of its JavaScript if it is called often. */
export interface Compiled<M extends Machine> {
  readonly closure: Closure<M>
  readonly regions: Regions<M> | undefined
}

/** The body of a Code value, compiled at its first call: a script calls few of the functions of a library. Each call has its own frame. */
export class Routine<M extends Machine> {
  readonly layout: FrameLayout
  readonly #compile: () => Compiled<M>
  #compiled: Compiled<M> | undefined
  /** The number of calls until it is hot. */
  #left: number | undefined
  #region: RoutineRegion | undefined
  constructor(compile: () => Compiled<M>, layout: FrameLayout) {
    this.layout = layout
    this.#compile = compile
  }

  /** The compiled closure. The first read compiles it. */
  get closure(): Closure<M> {
    return this.#whole.closure
  }

  /** Its JavaScript, if already generated. */
  get region(): RoutineRegion | undefined {
    return this.#region
  }

  /** Counts a call; returns its JavaScript, generated if the function is now hot. */
  countCall(): RoutineRegion | undefined {
    if (this.#region !== undefined) return this.#region
    const { regions } = this.#whole
    if (regions === undefined) return undefined
    this.#left = (this.#left ?? regions.tier.thresholds.calls) - 1
    if (this.#left >= 0) return undefined
    this.#left = Infinity
    return (this.#region = regions.routine(this.layout.size))
  }

  get #whole(): Compiled<M> {
    return (this.#compiled ??= this.#compile())
  }
}

/** The body of an Op value: an expression and the frame in which it was created, whose slots it shares. */
export class Deferred<M extends Machine> {
  readonly closure: Closure<M>
  readonly frame: Frame<M>
  constructor(closure: Closure<M>, frame: Frame<M>) {
    this.closure = closure
    this.frame = frame
  }
}

/** The slots of a new activation. */
export function freshSlots(size: number): Value[] {
  const slots: Value[] = []
  for (let at = 0; at < size; at++) slots.push(nothing)
  return slots
}

/** The code of a function value: the device stores `do={}` as the array `("" , code)`. Undefined for any other value. */
export function codeOf(value: Value): Code | undefined {
  if (!(value instanceof ArrayValue) || value.items.length !== 2 || value.keyedSize !== 0) return undefined
  const [, code] = value.items
  return code instanceof Code ? code : undefined
}

/** The routine of a function or of code; undefined for any other value. */
export function routineOf(value: Value): Routine<Machine> | undefined {
  const code = value instanceof Code ? value : codeOf(value)
  return code?.body instanceof Routine ? code.body : undefined
}

/** Whether calling the value runs something. */
export const isCallable = (value: Value): boolean => value instanceof Code || value instanceof Op || codeOf(value) !== undefined

/**
 * Calls a value. `positional` (`$0` first) and `named` are owned by the callee. Nil and nothing return nil silently, like an undeclared
 * function on a device; any other value that is not callable returns itself.
 */
export function call(machine: Machine, callee: Value, positional: Value[], named: Map<string, Value> | undefined): Value {
  const code = callee instanceof Code ? callee : codeOf(callee)
  if (code !== undefined) {
    if (code.body instanceof Routine) {
      // A device makes its code for its own machines.
      const routine = code.body as Routine<Machine>
      const region = named === undefined ? routine.countCall() : undefined
      return region === undefined ? run(machine, routine, positional, named) : region(machine, ...positional)
    }
    // Code of a text that the device refuses: it prints as the refusal, which contains its place, and its body is that Failure.
    throw code.body
  }
  if (callee instanceof Op) {
    // As for code: its closure was made for this device's machines.
    return callee.body instanceof Deferred ? runDeferred(machine, callee.body as Deferred<Machine>, positional, named) : nil
  }
  return callee === nothing ? nil : callee
}

function run(machine: Machine, routine: Routine<Machine>, positional: Value[], named: Map<string, Value> | undefined): Value {
  machine.enter()
  try {
    machine.step()
    const frame = new Frame(machine, freshSlots(routine.layout.size), positional, named, nil)
    return finish(frame, routine.closure(frame))
  } finally {
    machine.leave()
  }
}

function runDeferred(machine: Machine, deferred: Deferred<Machine>, positional: Value[], named: Map<string, Value> | undefined): Value {
  const { closure, frame } = deferred
  machine.enter()
  try {
    machine.step()
    const own = new Frame(machine, frame.slots, positional, named, nil)
    own.property = frame.property
    return finish(own, closure(own))
  } finally {
    machine.leave()
  }
}

/** The value of an activation: that of `:return`, else that of its last command. */
export const finish = (frame: Frame, value: Value): Value => (frame.flow === Flow.return ? frame.result : value)
