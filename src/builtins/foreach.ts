// Owns `:foreach`.
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type Word } from './word.ts'

/** One turn for each element; `k,v` also gets the key. */
export const each: Word = {
  about: 'does a body for each member of an array, or each id that find gave; two names take key and value',
  required: ['counter', 'in'],
  special: (invocation) =>
    rescuable(
      {
        kind: 'each',
        names: requiredNode(invocation, 'counter'),
        items: requiredNode(invocation, 'in'),
        body: node(invocation, 'do'),
      },
      invocation,
    ),
}
