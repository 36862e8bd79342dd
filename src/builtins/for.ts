// Owns the command `:for`.
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type LanguageCommand } from './language-command.ts'

/** `:for` runs its body for each number from `from` to `to`, inclusive. */
export const counting: LanguageCommand = {
  about: 'runs a body for each number in a range',
  required: ['counter', 'from', 'to'],
  special: (invocation) =>
    rescuable(
      {
        kind: 'count',
        counter: requiredNode(invocation, 'counter'),
        from: requiredNode(invocation, 'from'),
        to: requiredNode(invocation, 'to'),
        step: node(invocation, 'step'),
        body: node(invocation, 'do'),
      },
      invocation,
    ),
}
