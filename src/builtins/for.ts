// Owns `:for`.
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type Word } from './word.ts'

/** Counts from `from` to `to`, both included. */
export const counting: Word = {
  about: 'does a body for each number from one to another',
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
