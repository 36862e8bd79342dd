// Owns compiling a form: it selects the function that makes the closure.
import type { Invocation } from '../syntax/tree.ts'
import { ArrayValue, nil, shared } from '../value/value.ts'
import { assign } from './assign.ts'
import { around, catching, rescued } from './attempt.ts'
import { branch, leave } from './branch.ts'
import type { Context } from './context.ts'
import type { Form } from './form.ts'
import { countLoop, eachLoop, loop } from './loop.ts'
import type { Closure, Machine } from './machine.ts'

/**
 * Makes the value of `[:do {...}]`: an array of an empty text and the value of the block's last command, since a device calls the array
 * `("", code)` element by element (7.23.3).
 */
const paired =
  <M extends Machine>(body: Closure<M>): Closure<M> =>
  (frame) =>
    new ArrayValue(['', shared(body(frame))])

/** Compiles a form; `invocation` is its command. */
export function closure<M extends Machine>(form: Form<M>, invocation: Invocation, context: Context<M>): Closure<M> {
  switch (form.kind) {
    case 'run':
      return form.body.kind === 'block' && context.analysis.yielding.has(invocation)
        ? paired(context.code(form.body))
        : context.code(form.body)
    case 'branch':
      return branch(form, context)
    case 'loop':
      return loop(form, context)
    case 'each':
      return eachLoop(form, context)
    case 'count':
      return countLoop(form, context)
    case 'try':
      return rescued(closure(form.work, invocation, context), context.code(form.handler))
    case 'catch':
      return catching(form, context.analysis.yielding.has(invocation), context)
    case 'assign':
      return assign(form, context)
    case 'bind':
      return () => nil
    case 'leave':
      return leave(form, context)
    case 'around':
      return around(form, context)
  }
}
