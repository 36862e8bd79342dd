// Owns the kind `size`: a number of bytes (`2048KiB`).
import { wrongType } from '../fault.ts'
import { makeKind, type Make } from './make.ts'
import { word } from './parts.ts'

const sizeForm = /^\d+(\.\d+)?([kKMGT](iB|B)?)?$/

/** Makes the kind `size`. Words are accepted, too. */
export const size: Make = (options) =>
  makeKind(options, {
    kind: 'size',
    fault: (text, argument) => (sizeForm.test(text) || word.test(text) ? undefined : wrongType(argument)),
    arbitrary: (draw) => draw.join([draw.integer(0, 9999), 'KiB']),
  })
