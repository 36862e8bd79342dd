// Owns the closures of loops: `:while`, `:do while=`, `:for`, `:foreach`, and how a turn's flow ends or continues them.
import { Failure } from '../diagnostic/failure.ts'
import type { Node } from '../syntax/tree.ts'
import { wrap } from '../value/numbers.ts'
import { holds } from '../value/operators.ts'
import { ArrayValue, nil, nothing, type Value } from '../value/value.ts'
import type { Context } from './context.ts'
import type { Count, Each, Loop } from './form.ts'
import { numberOf } from './given.ts'
import { Flow, type Closure, type Frame, type Machine } from './machine.ts'
import type { Store } from './reference.ts'
import { slotOf, target, targets } from './target.ts'

/** Asked where `frame.flow` is set after a turn: whether the loop ends. `:break` and `:continue` are over with it; `:return` is not. */
function ends(frame: Frame): boolean {
  const { flow } = frame
  if (flow === Flow.continue || flow === Flow.break) frame.flow = Flow.on
  return flow !== Flow.continue
}

const turnOf = <M extends Machine>(body: Node | undefined, context: Context<M>): Closure<M> =>
  body === undefined ? () => nil : context.code(body)

/** `:while` and `:do while=`. */
export function loop<M extends Machine>(form: Loop, context: Context<M>): Closure<M> {
  const test = context.value(form.condition)
  const body = turnOf(form.body, context)
  return form.test === 'before' ? testingFirst(test, body) : testingLast(test, body)
}

function testingFirst<M extends Machine>(test: Closure<M>, body: Closure<M>): Closure<M> {
  return (frame) => {
    const { machine } = frame
    for (;;) {
      const value = test(frame)
      if (value !== true && !holds(value)) return nil
      machine.step()
      body(frame)
      if (frame.flow && ends(frame)) return nil
    }
  }
}

function testingLast<M extends Machine>(test: Closure<M>, body: Closure<M>): Closure<M> {
  return (frame) => {
    const { machine } = frame
    do {
      machine.step()
      body(frame)
      if (frame.flow && ends(frame)) return nil
    } while (holds(test(frame)))
    return nil
  }
}

/**
 * `:for`. Without `step` it counts down by itself where `from` lies above `to` (L130); with one of the wrong direction it has no turn.
 * A step of 0 is refused here: what a device does is unverified, and it would not end.
 */
export function count<M extends Machine>(form: Count, context: Context<M>): Closure<M> {
  const store = target(form.counter, context)
  const slot = slotOf(form.counter)
  const from = context.value(form.from)
  const to = context.value(form.to)
  const step = form.step && context.value(form.step)
  const body = turnOf(form.body, context)
  return (frame) => {
    const first = numberOf(from(frame), 'from')
    const last = numberOf(to(frame), 'to')
    const by = step === undefined ? (first > last ? -1 : 1) : numberOf(step(frame), 'step')
    if (by === 0) throw new Failure('the step of a loop must not be 0')
    if (typeof first === 'number' && typeof last === 'number' && typeof by === 'number')
      countNear(frame, first, last, by, slot, store, body)
    else countFar(frame, BigInt(first), BigInt(last), BigInt(by), store, body)
    return nil
  }
}

function countNear<M extends Machine>(
  frame: Frame<M>,
  first: number,
  last: number,
  by: number,
  slot: number,
  store: Store<M>,
  body: Closure<M>,
): void {
  const { machine, slots } = frame
  for (let at = first; by > 0 ? at <= last : at >= last; at += by) {
    machine.step()
    if (slot >= 0) slots[slot] = at
    else store(frame, at)
    body(frame)
    if (frame.flow && ends(frame)) return
  }
}

/** Past what JavaScript counts exactly. */
function countFar<M extends Machine>(frame: Frame<M>, first: bigint, last: bigint, by: bigint, store: Store<M>, body: Closure<M>): void {
  for (let at = first; by > 0n ? at <= last : at >= last; at += by) {
    frame.machine.step()
    store(frame, wrap(at))
    body(frame)
    if (frame.flow && ends(frame)) return
  }
}

type Turn<M extends Machine> = (frame: Frame<M>, key: Value, value: Value) => boolean

/**
 * `:foreach`. One turn for each element, in printing order; two names also get the key, a num in the list part, text else. Any other value
 * is one turn with the value in the first name and nil in the second (7.23.3), nil and nothing are none. The array is the one of the
 * beginning: the body may write to its
 * variable.
 */
export function each<M extends Machine>(form: Each, context: Context<M>): Closure<M> {
  const [first, second] = targets<M>(form.names)
  const items = context.value(form.items)
  const body = turnOf(form.body, context)
  const turn: Turn<M> = (frame, key, value) => {
    frame.machine.step()
    first?.(frame, second === undefined ? value : key)
    second?.(frame, value)
    body(frame)
    return !frame.flow || !ends(frame)
  }
  return (frame) => walk(frame, items(frame), turn, second === undefined)
}

/** `one`: one name only gets what is walked. */
function walk<M extends Machine>(frame: Frame<M>, value: Value, turn: Turn<M>, one: boolean): Value {
  if (!(value instanceof ArrayValue)) {
    if (value !== nil && value !== nothing) turn(frame, value, one ? value : nil)
    return nil
  }
  const array = value.share()
  for (let at = 0; at < array.items.length; at++) if (!turn(frame, at, array.items[at]!)) return nil
  for (const key of array.keys()) if (!turn(frame, key, array.at(key)!)) return nil
  return nil
}
