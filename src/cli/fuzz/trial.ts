// Owns the arbitrary of a trial: a device in some state, the time, and a call with its arguments.
import fc, { type Arbitrary } from 'fast-check'
import { draw } from '../../fuzz/draw.ts'
import { quoted } from '../../fuzz/text.ts'
import { values } from '../../fuzz/values.ts'
import { hookInputs } from './hooks.ts'
import type { DeclaredInput, Rules } from './rules.ts'
import { rowsOf } from './rows.ts'
import { textOf } from './words.ts'
import type { FunctionUnderTest, Input, Subject } from './subject.ts'

/** An argument or a variable with its value as a script writes it. */
export interface Bound {
  readonly name: string
  readonly text: string
}

/** One run of a script, or one call of a function of it. */
export interface Trial {
  /** Commands that make the state, in order; a device may refuse some. */
  readonly setup: readonly string[]
  readonly globals: readonly Bound[]
  /** Variables that the device gives to the script. */
  readonly parameters: readonly Bound[]
  /** The function that is called after the script has run; undefined: the script itself is what is tried. */
  readonly call: { readonly name: string; readonly given: readonly Bound[] } | undefined
  /** How servers answer, whoever is asked: not at all, with an error, or with a text. */
  readonly web: Web
  /** Nanoseconds since 1970 at which the clock starts. */
  readonly now: bigint
}

type Web = { readonly status: number; readonly body: string } | 'unreachable'

const at = (text: string): bigint => BigInt(Date.parse(`${text}Z`)) * 1_000_000n
const instants = [
  '2024-01-01T00:00:00',
  '2024-02-29T23:59:58',
  '2024-12-31T23:59:58',
  '2025-03-09T09:05:07',
  '2025-10-15T12:34:56',
  '2026-06-30T23:59:50',
].map(at)

/** Trials of a script and of its functions. */
export function trialOf(subject: Subject, rules: Rules): Arbitrary<Trial> {
  const own = (declared: DeclaredInput): FunctionUnderTest | undefined =>
    subject.functions.find(({ lines: [first, last] }) => declared.line >= first && declared.line <= last)
  const declaredFor = (input: Input, of: FunctionUnderTest | undefined): DeclaredInput | undefined =>
    rules.inputs.find((one) => one.name === input.name && own(one) === of)
  const bound = (input: Input, of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    valueOf(input, declaredFor(input, of), subject.words).map((text) => (text === undefined ? [] : [{ name: input.name, text }]))
  const all = (inputs: readonly Input[], of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    fc.tuple(...inputs.map((input) => bound(input, of))).map((parts) => parts.flat())
  const calls = subject.functions.map((one) => all(positionalFirst(one.inputs), one).map((given) => ({ name: one.name, given })))
  const unknown = rules.inputs
    .filter((one) => own(one) === undefined && !subject.inputs.some(({ name }) => name === one.name))
    .map((one): Input => ({ kind: 'parameter', name: one.name, use: { type: 'unknown' }, maybe: false }))
  const inputs = [...subject.inputs, ...unknown]
  return fc.record({
    setup: rowsOf(subject).map((rows) => [...rules.given, ...rows]),
    globals: all(inputs.filter(({ kind }) => kind === 'global')),
    parameters: all(inputs.filter(({ kind }) => kind === 'parameter')),
    call: calls.length === 0 ? fc.constant(undefined) : fc.oneof({ withCrossShrink: true }, fc.constant(undefined), ...calls),
    web: subject.asksNetwork ? webOf(subject.words) : fc.constant('unreachable'),
    now: subject.readsClock ? fc.constantFrom(...instants) : fc.constant(instants[0] ?? 0n),
  })
}

const webOf = (words: readonly string[]): Arbitrary<Web> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constant<Web>('unreachable'),
    fc.constantFrom(404, 500).map((status): Web => ({ status, body: '' })),
    textOf(words).map((body): Web => ({ status: 200, body })),
  )

/** `$1`, `$2` ... without a gap, then named ones. */
function positionalFirst(inputs: readonly Input[]): readonly Input[] {
  const numbers = inputs.flatMap(({ name }) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const places = Array.from({ length: Math.max(0, ...numbers) }, (_, place) => String(place + 1))
  const positional = places.map(
    (name): Input => inputs.find((one) => one.name === name) ?? { kind: 'argument', name, use: { type: 'unknown' }, maybe: false },
  )
  return [...positional, ...inputs.filter(({ name }) => !/^\d+$/.test(name))]
}

/**
 * The text of a value, or undefined where the input is not given: globals are gone after a reboot,
 * arguments only where the script asks for them.
 */
function valueOf(input: Input, declared: DeclaredInput | undefined, words: readonly string[]): Arbitrary<string | undefined> {
  const value = declared === undefined ? guessed(input, words) : typed(declared, words)
  const absent = declared === undefined && (input.kind === 'global' || (input.maybe && input.kind === 'argument'))
  return absent ? fc.option(value, { nil: undefined, freq: 3 }) : value
}

function typed({ type, range, choices }: DeclaredInput, words: readonly string[]): Arbitrary<string> {
  if (type === 'one-of') return fc.constantFrom(...choices)
  if (type === 'num' && range !== undefined) return fc.integer({ min: range[0], max: range[1] }).map(String)
  if (type === 'num') return smallNumber
  if (type === 'str') return textOf(words).map(quoted)
  return Object.entries(values).find(([name]) => name === type)?.[1] ?? values.str
}

const smallNumber = fc.oneof(fc.constantFrom('0', '1', '2'), fc.integer({ min: -2, max: 300 }).map(String))

function guessed({ kind, name, use }: Input, words: readonly string[]): Arbitrary<string> {
  const hook = kind === 'parameter' ? hookInputs.get(name) : undefined
  if (hook === 'flag') return fc.constantFrom('0', '1')
  if (hook === 'ip') return fc.constantFrom('192.168.88.10', '10.0.0.1')
  if (hook === 'mac') return fc.constantFrom('"02:00:5E:00:53:01"')
  if (use.type === 'num') return smallNumber
  if (use.type === 'ip') return values.ip
  if (use.type === 'time') return values.time
  if (use.type === 'array')
    return fc.array(textOf(words), { maxLength: 3 }).map((items) => (items.length === 0 ? '({})' : `{${items.map(quoted).join(';')}}`))
  if (use.type === 'argument')
    return use.argument.kind
      .arbitrary(draw, use.argument.name)
      .filter((text) => text !== '')
      .map((text) => quoted(text))
  return textOf(words).map(quoted)
}
