// Owns `:set name value` in one closure, for the shapes that loops are made of.
import { ArrayValue, nil, type Value } from '../value/value.ts'
import { bare } from '../syntax/descent.ts'
import type { Invocation, Node, Operation } from '../syntax/tree.ts'
import { setElement } from '../value/element.ts'
import { addition, maxSafe, subtraction, type Operand } from './arithmetic.ts'
import type { Context } from './context.ts'
import { stored } from './expression.ts'
import type { Assign, Form } from './form.ts'
import type { Closure, Machine } from './machine.ts'
import { operand, slotRead } from './operation.ts'
import { binaryOf } from './operate.ts'
import { located, spelled, type Place } from './place.ts'
import { writer } from './reference.ts'
import { elementPath, slotOf, storeOf, target as targetOf, variablesOf } from './target.ts'

/** Stores a value into what the target names, or removes it where there is none; yields nil. */
export function assign<M extends Machine>(form: Assign, invocation: Invocation, context: Context<M>): Closure<M> {
  const { target, value } = form
  if (value === undefined) {
    const store = targetOf(target, context)
    return (frame) => {
      store(frame, undefined)
      return nil
    }
  }
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
  const step = stepOf(form)
  return step === undefined ? assignLocal(slot, stored(value, context)) : stepping(slot, step, invocation, context)
}

const assignLocal =
  <M extends Machine>(slot: number, closure: Closure<M>): Closure<M> =>
  (frame) => {
    frame.slots[slot] = closure(frame)
    return nil
  }

/**
 * A sum or difference that begins with a local, stored in a local: `:set x ($x + 1)`, `:set x ($x - $y)`. Undefined for any other
 * assignment.
 */
function stepOf({ target, value }: Assign): Operation | undefined {
  const inner = value && bare(value)
  if (inner?.kind !== 'operation' || inner.operands.length !== 2 || (inner.operator !== '+' && inner.operator !== '-')) return undefined
  return slotOf(target) >= 0 && slotRead(inner.operands[0]!) >= 0 ? inner : undefined
}

/** Whether the closure of a form fills in the place of its failures itself, so that no other closure has to stand around it. */
export const isStep = <M extends Machine>(form: Form<M> | undefined): boolean => form?.kind === 'assign' && stepOf(form) !== undefined

/** `:set x ($x + 1)`: one closure call a turn. */
function stepping<M extends Machine>(slot: number, step: Operation, { command, from }: Invocation, context: Context<M>): Closure<M> {
  const operator = step.operator === '+' ? '+' : '-'
  const left = operand(step.operands[0]!, context)
  const right = operand(step.operands[1]!, context)
  const place: Place = { command: spelled(command), source: context.source, from }
  const slow = placedAssign(slot, (operator === '+' ? addition : subtraction)(left, right, binaryOf(context.operators, operator)), place)
  return stepBy(slot, left, operator, right, slow) ?? slow
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
        if (sum <= maxSafe && sum >= -maxSafe) {
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
      if (sum <= maxSafe && sum >= -maxSafe) {
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
      const { slots } = frame
      const given = closure(frame)
      slots[slot] = writeElement(slots[slot]!, slots[keySlot]!, given)
      return nil
    }
  return (frame) => {
    const { slots } = frame
    const given = closure(frame)
    const at = key(frame)
    slots[slot] = writeElement(slots[slot]!, at, given)
    return nil
  }
}

/** The array with one element written, in place where nobody else holds it; what is no array becomes one. */
export function writeElement(before: Value, at: Value, value: Value): ArrayValue {
  const array = typeof before === 'object' && before instanceof ArrayValue ? before.owned() : new ArrayValue()
  if (typeof at === 'number' && at >= 0 && at < array.items.length) array.items[at] = value
  else setElement(array, at, value)
  return array
}
