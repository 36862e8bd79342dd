// Owns quoted strings with something in them.
import { concatenate, concatenateAll } from '../value/concatenate.ts'
import { builtText, guardText } from '../value/limits.ts'
import type { Quoted } from '../syntax/tree.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'

/**
 * A string with variables, expressions or commands in it: the concatenation of its parts, so an array in it distributes.
 * One part alone is that part, untouched: the device compiles `"$x"` to `$x`.
 */
export function interpolation<M extends Machine>(node: Quoted, context: Context<M>): Closure<M> {
  const closures = node.parts.map((part): Closure<M> => (typeof part === 'string' ? () => part : context.value(part)))
  const [first, second] = closures
  if (closures.length === 1) return first!
  if (closures.length === 2) return (frame) => concatenate(first!(frame), second!(frame))
  return (frame) => {
    let joined = ''
    for (let at = 0; at < closures.length; at++) {
      const value = closures[at]!(frame)
      if (typeof value === 'string') joined += value
      else if (typeof value === 'object') return concatenateAll([joined, value, ...closures.slice(at + 1).map((closure) => closure(frame))])
      else joined += String(value)
    }
    guardText(joined.length)
    builtText(joined.length)
    return joined
  }
}
