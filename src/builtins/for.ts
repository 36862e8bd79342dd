// Owns `:for`.
import { Failure } from '../diagnostic/failure.ts'
import { wrap } from '../value/numbers.ts'
import { nil, type Value } from '../value/value.ts'
import { node } from '../compile/given.ts'
import { ends, rescued } from '../compile/loop.ts'
import type { Closure, Frame } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'
import { numberOf, type Word } from './word.ts'

type Store = (frame: Frame<Console>, value: Value) => void

/**
 * Counts from `from` to `to`, both included. Without `step` it counts down by itself where `from` lies above `to` (L130); with one of the
 * wrong direction it does not run. A step of 0 is refused here: what a device does is unverified, and it would not end.
 */
export const counting: Word = {
  required: ['counter', 'from', 'to'],
  special(invocation, compiler) {
    const counter = node(invocation, 'counter')!
    const store = compiler.target(counter)
    const slot = compiler.slot(counter)
    const from = compiler.value(node(invocation, 'from')!)
    const to = compiler.value(node(invocation, 'to')!)
    const stepNode = node(invocation, 'step')
    const step = stepNode && compiler.value(stepNode)
    const block = node(invocation, 'do')
    const body: Closure<Console> = block === undefined ? () => nil : compiler.code(block)
    const handler = node(invocation, 'on-error')
    const loop: Closure<Console> = (frame) => {
      const first = numberOf(from(frame), 'from')
      const last = numberOf(to(frame), 'to')
      const by = step === undefined ? (first > last ? -1 : 1) : numberOf(step(frame), 'step')
      if (by === 0) throw new Failure('the step of a loop must not be 0')
      if (typeof first === 'number' && typeof last === 'number' && typeof by === 'number') count(frame, first, last, by, slot, store, body)
      else countFar(frame, BigInt(first), BigInt(last), BigInt(by), store, body)
      return nil
    }
    return rescued(loop, handler && compiler.code(handler))
  },
}

function count(frame: Frame<Console>, first: number, last: number, by: number, slot: number, store: Store, body: Closure<Console>): void {
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
function countFar(frame: Frame<Console>, first: bigint, last: bigint, by: bigint, store: Store, body: Closure<Console>): void {
  for (let at = first; by > 0n ? at <= last : at >= last; at += by) {
    frame.machine.step()
    store(frame, wrap(at))
    body(frame)
    if (frame.flow && ends(frame)) return
  }
}
