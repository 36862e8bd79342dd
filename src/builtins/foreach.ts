// Owns `:foreach`.
import { ArrayValue, nil, nothing, type Value } from '../value/value.ts'
import { node } from '../compile/given.ts'
import { ends, rescued } from '../compile/loop.ts'
import type { Closure, Frame } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'
import type { Word } from './word.ts'

type Turn = (frame: Frame<Console>, key: Value, value: Value) => boolean

/**
 * One turn for each element, in printing order; `k,v` also gets the key, a num in the list part, text else. Any other value is one turn
 * with the value (unverified), nil and nothing are none. The array is the one of the beginning: the body may write to its variable.
 */
export const each: Word = {
  required: ['counter', 'in'],
  special(invocation, compiler) {
    const stores = compiler.targets(node(invocation, 'counter')!)
    const items = compiler.value(node(invocation, 'in')!)
    const block = node(invocation, 'do')
    const body: Closure<Console> = block === undefined ? () => nil : compiler.code(block)
    const handler = node(invocation, 'on-error')
    const [first, second] = stores
    const turn: Turn = (frame, key, value) => {
      frame.machine.step()
      first?.(frame, second === undefined ? value : key)
      second?.(frame, value)
      body(frame)
      return !frame.flow || !ends(frame)
    }
    return rescued((frame) => walk(frame, items(frame), turn), handler && compiler.code(handler))
  },
}

function walk(frame: Frame<Console>, value: Value, turn: Turn): Value {
  if (!(value instanceof ArrayValue)) {
    if (value !== nil && value !== nothing) turn(frame, 0, value)
    return nil
  }
  const array = value.share()
  for (let at = 0; at < array.items.length; at++) if (!turn(frame, at, array.items[at]!)) return nil
  for (const key of array.keys()) if (!turn(frame, key, array.at(key)!)) return nil
  return nil
}
