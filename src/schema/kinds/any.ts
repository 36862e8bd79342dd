// Owns the kind `any`, for values whose kind is not known and values that only the device sets.
import { formatInterval } from '../../value/time.ts'
import { Time } from '../../value/value.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList, makeKind, noOptions, type Make } from './make.ts'
import { readPlainNumber } from './number.ts'
import { elements, wordOf } from './parts.ts'

/**
 * Makes a kind that accepts any value. Conditions read yes, true, no and false as bools, since flags of rows (`dynamic`) have this kind.
 */
export const any: Make = (options) =>
  makeKind(options, {
    kind: 'any',
    literal: (text) => readPlainNumber(text) ?? text,
    comparand: (text) => (text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : undefined),
  })

/** Makes the kind of a value that only the device sets: it has any type, is stored unchanged, and is printed as the console prints it. */
export function shown(options: { quoted?: boolean; right?: boolean } = {}): Kind {
  const kind = any(noOptions)
  return {
    ...kind,
    accept: (value, argument) => textOfGivenList(kind, value, argument),
    show: (kept) => (kept instanceof Time ? [formatInterval(kept)] : elements(kept).map(wordOf)),
    quoted: options.quoted ?? false,
    right: options.right ?? false,
  }
}
