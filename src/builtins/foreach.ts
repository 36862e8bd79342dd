// Owns the command `:foreach`.
import { node, requiredNode } from '../compile/given.ts'
import { rescuable, type LanguageCommand } from './language-command.ts'

/** `:foreach` runs its body for each element. Of two names (`k,v`) the first gets the key. */
export const foreach: LanguageCommand = {
  about: 'runs a body for each element of an array or id of find; two names receive key and value',
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
