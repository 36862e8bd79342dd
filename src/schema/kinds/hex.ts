// Owns the kind `hex`: bytes as hexadecimal digits.
import { tooLong } from '../fault.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `hex`; `max` is a length in digits. */
export const hex: Make = (options) => {
  const { min, max } = options
  return makeKind(options, {
    kind: 'hex',
    fault: (text, argument) => (max !== undefined && text.length > max ? tooLong(argument, max) : undefined),
    arbitrary: (draw, argument) => (argument === 'name' ? draw.name() : draw.text(min ?? 0, max)),
  })
}
