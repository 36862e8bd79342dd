// Owns the kind `hex`: bytes as hexadecimal digits.
import { tooLong } from '../fault.ts'
import { makeKind, type Make } from './make.ts'

export const hex: Make = (manner) => {
  const { min, max } = manner
  return makeKind(manner, {
    kind: 'hex',
    fault: (text, argument) => (max !== undefined && text.length > max ? tooLong(argument, max) : undefined),
    arbitrary: (draw, argument) => (argument === 'name' ? draw.name() : draw.text(min ?? 0, max)),
  })
}
