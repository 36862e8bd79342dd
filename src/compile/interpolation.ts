// Owns the closures of strings with interpolation.
import { concatenate, concatenateAll } from '../value/concatenate.ts'
import { builtText, guardText } from '../value/limits.ts'
import type { Quoted } from '../syntax/tree.ts'
import type { Value } from '../value/value.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'

/**
 * A string with variables, expressions or commands: the concatenation of its parts, so an array in it distributes. A single part is
 * returned unchanged: the device compiles `"$x"` to `$x`.
 */
export function interpolation<M extends Machine>(node: Quoted, context: Context<M>): Closure<M> {
  const closures = node.parts.map((part): Closure<M> => (typeof part === 'string' ? () => part : context.value(part)))
  const [first, second] = closures
  if (closures.length === 1) return first!
  if (closures.length === 2) return (frame) => concatenate(first!(frame), second!(frame))
  return (frame) => {
    const values: Value[] = []
    for (let at = 0; at < closures.length; at++) values.push(closures[at]!(frame))
    return interpolated(values)
  }
}

/** Concatenates three or more values. */
export function interpolated(values: readonly Value[]): Value {
  let joined = ''
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (typeof value === 'object') return concatenateAll([joined, ...values.slice(at)])
    joined += typeof value === 'string' ? value : String(value)
  }
  guardText(joined.length)
  builtText(joined.length)
  return joined
}
