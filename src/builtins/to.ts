// Owns the conversions `:toarray` to `:tolf`.
import { all, choose, pureCall, test } from '../compile/emit/emitted.ts'
import { toArray, toBool, toId, toIp, toIp6, toNsec, toNum, toStr, toTime, type Conversions } from '../value/convert.ts'
import { toCrlf, toLf } from '../value/formats/transform.ts'
import { text } from '../value/show.ts'
import { nothing, type Value } from '../value/value.ts'
import { textOf, type LanguageCommand } from './language-command.ts'

/** A command that converts a value. `own`: the type whose values are returned unchanged. */
const conversion = (about: string, convert: (value: Value, rules: Conversions) => Value, own?: 'num' | 'bool'): LanguageCommand => ({
  about,
  takes: ['value'],
  required: ['value'],
  apply: (machine, value = nothing) => convert(value, machine.profile.conversions),
  emit: ({ values: [value], apply }) => pureCall(value && own ? choose(all(test(value, own)), value.js, apply) : apply, 'any'),
})

export const toarray: LanguageCommand = {
  about: 'splits a text at commas, or another delimiter, into an array',
  takes: ['value', 'delimiter'],
  required: ['value'],
  apply: (_machine, value = nothing, delimiter) => toArray(value, textOf(delimiter)),
}

export const tobool = conversion('makes a bool of a value', toBool, 'bool')
export const tonum = conversion('converts a value to a number; nil if that is not possible', toNum, 'num')
export const tostr = conversion('makes a text of a value', toStr)
export const toid = conversion('makes an id (*1) of a value', toId)
export const toip = conversion('converts a value to an IPv4 address; nil if that is not possible', toIp)
export const toip6 = conversion('converts a value to an IPv6 address; nil if that is not possible', toIp6)
export const totime = conversion('makes a time of a value: a number is seconds', toTime)
export const tonsec = conversion('how many nanoseconds a time has', toNsec)

export const tocrlf: LanguageCommand = {
  about: 'converts line ends of a text to CR LF',
  takes: ['input'],
  required: ['input'],
  apply: (_machine, input = nothing) => toCrlf(text(input)),
}

export const tolf: LanguageCommand = {
  about: 'converts line ends of a text to LF',
  takes: ['input'],
  required: ['input'],
  apply: (_machine, input = nothing) => toLf(text(input)),
}
