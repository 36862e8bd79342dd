// Owns the conversions `:toarray` to `:tolf`.
import { all, choose, pureCall, test } from '../compile/emit/emitted.ts'
import { toArray, toBool, toId, toIp, toIp6, toNsec, toNum, toStr, toTime, type Conversions } from '../value/convert.ts'
import { toCrlf, toLf } from '../value/formats/transform.ts'
import { text } from '../value/show.ts'
import { nothing, type Value } from '../value/value.ts'
import { textOf, type Word } from './word.ts'

/** `own`: the type whose values are the result as they are. */
const conversion = (convert: (value: Value, rules: Conversions) => Value, own?: 'num' | 'bool'): Word => ({
  takes: ['value'],
  required: ['value'],
  apply: (machine, value = nothing) => convert(value, machine.profile.conversions),
  emit: ({ values: [value], apply }) => pureCall(value && own ? choose(all(test(value, own)), value.js, apply) : apply, 'any'),
})

export const toarray: Word = {
  takes: ['value', 'delimiter'],
  required: ['value'],
  apply: (_machine, value = nothing, delimiter) => toArray(value, textOf(delimiter)),
}

export const tobool = conversion(toBool, 'bool')
export const tonum = conversion(toNum, 'num')
export const tostr = conversion(toStr)
export const toid = conversion(toId)
export const toip = conversion(toIp)
export const toip6 = conversion(toIp6)
export const totime = conversion(toTime)
export const tonsec = conversion(toNsec)

export const tocrlf: Word = { takes: ['input'], required: ['input'], apply: (_machine, input = nothing) => toCrlf(text(input)) }

export const tolf: Word = { takes: ['input'], required: ['input'], apply: (_machine, input = nothing) => toLf(text(input)) }
