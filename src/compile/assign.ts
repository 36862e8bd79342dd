// Owns the closures of assignments to variables and to elements of arrays.
import { ArrayValue, nil, type Value } from '../value/value.ts'
import type { Node } from '../syntax/tree.ts'
import { setElement } from '../value/element.ts'
import type { Context } from './context.ts'
import { sharedValue } from './expression.ts'
import type { Assign } from './form.ts'
import type { Closure, Machine } from './machine.ts'
import { writer } from './reference.ts'
import { elementPath, storeOf, target as targetOf, variablesOf } from './target.ts'

/** Compiles an assignment, which stores a value in the target, or removes the target if there is no value. Its own value is nil. */
export function assign<M extends Machine>({ target, value }: Assign, context: Context<M>): Closure<M> {
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
    const closure = sharedValue(value, context)
    const put = writer<M>(kind, name, slot)
    return (frame) => {
      put(frame, closure(frame))
      return nil
    }
  }
  return assignLocal(slot, sharedValue(value, context))
}

const assignLocal =
  <M extends Machine>(slot: number, closure: Closure<M>): Closure<M> =>
  (frame) => {
    frame.slots[slot] = closure(frame)
    return nil
  }

/** `:set ($a->$i) v`: in place if only the variable holds the array. */
function assignElement<M extends Machine>(target: Node, value: Node, context: Context<M>): Closure<M> {
  const closure = sharedValue(value, context)
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
  return (frame) => {
    const { slots } = frame
    const given = closure(frame)
    const at = key(frame)
    slots[slot] = writeElement(slots[slot]!, at, given)
    return nil
  }
}

/** Returns the array with one element set: in place if it is not shared, else a copy. A value that is no array becomes one. */
export function writeElement(before: Value, at: Value, value: Value): ArrayValue {
  const array = typeof before === 'object' && before instanceof ArrayValue ? before.owned() : new ArrayValue()
  const { items } = array
  if (typeof at === 'number' && at >= 0 && at < items.length) items[at] = value
  else if (at === items.length) array.append(value)
  else if (typeof at === 'string') array.put(at, value)
  else setElement(array, at, value)
  return array
}
