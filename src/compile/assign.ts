// Owns `:set name value` in one closure, for the shapes that loops are made of.
import { ArrayValue, nil, type Value } from '../value/value.ts'
import type { Node } from '../syntax/tree.ts'
import { setElement } from '../value/element.ts'
import { addition, subtraction, type Operand } from './arithmetic.ts'
import { bare } from './constant.ts'
import type { Context } from './context.ts'
import { stored } from './expression.ts'
import type { Closure, Machine } from './machine.ts'
import { operand, slotRead } from './operation.ts'
import { binaryOf } from './operate.ts'
import { located, spelled, type Place } from './place.ts'
import { writer } from './reference.ts'
import { elementPath, storeOf, variablesOf } from './target.ts'

/** Stores the value of `value` into what `target` names; yields nil. */
export function assign<M extends Machine>(target: Node, value: Node, context: Context<M>): Closure<M> {
  const [variable] = variablesOf(target)
  if (variable === undefined) return assignElement(target, value, context)
  const { kind, name, slot } = variable
  if (kind !== 'local') {
    const closure = stored(value, context)
    const put = writer<M>(kind, name, slot)
    return (frame) => {
      put(frame, closure(frame))
      return nil
    }
  }
  return stepping(slot, value, context) ?? assignLocal(slot, stored(value, context))
}

const assignLocal =
  <M extends Machine>(slot: number, closure: Closure<M>): Closure<M> =>
  (frame) => {
    frame.slots[slot] = closure(frame)
    return nil
  }

const limit = Number.MAX_SAFE_INTEGER

/**
 * `:set x ($x + 1)`, `:set x ($x - $y)`: one closure call a turn.
 * Its failures get their place here, so that no other closure stands around it. What it does not take is not compiled here: brackets
 * nest, and each of them twice would be a program that doubles with every level.
 */
function stepping<M extends Machine>(slot: number, value: Node, context: Context<M>): Closure<M> | undefined {
  const inner = bare(value)
  const { invocation } = context
  if (invocation === undefined || inner.kind !== 'operation' || inner.operands.length !== 2) return undefined
  const { operator } = inner
  if ((operator !== '+' && operator !== '-') || slotRead(inner.operands[0]!) < 0) return undefined
  const left = operand(inner.operands[0]!, context)
  const right = operand(inner.operands[1]!, context)
  const place: Place = { command: spelled(invocation.command), source: context.source, from: invocation.from }
  const slow = placedAssign(slot, (operator === '+' ? addition : subtraction)(left, right, binaryOf(context.operators, operator)), place)
  const closure = stepBy(slot, left, operator, right, slow) ?? slow
  context.placed.add(closure)
  return closure
}

function stepBy<M extends Machine>(
  slot: number,
  left: Operand<M>,
  operator: '+' | '-',
  right: Operand<M>,
  slow: Closure<M>,
): Closure<M> | undefined {
  const { constant } = right
  const from = left.slot
  if (typeof constant === 'number') {
    const by = operator === '+' ? constant : -constant
    return (frame) => {
      const { slots } = frame
      const a = slots[from]
      if (typeof a === 'number') {
        const sum = a + by
        if (sum <= limit && sum >= -limit) {
          slots[slot] = sum
          return nil
        }
      }
      return slow(frame)
    }
  }
  if (right.slot < 0 || operator === '-') return undefined
  const by = right.slot
  return (frame) => {
    const { slots } = frame
    const a = slots[from]
    const b = slots[by]
    if (typeof a === 'number' && typeof b === 'number') {
      const sum = a + b
      if (sum <= limit && sum >= -limit) {
        slots[slot] = sum
        return nil
      }
    }
    return slow(frame)
  }
}

function placedAssign<M extends Machine>(slot: number, closure: Closure<M>, place: Place): Closure<M> {
  return (frame) => {
    try {
      frame.slots[slot] = closure(frame)
      return nil
    } catch (error) {
      throw located(error, place)
    }
  }
}

/** `:set ($a->$i) v`: in place where the variable alone holds the array. */
function assignElement<M extends Machine>(target: Node, value: Node, context: Context<M>): Closure<M> {
  const closure = stored(value, context)
  const path = elementPath(target, context)
  if (path?.variable.kind !== 'local' || path.keys.length !== 1) {
    const store = storeOf(path)
    return (frame) => {
      store(frame, closure(frame))
      return nil
    }
  }
  const { slot } = path.variable
  const key = path.keys[0]!
  const inner = bare(target)
  const keySlot = inner.kind === 'operation' ? slotRead(inner.operands[1]!) : -1
  if (keySlot >= 0)
    return (frame) => {
      const given = closure(frame)
      put(frame.slots, slot, frame.slots[keySlot]!, given)
      return nil
    }
  return (frame) => {
    const given = closure(frame)
    put(frame.slots, slot, key(frame), given)
    return nil
  }
}

function put(slots: Value[], slot: number, at: Value, value: Value): void {
  const before = slots[slot]
  const array = typeof before === 'object' && before instanceof ArrayValue ? before.owned() : new ArrayValue()
  if (array !== before) slots[slot] = array
  if (typeof at === 'number' && at >= 0 && at < array.items.length) array.items[at] = value
  else setElement(array, at, value)
}
