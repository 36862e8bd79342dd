// Owns `:local`, `:global` and `:set`.
import { nil } from '../value/value.ts'
import type { Invocation } from '../syntax/tree.ts'
import type { Closure, Compiler } from '../compile/machine.ts'
import { node } from '../compile/given.ts'
import type { Console } from '../device/console.ts'
import type { Word } from './word.ts'

/** Stores `do={...}` as a function or `value` as it is; undefined where neither was given. */
function assignment(invocation: Invocation, compiler: Compiler<Console>): Closure<Console> | undefined {
  const name = node(invocation, 'name')
  const value = node(invocation, 'do') ?? node(invocation, 'value')
  return name && value && compiler.assign(name, value)
}

/** Without a value the variable reads as nothing. */
export const local: Word = {
  required: ['name'],
  special: (invocation, compiler) => assignment(invocation, compiler) ?? cleared(invocation, compiler),
}

/** Without a value it only binds the name: the global stays what it is, or is not there (CLOG 6.3). */
export const global: Word = { required: ['name'], special: (invocation, compiler) => assignment(invocation, compiler) ?? (() => nil) }

/** Without a value a global leaves the environment, an element its array. */
export const set: Word = {
  required: ['name'],
  special: (invocation, compiler) => assignment(invocation, compiler) ?? cleared(invocation, compiler),
}

function cleared(invocation: Invocation, compiler: Compiler<Console>): Closure<Console> {
  const name = node(invocation, 'name')
  const store = name && compiler.target(name)
  return (frame) => {
    store?.(frame, undefined)
    return nil
  }
}
