// Owns the kind `string`: any bytes.
import { show } from '../../value/show.ts'
import { failureOfFault, tooLong } from '../fault.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList, makeKind, noOptions, type Make } from './make.ts'

/** Makes the kind `string`; `max` is a length in bytes. */
export const string: Make = (options) => {
  const { min, max } = options
  return makeKind(options, {
    kind: 'string',
    quoted: true,
    fault: (text, argument) => (max !== undefined && text.length > max ? tooLong(argument, max) : undefined),
    arbitrary: (draw, argument) => (argument === 'name' ? draw.name() : draw.text(min ?? 0, max)),
  })
}

/** Makes the kind of a declared property: any value, stored as the text that `:put` prints. `longest` is a length in bytes. */
export function text(options: { quoted?: boolean; longest?: number } = {}): Kind {
  const kind = string({ ...noOptions, max: options.longest })
  return {
    ...kind,
    accept(value, argument) {
      const bytes = show(textOfGivenList(kind, value, argument))
      const fault = kind.fault(bytes, argument)
      if (fault !== undefined) throw failureOfFault(fault, argument)
      return bytes
    },
    quoted: options.quoted ?? true,
  }
}
