// Owns the command `:if`.
import { node, requiredNode } from '../compile/given.ts'
import type { LanguageCommand } from './language-command.ts'

/** `:if` returns the value of the branch that ran; nil if none did. */
export const conditional: LanguageCommand = {
  about: 'runs one body if a condition is true, else the other',
  required: ['condition'],
  special: (invocation) => ({
    kind: 'branch',
    condition: requiredNode(invocation, 'condition'),
    then: node(invocation, 'do'),
    otherwise: node(invocation, 'else'),
  }),
}
