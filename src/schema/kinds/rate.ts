// Owns the kind `rate`: bits a second, up and down (`10M/512k`).
import { wrongType } from '../fault.ts'
import { makeKind, type Make } from './make.ts'
import { word } from './parts.ts'

const rateForm = /^\d+(\.\d+)?([kKMGT](bps)?)?$/

export const rate: Make = (manner) =>
  makeKind(manner, {
    kind: 'rate',
    fault: (text, argument) => (text.split('/').every((part) => rateForm.test(part) || word.test(part)) ? undefined : wrongType(argument)),
    arbitrary(draw) {
      const one = draw.join([draw.integer(0, 999), draw.one(['', 'k', 'M', 'G'])])
      return draw.join([one, '/', one])
    },
  })
