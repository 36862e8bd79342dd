// Owns the kind `only`: one of its words and nothing else, checked when the command runs.
import { unknownWord } from '../fault.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `only`. */
export const only: Make = (options) =>
  makeKind(options, { kind: 'only', otherValues: 'nothing', fault: (text, argument) => unknownWord(argument, text) })
