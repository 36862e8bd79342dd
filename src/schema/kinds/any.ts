// Owns the kind `any`: values whose kind is not known, and values that only the device sets.
import { formatInterval } from '../../value/time.ts'
import { Time } from '../../value/value.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList, makeKind, nothingSpecial, type Make } from './make.ts'
import { readPlainNumber } from './number.ts'
import { elements, wordOf } from './parts.ts'

/** Any value. Flags of rows (`dynamic`) have no argument: a condition reads yes, true, no and false as a bool. */
export const any: Make = (options) =>
  makeKind(options, {
    kind: 'any',
    literal: (text) => readPlainNumber(text) ?? text,
    comparand: (text) => (text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : undefined),
  })

/** A value that only the device sets, of any type: stored unchanged and printed as the console prints it. */
export function shown(options: { quoted?: boolean; right?: boolean } = {}): Kind {
  const kind = any(nothingSpecial)
  return {
    ...kind,
    accept: (value, argument) => textOfGivenList(kind, value, argument),
    show: (kept) => (kept instanceof Time ? [formatInterval(kept)] : elements(kept).map(wordOf)),
    quoted: options.quoted ?? false,
    right: options.right ?? false,
  }
}
