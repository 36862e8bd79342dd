// Owns `:if`.
import { nil } from '../value/value.ts'
import { node } from '../compile/given.ts'
import { holds } from '../compile/loop.ts'
import type { Word } from './word.ts'

/** The value of the branch that ran; nil where none did. */
export const conditional: Word = {
  required: ['condition'],
  special(invocation, compiler) {
    const test = compiler.value(node(invocation, 'condition')!)
    const then = node(invocation, 'do')
    const otherwise = node(invocation, 'else')
    const yes = then && compiler.code(then)
    const no = otherwise && compiler.code(otherwise)
    if (yes !== undefined && no === undefined)
      return (frame) => {
        const value = test(frame)
        return value === true || (value !== false && holds(value)) ? yes(frame) : nil
      }
    return (frame) => {
      const value = test(frame)
      const branch = value === true || (value !== false && holds(value)) ? yes : no
      return branch === undefined ? nil : branch(frame)
    }
  },
}
