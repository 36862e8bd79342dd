// Owns the border of what runs in a frame of its own: nothing that leaves it early is seen by the code around it.
import { nil } from '../value/value.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'
import { Unwind } from './unwind.ts'

/** Compiles code of a frame of its own. Where a bracket in it may unwind outside any statement, the way out ends at this border. */
export function sealed<M extends Machine>(context: Context<M>, compile: () => Closure<M>): Closure<M> {
  const { flows, unwinds, yields, invocation } = context
  context.flows = false
  context.unwinds = false
  context.yields = false
  context.invocation = undefined
  const closure = compile()
  const open = context.unwinds
  context.flows = flows
  context.unwinds = unwinds
  context.yields = yields
  context.invocation = invocation
  if (!open) return closure
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      if (error instanceof Unwind && error.frame === frame) return nil
      throw error
    }
  }
}

/** The same for the whole of a script or a function: what was found constant in it is not asked for again. */
export function compiledApart<M extends Machine>(context: Context<M>, compile: () => Closure<M>): Closure<M> {
  const closure = sealed(context, compile)
  context.constants.clear()
  return closure
}
