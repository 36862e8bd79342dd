// Owns the closures of the loops `:while`, `:do while=`, `:for` and `:foreach`, with the effect of `:break`, `:continue` and `:return`.
import type { Node } from '../syntax/tree.ts'
import { wrap } from '../value/numbers.ts'
import { isTruthy } from '../value/operators.ts'
import { nil } from '../value/value.ts'
import type { Context } from './context.ts'
import type { Count, Each, Loop } from './form.ts'
import { numberOf, refuseZeroStep } from './given.ts'
import { Flow, type Closure, type Frame, type Machine } from './machine.ts'
import type { StoreValue } from './reference.ts'
import { localSlotOf, target, targets } from './target.ts'
import { LoopCounter, type CountRegion, type LoopRegion, type Regions } from './tier.ts'
import { Walk } from './walk.ts'

/** Handles `frame.flow` after an iteration; returns whether to leave the loop. Clears `:break` and `:continue`, keeps `:return`. */
function ends(frame: Frame): boolean {
  const { flow } = frame
  if (flow === Flow.continue || flow === Flow.break) frame.flow = Flow.on
  return flow !== Flow.continue
}

/** The closure of a loop's body. */
const bodyOf = <M extends Machine>(body: Node | undefined, context: Context<M>): Closure<M> =>
  body === undefined ? () => nil : context.code(body)

/** `:while` and `:do while=`. */
export function loop<M extends Machine>(form: Loop, context: Context<M>): Closure<M> {
  const test = context.value(form.condition)
  const body = bodyOf(form.body, context)
  const counter = loopCounterOf(context.regions, (regions, frame) => regions.loop(form, frame))
  return form.test === 'before' ? testingFirst(test, body, counter) : testingLast(test, body, counter)
}

function testingFirst<M extends Machine>(test: Closure<M>, body: Closure<M>, counter: LoopCounter<M, LoopRegion<M>>): Closure<M> {
  return (frame) => {
    const { machine } = frame
    for (;;) {
      const value = test(frame)
      if (value !== true && !isTruthy(value)) return nil
      machine.step()
      if (--counter.left < 0 && continuedByRegion(frame, counter)) return nil
      body(frame)
      if (frame.flow && ends(frame)) return nil
    }
  }
}

function testingLast<M extends Machine>(test: Closure<M>, body: Closure<M>, counter: LoopCounter<M, LoopRegion<M>>): Closure<M> {
  return (frame) => {
    const { machine } = frame
    do {
      machine.step()
      if (--counter.left < 0 && continuedByRegion(frame, counter)) return nil
      body(frame)
      if (frame.flow && ends(frame)) return nil
    } while (isTruthy(test(frame)))
    return nil
  }
}

/** Runs the rest of a hot loop in its region, from an iteration whose step is already counted. Returns false if there is no region. */
function continuedByRegion<M extends Machine>(frame: Frame<M>, counter: LoopCounter<M, LoopRegion<M>>): boolean {
  const region = counter.region(frame)
  if (region === undefined) return false
  while (region(frame)) frame.machine.account.checkLimitsIfDue()
  return true
}

/**
 * `:for`. Without `step` it counts down if `from` is greater than `to` (L130). With a step of the wrong sign it has one iteration, with
 * `from`: a tutorial of 2017 says that it runs, and a published function depends on it; that there is one iteration is inferred.
 * A step of 0 throws a Failure: how a device reacts is unknown, and the loop would not end.
 */
export function countLoop<M extends Machine>(form: Count, context: Context<M>): Closure<M> {
  const store = target(form.counter, context)
  const slot = localSlotOf(form.counter)
  const from = context.value(form.from)
  const to = context.value(form.to)
  const step = form.step && context.value(form.step)
  const body = bodyOf(form.body, context)
  const counter = loopCounterOf(context.regions, (regions, frame) => regions.count(form, frame))
  return (frame) => {
    const first = numberOf(from(frame), 'from')
    const given = numberOf(to(frame), 'to')
    const by = step === undefined ? (first > given ? -1 : 1) : numberOf(step(frame), 'step')
    if (by === 0) refuseZeroStep()
    const last = by > 0 === first > given ? first : given
    if (typeof first === 'number' && typeof last === 'number' && typeof by === 'number')
      countWithNumbers(frame, first, last, by, { slot, store, body, counter })
    else countWithBigints(frame, BigInt(first), BigInt(last), BigInt(by), store, body)
    return nil
  }
}

/** The parts of a `:for` iteration. */
interface Counting<M extends Machine> {
  readonly slot: number
  readonly store: StoreValue<M>
  readonly body: Closure<M>
  readonly counter: LoopCounter<M, CountRegion<M>>
}

function countWithNumbers<M extends Machine>(frame: Frame<M>, first: number, last: number, by: number, counting: Counting<M>): void {
  const { slot, store, body, counter } = counting
  const { machine, slots } = frame
  for (let at = first; by > 0 ? at <= last : at >= last; at += by) {
    machine.step()
    if (--counter.left < 0) {
      const region = counter.region(frame)
      if (region !== undefined) {
        let next: number | false = at
        while ((next = region(frame, next, last, by)) !== false) machine.account.checkLimitsIfDue()
        return
      }
    }
    if (slot >= 0) slots[slot] = at
    else store(frame, at)
    body(frame)
    if (frame.flow && ends(frame)) return
  }
}

/** Counts beyond the exact range of JavaScript numbers, with bigints. */
function countWithBigints<M extends Machine>(
  frame: Frame<M>,
  first: bigint,
  last: bigint,
  by: bigint,
  store: StoreValue<M>,
  body: Closure<M>,
): void {
  for (let at = first; by > 0n ? at <= last : at >= last; at += by) {
    frame.machine.step()
    store(frame, wrap(at))
    body(frame)
    if (frame.flow && ends(frame)) return
  }
}

/** `:foreach`: one iteration per position of a Walk. Of two names the first gets the key. The body may write to the array's variable. */
export function eachLoop<M extends Machine>(form: Each, context: Context<M>): Closure<M> {
  const [first, second] = targets<M>(form.names)
  const items = context.value(form.items)
  const body = bodyOf(form.body, context)
  const counter = loopCounterOf(context.regions, (regions, frame) => regions.each(form, frame))
  const one = second === undefined
  return (frame) => {
    const walk = new Walk(items(frame))
    for (let at = 0; at < walk.length; at++) {
      frame.machine.step()
      if (--counter.left < 0) {
        const region = counter.region(frame)
        if (region !== undefined) {
          let next: number | false = at
          while ((next = region(frame, walk, next)) !== false) frame.machine.account.checkLimitsIfDue()
          return nil
        }
      }
      first?.(frame, one ? walk.value(at, true) : walk.key(at))
      second?.(frame, walk.value(at, false))
      body(frame)
      if (frame.flow && ends(frame)) return nil
    }
    return nil
  }
}

/** The iteration counter of a loop, which decides when it is hot. Without a second tier no loop becomes hot. */
function loopCounterOf<M extends Machine, R>(
  regions: Regions<M> | undefined,
  make: (regions: Regions<M>, frame: Frame<M>) => R | undefined,
): LoopCounter<M, R> {
  if (regions === undefined) return new LoopCounter<M, R>(Infinity, () => undefined)
  return new LoopCounter<M, R>(regions.tier.thresholds.turns, (frame) => make(regions, frame))
}
