// Owns `:local`, `:global` and `:set`.
import type { Invocation } from '../syntax/tree.ts'
import type { Assign } from '../compile/form.ts'
import { node, requiredNode } from '../compile/given.ts'
import type { LanguageCommand } from './language-command.ts'

/** Stores `do={...}` as a function or `value` unchanged. Without either the variable is removed. */
const assignment = (invocation: Invocation): Assign => ({
  kind: 'assign',
  target: requiredNode(invocation, 'name'),
  value: node(invocation, 'do') ?? node(invocation, 'value'),
})

/** Without a value the variable is nothing. */
export const local: LanguageCommand = {
  about: 'declares a local variable of this block, with a value or, as do=, a function',
  required: ['name'],
  special: assignment,
}

/** Without a value it only binds the name: the global keeps its value, or stays undefined (CLOG 6.3). */
export const global: LanguageCommand = {
  about: 'declares a global variable, with a value or, as do=, a function',
  required: ['name'],
  special(invocation) {
    const form = assignment(invocation)
    return form.value === undefined ? { kind: 'bind' } : form
  },
}

/** Without a value a global is removed from the environment, an element from its array. */
export const set: LanguageCommand = {
  about: 'assigns a value to a variable; without a value removes it',
  required: ['name'],
  special: assignment,
}
