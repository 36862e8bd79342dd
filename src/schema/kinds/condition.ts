// Owns the kind `condition`: a `where` expression, parsed by the grammar.
import { makeKind, type Make } from './make.ts'

export const condition: Make = (options) => makeKind(options, { kind: 'condition' })
