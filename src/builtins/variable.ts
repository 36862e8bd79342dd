// Owns the commands `:local`, `:global` and `:set`.
import type { Invocation } from '../syntax/tree.ts'
import type { Assign } from '../compile/form.ts'
import { node, requiredNode } from '../compile/given.ts'
import type { LanguageCommand } from './language-command.ts'

/** The form of an assignment: stores `do={...}` as a function, or `value`; without either the variable is removed. */
const assignment = (invocation: Invocation): Assign => ({
  kind: 'assign',
  target: requiredNode(invocation, 'name'),
  value: node(invocation, 'do') ?? node(invocation, 'value'),
})

/** `:local` declares a local variable. Without a value it is `nothing`. */
export const declareLocal: LanguageCommand = {
  about: 'declares a local variable of this block, with a value or, as do=, a function',
  required: ['name'],
  special: assignment,
}

/**
 * `:global` declares a global variable. Without a value it only binds the name: the global keeps its value, or remains undefined (changelog
 * of 6.3).
 */
export const declareGlobal: LanguageCommand = {
  about: 'declares a global variable, with a value or, as do=, a function',
  required: ['name'],
  special(invocation) {
    const form = assignment(invocation)
    return form.value === undefined ? { kind: 'bind' } : form
  },
}

/** `:set` assigns to a variable or an element. Without a value it removes a global from the environment, or an element from its array. */
export const assignVariable: LanguageCommand = {
  about: 'assigns a value to a variable; without a value removes it',
  required: ['name'],
  special: assignment,
}
