// Owns the kind `condition`: a `where` expression, parsed by the grammar.
import { makeKind, type Make } from './make.ts'

/** Makes the kind `condition`. */
export const condition: Make = (options) => makeKind(options, { kind: 'condition' })
