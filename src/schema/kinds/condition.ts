// Owns the kind `condition`: a `where` expression, which the parser reads by its slot.
import { makeKind, type Make } from './make.ts'

export const condition: Make = (manner) => makeKind(manner, { kind: 'condition' })
