// Owns the kind `bool`: `yes` or `no`, checked while parsing, stored and returned as a bool.
import type { Kind } from '../kind.ts'
import { makeKind, noOptions, type Make } from './make.ts'
import { pick } from './parts.ts'

/** Parses `yes`, `no` and their abbreviations. */
export function readYesNo(text: string): boolean | undefined {
  if (text === '') return undefined
  return 'yes'.startsWith(text) ? true : 'no'.startsWith(text) ? false : undefined
}

const readWord = (text: string): boolean | undefined =>
  text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : undefined

/** Makes the kind `bool`. Conditions also read `true` and `false`; they compare any other word as text. */
export const bool: Make = (options) =>
  makeKind(options, {
    kind: 'bool',
    read: readYesNo,
    comparand: (text) => readWord(text) ?? text,
    complete: (text, argument) => pick(['no', 'yes'], text, argument),
    arbitrary: (draw) => draw.one(['yes', 'no']),
  })

/** The kind `bool` for declarations. */
export const yesNo: Kind = bool(noOptions)
