// Owns `:local`, `:global` and `:set`.
import type { Invocation } from '../syntax/tree.ts'
import type { Assign } from '../compile/form.ts'
import { node, requiredNode } from '../compile/given.ts'
import type { Word } from './word.ts'

/** Stores `do={...}` as a function or `value` as it is; without either the variable is removed. */
const assignment = (invocation: Invocation): Assign => ({
  kind: 'assign',
  target: requiredNode(invocation, 'name'),
  value: node(invocation, 'do') ?? node(invocation, 'value'),
})

/** Without a value the variable reads as nothing. */
export const local: Word = {
  about: 'declares a variable of this block, with a value or, behind do=, a function',
  required: ['name'],
  special: assignment,
}

/** Without a value it only binds the name: the global stays what it is, or is not there (CLOG 6.3). */
export const global: Word = {
  about: 'declares a variable that all scripts share, with a value or, behind do=, a function',
  required: ['name'],
  special(invocation) {
    const form = assignment(invocation)
    return form.value === undefined ? { kind: 'bind' } : form
  },
}

/** Without a value a global leaves the environment, an element its array. */
export const set: Word = {
  about: 'gives a variable another value; without one it is nothing again',
  required: ['name'],
  special: assignment,
}
