// Owns the kind `num`: a whole number within a range.
import { readNumber } from '../../value/numbers.ts'
import { show } from '../../value/show.ts'
import { failureOfFault, outsideRange, trailingCharacters, wrongType, type Fault } from '../fault.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList, makeKind, noOptions, type Make, type KindOptions } from './make.ts'
import { parseNumber, outside, rangeText, whole } from './number.ts'
import { withoutSign, begins, firstOf, commaSeparated, word } from './parts.ts'

/** Matches numbers with a unit. The facts do not describe them, so they are accepted. */
const withUnit = /^\d+(\.\d+)?[kKMGT](iB|B|bps)?$/

/** Makes the kind `num`. Other forms that the facts do not describe are accepted. */
export const num: Make = (options) => {
  const { min, max, several, words } = options
  const noNumber = (part: string, argument: string): Fault | undefined => {
    if (begins(words, part) || withUnit.test(part)) return undefined
    if (whole.test(part)) return outside(parseNumber(part), min, max) ? outsideRange(argument, rangeText(min, max)) : undefined
    if (/^\d+[A-Za-z]+$/.test(part)) return trailingCharacters(argument)
    return word.test(part) ? wrongType(argument, 'number') : undefined
  }
  return makeKind(options, {
    kind: 'num',
    right: true,
    literal: (text) => readNumber(text) ?? text,
    fault: (text, argument) => firstOf(several ? commaSeparated(text) : [withoutSign(text)], (part) => noNumber(part, argument)),
    // Sizes of interfaces and buffers go up to 2^32; smaller numbers are generated.
    arbitrary: (draw) => draw.integer(min ?? 0, Math.min(max ?? 65535, 2 ** 31)),
    strict: () => strictNumber(options),
  })
}

/** Makes the kind of a declared property: a whole number from `from` to `to`, inclusive, and nothing else. */
export const integer = (from: number, to: number): Kind => strictNumber({ ...noOptions, min: from, max: to })

function strictNumber(options: KindOptions): Kind {
  const { min, max } = options
  const kind = num(options)
  const fault = (text: string, argument: string): Fault | undefined => {
    if (!whole.test(text)) return wrongType(argument, 'number')
    return outside(parseNumber(text), min, max) ? outsideRange(argument, rangeText(min, max)) : undefined
  }
  const made: Kind = {
    ...kind,
    fault,
    accept(value, argument) {
      const text = show(textOfGivenList(kind, value, argument)).trim()
      const found = fault(text, argument)
      if (found !== undefined) throw failureOfFault(found, argument)
      return parseNumber(text)
    },
    keep: parseNumber,
    strict: () => made,
  }
  return made
}
