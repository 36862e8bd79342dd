// Owns the kind `code`: a body in braces, parsed by the grammar.
import { makeKind, type Make } from './make.ts'

/** Makes the kind `code`. */
export const code: Make = (options) => makeKind(options, { kind: 'code' })
