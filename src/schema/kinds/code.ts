// Owns the kind `code`: a body in braces, which the parser reads by its slot.
import { makeKind, type Make } from './make.ts'

export const code: Make = (manner) => makeKind(manner, { kind: 'code' })
