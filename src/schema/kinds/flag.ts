// Owns the kind `flag`: an argument without a value.
import { readYesNo } from './bool.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `flag`. `yes`, `no`, `true` and `false` are accepted as values, too. */
export const flag: Make = (options) =>
  makeKind(options, {
    kind: 'flag',
    literal: (text) => (text === 'true' ? true : text === 'false' ? false : (readYesNo(text) ?? text)),
    keep: (text) => text === 'yes' || text === 'true' || text === '',
  })
