// Owns `:while`, and `:do` with its `while=` and `on-error=`.
import { nil } from '../value/value.ts'
import { node } from '../compile/given.ts'
import { ends, holds, rescued } from '../compile/loop.ts'
import type { Closure } from '../compile/machine.ts'
import type { Console } from '../device/console.ts'
import type { Word } from './word.ts'

/** Tests first. */
export const whilst: Word = {
  required: ['condition'],
  special(invocation, compiler) {
    const test = compiler.value(node(invocation, 'condition')!)
    const block = node(invocation, 'do')
    const body: Closure<Console> = block === undefined ? () => nil : compiler.code(block)
    return (frame) => {
      const { machine } = frame
      for (;;) {
        const value = test(frame)
        if (value !== true && !holds(value)) return nil
        machine.step()
        body(frame)
        if (frame.flow && ends(frame)) return nil
      }
    }
  },
}

/** Runs a block; with `while=` again as long as that holds. `on-error=` catches what fails in it, but not `:return` (CLOG 6.5). */
export const block: Word = {
  required: ['command'],
  special(invocation, compiler) {
    const body = compiler.code(node(invocation, 'command')!)
    const condition = node(invocation, 'while')
    const handler = node(invocation, 'on-error')
    const work = condition === undefined ? body : repeated(body, compiler.value(condition))
    return rescued(work, handler && compiler.code(handler))
  },
}

function repeated(body: Closure<Console>, test: Closure<Console>): Closure<Console> {
  return (frame) => {
    const { machine } = frame
    do {
      machine.step()
      body(frame)
      if (frame.flow && ends(frame)) return nil
    } while (holds(test(frame)))
    return nil
  }
}
