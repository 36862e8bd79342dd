// Owns `:if`.
import { node, requiredNode } from '../compile/given.ts'
import type { Word } from './word.ts'

/** The value of the branch that ran; nil where none did. */
export const conditional: Word = {
  about: 'does one body where a condition holds, and else the other',
  required: ['condition'],
  special: (invocation) => ({
    kind: 'branch',
    condition: requiredNode(invocation, 'condition'),
    then: node(invocation, 'do'),
    otherwise: node(invocation, 'else'),
  }),
}
