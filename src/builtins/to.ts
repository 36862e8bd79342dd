// Owns the commands that convert a value to a type (`:tonum`, `:tostr`, ...) or the line ends of a text (`:tocrlf`, `:tolf`).
import { all, choose, pureCall, emitTypeTest } from '../compile/emit/emitted.ts'
import { toArray, toBool, toId, toIp, toIp6, toNsec, toNum, toStr, toTime, type Conversions } from '../value/convert.ts'
import { toCrlf, toLf } from '../value/formats/transform.ts'
import { toText } from '../value/show.ts'
import { nothing, type Value } from '../value/value.ts'
import { textOf, type LanguageCommand } from './language-command.ts'

/** Makes a command that converts a value. `own`: the type whose values are returned unchanged. */
const conversion = (about: string, convert: (value: Value, rules: Conversions) => Value, own?: 'num' | 'bool'): LanguageCommand => ({
  about,
  takes: ['value'],
  required: ['value'],
  apply: (machine, value = nothing) => convert(value, machine.profile.conversions),
  emit: ({ values: [value], apply }) => pureCall(value && own ? choose(all(emitTypeTest(value, own)), value.js, apply) : apply, 'any'),
})

/** `:toarray` (see `toArray`). */
export const toarray: LanguageCommand = {
  about: 'splits a text at commas, or another delimiter, into an array',
  takes: ['value', 'delimiter'],
  required: ['value'],
  apply: (_machine, value = nothing, delimiter) => toArray(value, textOf(delimiter)),
}

/** `:tobool` (see `toBool`). */
export const tobool = conversion('makes a bool of a value', toBool, 'bool')
/** `:tonum` (see `toNum`). */
export const tonum = conversion('converts a value to a number; nil if that is not possible', toNum, 'num')
/** `:tostr` (see `toStr`). */
export const tostr = conversion('makes a text of a value', toStr)
/** `:toid` (see `toId`). */
export const toid = conversion('makes an id (*1) of a value', toId)
/** `:toip` (see `toIp`). */
export const toip = conversion('converts a value to an IPv4 address; nil if that is not possible', toIp)
/** `:toip6` (see `toIp6`). */
export const toip6 = conversion('converts a value to an IPv6 address; nil if that is not possible', toIp6)
/** `:totime` (see `toTime`). */
export const totime = conversion('makes a time of a value: a number is seconds', toTime)
/** `:tonsec` (see `toNsec`). */
export const tonsec = conversion('how many nanoseconds a time has', toNsec)

/** `:tocrlf` (see `toCrlf`). */
export const tocrlf: LanguageCommand = {
  about: 'converts line ends of a text to CR LF',
  takes: ['input'],
  required: ['input'],
  apply: (_machine, input = nothing) => toCrlf(toText(input)),
}

/** `:tolf` (see `toLf`). */
export const tolf: LanguageCommand = {
  about: 'converts line ends of a text to LF',
  takes: ['input'],
  required: ['input'],
  apply: (_machine, input = nothing) => toLf(toText(input)),
}
