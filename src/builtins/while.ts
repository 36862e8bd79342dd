// Owns the commands `:while` and `:do` (with its arguments `while=` and `on-error=`).
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type LanguageCommand } from './language-command.ts'

/** `:while` repeats its body; it tests the condition before each iteration. */
export const whileLoop: LanguageCommand = {
  about: 'repeats a body while a condition is true, tested before each iteration',
  required: ['condition'],
  special: (invocation) => ({
    kind: 'loop',
    test: 'before',
    condition: requiredNode(invocation, 'condition'),
    body: node(invocation, 'do'),
  }),
}

/**
 * `:do` runs a block; with `while=` it repeats it while that is true. `on-error=` catches failures, but not `:return` (changelog of 6.5).
 */
export const block: LanguageCommand = {
  about: 'runs a body; on-error= handles its failure, while= repeats it',
  required: ['command'],
  special(invocation) {
    const body = requiredNode(invocation, 'command')
    const condition = node(invocation, 'while')
    return rescuable(condition === undefined ? { kind: 'run', body } : { kind: 'loop', test: 'after', condition, body }, invocation)
  },
}
