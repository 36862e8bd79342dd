// Owns the expectations of a script (`# offbox: expect`): which of them apply to a run, and which did not hold after it.
import type { Device } from '../../index.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { toText } from '../../value/show.ts'
import { typeOf, type Value } from '../../value/value.ts'
import { valueOrFailure, valuesOf } from './attempt.ts'
import type { FuzzFinding } from './finding.ts'
import type { EndedRun } from './run-checks.ts'
import { variableText } from './name.ts'
import type { FuzzExpectation, FuzzDirectives } from './rules.ts'
import type { FuzzSubject } from './subject.ts'
import type { Bound } from './trial.ts'

/** The expectations of the function `name`; undefined: those of the script itself. */
export const expectationsOf = (
  { expectations }: FuzzDirectives,
  { functions }: FuzzSubject,
  name: string | undefined,
): readonly FuzzExpectation[] =>
  expectations.filter(({ line }) => functions.find(({ lines: [first, last] }) => line >= first && line <= last)?.name === name)

/** A finding for each expectation that did not hold after a run with the arguments `given`; expectations can use `globals`. */
export function unmet(
  device: Device,
  expectations: readonly FuzzExpectation[],
  globals: readonly string[],
  { value, output }: EndedRun,
  given: readonly Bound[],
): readonly FuzzFinding[] {
  return expectations.flatMap(({ expression, line }): readonly FuzzFinding[] => {
    const named = new Map<string, Value>(valuesOf(device, given))
    named.set('result', value ?? '')
    named.set('output', output.replace(/\n$/, ''))
    const positional: Value[] = ['', ...given.filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => named.get(name) ?? '')]
    const declared = globals.filter((name) => name !== 'result').map((name) => `:global ${variableText(name)}; `)
    const session = device.session({ write: () => undefined })
    const { value: holds, failure } = valueOrFailure(session, `${declared.join('')}:return (${toBytes(expression)})`, named, { positional })
    if (holds === true) return []
    const shown = value === undefined ? 'nothing' : `${JSON.stringify(fromBytes(toText(value)))} (${typeOf(value)})`
    const details = [...(failure === undefined ? [] : [`it cannot be asked: ${failure.message}`]), `the result was ${shown}`]
    return [{ kind: 'expect', message: `expected ${expression}`, line, details }]
  })
}
