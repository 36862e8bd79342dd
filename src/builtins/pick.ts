// Owns the commands that inspect values: `:len`, `:typeof`, `:find`, `:pick`, `:range`, `:nothing`.
import { all, choose, pureCall, emitTypeTest } from '../compile/emit/emitted.ts'
import { Failure } from '../diagnostic/failure.ts'
import { findIn, lengthOf, pickFrom } from '../value/element.ts'
import { builtArray, guardElements } from '../value/limits.ts'
import { ArrayValue, nil, nothing, typeOf } from '../value/value.ts'
import { countOf, type LanguageCommand } from './language-command.ts'

/** `:len` (see `lengthOf`). */
export const len: LanguageCommand = {
  about: 'returns the number of elements of an array, or of bytes of a text',
  takes: ['value'],
  required: ['value'],
  light: true,
  apply: (_machine, value = nothing) => lengthOf(value),
  emit: ({ values: [value], apply }) =>
    pureCall(value ? choose(all(emitTypeTest(value, 'str')), `${value.js}.length`, apply) : apply, 'num'),
}

/** `:typeof` (see `typeOf`). */
export const typeName: LanguageCommand = {
  about: 'returns the type of a value as a text: num, str, array, nothing ...',
  takes: ['value'],
  required: ['value'],
  light: true,
  apply: (_machine, value = nothing) => typeOf(value),
  emit: ({ apply }) => pureCall(apply, 'str'),
}

/** `:find` (see `findIn`). */
export const findPosition: LanguageCommand = {
  about: 'returns the index of a value in an array or a text, from 0; nil if it is not found',
  takes: ['in', 'key', 'from'],
  required: ['in', 'key'],
  apply: (_machine, value = nothing, key = nothing, from) => findIn(value, key, from),
  emit: ({ apply }) => pureCall(apply, 'any'),
}

/** `:pick` (see `pickFrom`). */
export const pickPart: LanguageCommand = {
  about: 'returns an element or a slice of an array or a text; the end is exclusive',
  takes: ['counter', 'begin', 'end'],
  required: ['counter', 'begin'],
  // `pickFrom` pays for the slice while it builds it.
  light: true,
  apply(_machine, value = nothing, begin = nothing, end) {
    // Fast path, used by loops over text: one byte at an index inside the text.
    if (end === undefined && typeof value === 'string' && typeof begin === 'number' && begin >= 0) return value[begin] ?? nil
    return pickFrom(value, begin, end)
  },
  // Inlines an index inside a text; `I` is nil.
  emit({ values: [value, begin, end], apply }) {
    if (value === undefined || begin === undefined) return pureCall(apply, 'any')
    const inside = all(emitTypeTest(value, 'str'), emitTypeTest(begin, 'num'), `${begin.js} >= 0`)
    if (end === undefined) return pureCall(choose(inside, `${value.js}[${begin.js}] ?? I`, apply), 'any')
    const cut = `${begin.js} >= ${value.js}.length || ${end.js} <= ${begin.js} ? I : ${value.js}.slice(${begin.js}, ${end.js})`
    return pureCall(choose(all(inside, emitTypeTest(end, 'num')), cut, apply), 'any')
  },
}

/** `:range` returns the array of whole numbers from `from` to `to`, inclusive (7.17). */
export const makeRange: LanguageCommand = {
  about: 'returns an array of the numbers in a range',
  takes: ['from', 'to'],
  required: ['from', 'to'],
  apply(_machine, from = nothing, to = nothing) {
    const first = countOf(from, 'from')
    const last = countOf(to, 'to')
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) throw new Failure('value of range out of range')
    guardElements(last - first + 1)
    builtArray(last - first + 1)
    return new ArrayValue(Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at))
  },
}

/** `:nothing` returns nil. */
export const nothingCommand: LanguageCommand = {
  about: 'returns nil: the value of a command that returns nothing',
  takes: [],
  apply: () => nil,
}
