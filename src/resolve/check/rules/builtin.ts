// Owns checking constant values of language commands: times and numbers that fail when the command runs.
import { descendCode } from '../../../syntax/descent.ts'
import type { GivenArgument, Node } from '../../../syntax/tree.ts'
import { toNum, toTime } from '../../../value/convert.ts'
import { Time, type Value } from '../../../value/value.ts'
import { constantText } from '../constant.ts'
import { renamed } from '../fixes.ts'
import type { RuleFamily } from '../rule.ts'

/** The type of value that a command accepts, by argument. */
type Taken = Readonly<Record<string, 'time' | 'number'>>

const commands: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ['delay', { 'delay-time': 'time' }],
  ['retry', { delay: 'time', max: 'number' }],
  ['for', { from: 'number', to: 'number', step: 'number' }],
  ['rndnum', { from: 'number', to: 'number' }],
  ['rndstr', { length: 'number' }],
])

/** Checks values of `:delay`, `:retry`, `:for`, `:rndnum` and `:rndstr`. It reports the codes of the value rules. */
export const builtinValueRules: RuleFamily = {
  rules: [],
  body(body, { report }) {
    descendCode(body, (part) => {
      if (part.kind !== 'invocation' || part.command.menu.parent !== undefined) return
      const taken = commands.get(part.command.name)
      if (taken === undefined) return
      for (const given of part.given) {
        const kind = taken[given.argument.name]
        const wrong = kind === undefined ? undefined : wrongValue(given, kind)
        if (wrong === undefined) continue
        const { node, message } = wrong
        const right = kind === 'time' ? shortTime(wrong.text) : undefined
        const usual = kind === 'time' ? 'a time is written as 5s, 1m30s or 00:01:30' : undefined
        report('wrong-type', node, {
          message,
          help: right === undefined ? usual : `write ${right}`,
          fixes: right === undefined ? [] : renamed(node, [right]),
        })
      }
    })
  },
}

/** Returns the finding of a constant value that a command refuses, with the device's message. */
function wrongValue(
  { argument, value }: GivenArgument,
  kind: 'time' | 'number',
): { readonly node: Node; readonly text: string; readonly message: string } | undefined {
  const text = value && constantText(value)
  if (value === undefined || text === undefined) return undefined
  const constant: Value = value.kind === 'literal' ? value.value : text
  if (kind === 'time')
    return toTime(constant) instanceof Time ? undefined : { node: value, text, message: `invalid time value for argument ${argument.name}` }
  const number = toNum(constant)
  if (typeof number === 'number' || typeof number === 'bigint') return undefined
  return { node: value, text, message: `invalid value for argument ${argument.name}` }
}

/** Corrects the unit of a time: `5s` for `5sec` or `5 seconds`. */
function shortTime(text: string): string | undefined {
  const [, number, unit = ''] = /^(\d+) ?(sec|min|hour|hr|day|week)[a-z]*$/i.exec(text) ?? []
  return number === undefined ? undefined : `${number}${unit.slice(0, 1).toLowerCase()}`
}
