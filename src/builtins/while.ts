// Owns `:while`, and `:do` with its `while=` and `on-error=`.
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type Word } from './word.ts'

/** Tests first. */
export const whilst: Word = {
  about: 'does a body as long as a condition holds, which is asked before each turn',
  required: ['condition'],
  special: (invocation) => ({
    kind: 'loop',
    test: 'before',
    condition: requiredNode(invocation, 'condition'),
    body: node(invocation, 'do'),
  }),
}

/** Runs a block; with `while=` again as long as that holds. `on-error=` catches what fails in it, but not `:return` (CLOG 6.5). */
export const block: Word = {
  about: 'does a body; with on-error= also another one where it fails, with while= again and again',
  required: ['command'],
  special(invocation) {
    const body = requiredNode(invocation, 'command')
    const condition = node(invocation, 'while')
    return rescuable(condition === undefined ? { kind: 'run', body } : { kind: 'loop', test: 'after', condition, body }, invocation)
  },
}
