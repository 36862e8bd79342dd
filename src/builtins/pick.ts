// Owns looking at values: `:len`, `:typeof`, `:find`, `:pick`, `:range`, `:nothing`.
import { Failure } from '../diagnostic/failure.ts'
import { findIn, lengthOf, pickFrom } from '../value/element.ts'
import { builtArray, guardElements } from '../value/limits.ts'
import { ArrayValue, nil, nothing, typeOf } from '../value/value.ts'
import { countOf, type Word } from './word.ts'

export const len: Word = { takes: ['value'], required: ['value'], light: true, apply: (_machine, value = nothing) => lengthOf(value) }

export const typeName: Word = { takes: ['value'], required: ['value'], light: true, apply: (_machine, value = nothing) => typeOf(value) }

export const find: Word = {
  takes: ['in', 'key', 'from'],
  required: ['in', 'key'],
  apply: (_machine, value = nothing, key = nothing, from) => findIn(value, key, from),
}

export const pick: Word = {
  takes: ['counter', 'begin', 'end'],
  required: ['counter', 'begin'],
  // What it cuts is paid for as it is built.
  light: true,
  apply(_machine, value = nothing, begin = nothing, end) {
    // The shape that loops over text are made of: one byte at a place inside.
    if (end === undefined && typeof value === 'string' && typeof begin === 'number' && begin >= 0) return value[begin] ?? nil
    return pickFrom(value, begin, end)
  },
}

/** The list of whole numbers from one to the other, both included (7.17). */
export const range: Word = {
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

export const none: Word = { takes: [], apply: () => nil }
