// Owns the kind `ranges`: numbers and ranges of them (`80,443,8000-8080`).
import { outsideRange, wrongType } from '../fault.ts'
import { makeKind, type Make } from './make.ts'
import { outside, rangeText } from './number.ts'
import { begins, firstOf, commaSeparated } from './parts.ts'

/** Makes the kind `ranges`; `min` and `max` are the bounds of each number. */
export const ranges: Make = (options) => {
  const { min, max, words } = options
  return makeKind(options, {
    kind: 'ranges',
    fault: (text, argument) =>
      firstOf(commaSeparated(text), (part) => {
        if (begins(words, part)) return undefined
        const ends = part.split('-')
        if (ends.length > 2 || ends.some((end) => !/^(0[xX][0-9a-fA-F]+|\d+)$/.test(end))) return wrongType(argument)
        return ends.some((end) => outside(Number(end), min, max)) ? outsideRange(argument, rangeText(min, max)) : undefined
      }),
    arbitrary(draw) {
      const end = draw.integer(min ?? 0, max ?? 65535)
      return draw.list(draw.either([end, draw.join([end, '-', end])]), 3)
    },
  })
}
