// Owns the arbitrary of a trial: a device in some state, its environment, and a call with arguments.
import fc, { type Arbitrary } from 'fast-check'
import { draw } from '../../fuzz/draw.ts'
import { quoted } from '../../fuzz/text.ts'
import { values } from '../../fuzz/values.ts'
import { hookInputs } from './hooks.ts'
import { inputSlot, webSlot, type LearnedTexts } from './learned-texts.ts'
import type { DeclaredInput, FuzzDirectives } from './rules.ts'
import { stepsOf } from './rows.ts'
import type { FunctionUnderTest, Input, FuzzSubject } from './subject.ts'
import type { Bound, RowEvent, SetupStep, Trial, WebAnswer } from './trial.ts'
import { arbitraryText } from './arbitrary-text.ts'

const instants = [
  '2024-01-01T00:00:00',
  '2024-02-29T23:59:58',
  '2024-12-31T23:59:58',
  '2025-03-09T09:05:07',
  '2025-10-15T12:34:56',
  '2026-06-30T23:59:50',
]

/** Trials of a script and of its functions, based on what is known so far. */
export function trialsOf(subject: FuzzSubject, rules: FuzzDirectives, known: LearnedTexts): Arbitrary<Trial> {
  const own = (declared: DeclaredInput): FunctionUnderTest | undefined =>
    subject.functions.find(({ lines: [first, last] }) => declared.line >= first && declared.line <= last)
  const declaredFor = (input: Input, of: FunctionUnderTest | undefined): DeclaredInput | undefined =>
    rules.inputs.find((one) => one.name === input.name && own(one) === of)
  const bound = (input: Input, of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    valueOf(input, declaredFor(input, of), subject.words, known.at(inputSlot(input.name, of?.name))).map((text) =>
      text === undefined ? [] : [{ name: input.name, text }],
    )
  const all = (inputs: readonly Input[], of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    fc.tuple(...inputs.map((input) => bound(input, of))).map((parts) => parts.flat())
  const calls = subject.functions.map((one) =>
    all(positionalFirst(one.inputs), one).map((given) => ({ name: one.name, given: withoutGap(given) })),
  )
  const unknown = rules.inputs
    .filter((one) => own(one) === undefined && !subject.inputs.some(({ name }) => name === one.name))
    .map((one): Input => ({ kind: 'parameter', name: one.name, use: { type: 'unknown' }, maybe: false, least: 0 }))
  const inputs = [...subject.inputs, ...unknown]
  const steps = stepsOf(subject, known).map((rows): readonly SetupStep[] => [
    ...rules.given.map((text): SetupStep => ({ kind: 'command', text })),
    ...rows,
  ])
  return fc
    .record({
      steps,
      globals: all(inputs.filter(({ kind }) => kind === 'global')),
      parameters: all(inputs.filter(({ kind }) => kind === 'parameter')),
      call: calls.length === 0 ? fc.constant(null) : fc.oneof(fc.constant(null), ...calls),
      web: subject.asksNetwork ? webOf(subject.words, known.at(webSlot)) : fc.constant<WebAnswer>('unreachable'),
      pings: subject.pings ? fc.boolean() : fc.constant(false),
      now: subject.readsClock ? fc.constantFrom(...instants) : fc.constant(instants[0] ?? ''),
    })
    .chain((trial) =>
      subject.waits
        ? rowEventsOf(trial.steps, rules.given.length).map((events) => ({ ...trial, events }))
        : fc.constant({ ...trial, events: [] }),
    )
}

/** Rows that the device creates or removes by itself while a script waits. */
function rowEventsOf(steps: readonly SetupStep[], given: number): Arbitrary<readonly RowEvent[]> {
  const moving = steps.flatMap((step, at) => (at >= given && canAppearLater(step) ? [at] : []))
  if (moving.length === 0) return fc.constant([])
  const move = fc.record<RowEvent>({
    wait: fc.constantFrom(0, 0, 0, 1, 2),
    step: fc.constantFrom(...moving),
    change: fc.constantFrom('disappears', 'disappears', 'appears'),
  })
  return fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(move, { minLength: 1, maxLength: 2 }) })
}

/** Whether a row can appear or disappear by itself: rows of the device itself, leases, entries with a timeout. */
export const canAppearLater = (step: SetupStep): boolean =>
  (step.kind === 'simulate' && step.row === undefined && step.menu !== '/log') ||
  (step.kind === 'add' && step.values.some(([name, text]) => name === 'timeout' && text !== '0s'))

const webOf = (words: readonly string[], known: readonly string[]): Arbitrary<WebAnswer> => {
  const line = fc.oneof(arbitraryText(words), ...(known.length === 0 ? [] : [fc.constantFrom(...known), fc.constantFrom(...known)]))
  return fc.oneof(
    fc.constant<WebAnswer>('unreachable'),
    fc.constantFrom(404, 500).map((status): WebAnswer => ({ status, body: '' })),
    line.map((body): WebAnswer => ({ status: 200, body })),
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines): WebAnswer => ({ status: 200, body: lines.join('\n') })),
  )
}

/** Positional arguments up to the first gap, and all named ones. */
const withoutGap = (given: readonly Bound[]): readonly Bound[] =>
  given.filter(({ name }, at) => !/^\d+$/.test(name) || Number(name) === at + 1)

/** `$1`, `$2` ... without a gap, then named ones. */
function positionalFirst(inputs: readonly Input[]): readonly Input[] {
  const numbers = inputs.flatMap(({ name }) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const places = Array.from({ length: Math.max(0, ...numbers) }, (_, place) => String(place + 1))
  const positional = places.map(
    (name): Input =>
      inputs.find((one) => one.name === name) ?? { kind: 'argument', name, use: { type: 'unknown' }, maybe: false, least: 0 },
  )
  // Only the last ones are optional.
  const last = positional.findLastIndex(({ maybe }) => !maybe)
  const there = positional.map((input, at): Input => (at < last ? { ...input, maybe: false } : input))
  return [...there, ...inputs.filter(({ name }) => !/^\d+$/.test(name))]
}

/**
 * The text of a value, or undefined if the input is not given: globals are unset after a reboot, arguments are only omitted if the script
 * tests for them.
 */
function valueOf(
  input: Input,
  declared: DeclaredInput | undefined,
  words: readonly string[],
  known: readonly string[],
): Arbitrary<string | undefined> {
  const value = declared === undefined ? guessed(input, words, known) : typed(declared, words)
  const absent = declared === undefined && (input.kind === 'global' || (input.maybe && input.kind === 'argument'))
  return absent ? fc.option(value, { nil: undefined, freq: 3 }) : value
}

function typed({ type, range, choices }: DeclaredInput, words: readonly string[]): Arbitrary<string> {
  if (type === 'one-of') return fc.constantFrom(...choices)
  if (type === 'num' && range !== undefined) return fc.integer({ min: range[0], max: range[1] }).map(String)
  if (type === 'num') return smallNumber
  if (type === 'str') return arbitraryText(words).map(quoted)
  return Object.entries(values).find(([name]) => name === type)?.[1] ?? values.str
}

const smallNumber = fc.oneof(fc.constantFrom('0', '1', '2'), fc.integer({ min: -2, max: 300 }).map(String))

/** The written form of each type of value. */
const looks: Readonly<Record<string, RegExp>> = {
  num: /^-?\d{1,18}$/,
  ip: /^(25[0-5]|2[0-4]\d|1\d\d|\d{1,2})(\.(25[0-5]|2[0-4]\d|1\d\d|\d{1,2})){3}$/,
  time: /^(\d+[wdhms])+$|^(\d+[wd])*\d{1,2}(:\d\d){2}$/,
  flag: /^[01]$/,
  mac: /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/,
}

/** A text as script values: it may also be meant as a number or bool. */
const writtenAs = (text: string): readonly string[] => [...(/^(true|false|-?\d{1,15})$/.test(text) ? [text] : []), quoted(text)]

function guessed(input: Input, words: readonly string[], known: readonly string[]): Arbitrary<string> {
  const plain = unlearned(input, words)
  // What a device passes has its own type, however the script uses it.
  const type = (input.kind === 'parameter' ? hookInputs.get(input.name) : undefined) ?? input.use.type
  const form = looks[type]
  const learned = form === undefined ? known : known.filter((text) => form.test(text))
  const fitting = type === 'array' ? [] : form === undefined || type === 'mac' ? learned.flatMap(writtenAs) : learned
  return fitting.length === 0 ? plain : fc.oneof(plain, fc.constantFrom(...fitting))
}

function unlearned({ kind, name, use, least }: Input, words: readonly string[]): Arbitrary<string> {
  const hook = kind === 'parameter' ? hookInputs.get(name) : undefined
  if (hook === 'flag') return fc.constantFrom('0', '1')
  if (hook === 'ip') return fc.constantFrom('192.168.88.10', '10.0.0.1')
  if (hook === 'str') return fc.oneof(fc.constantFrom('"one"', '"two"', '""'), arbitraryText(words).map(quoted))
  if (hook === 'mac') return fc.constantFrom('"02:00:5E:00:53:01"')
  if (use.type === 'num') return smallNumber
  if (use.type === 'ip') return values.ip
  if (use.type === 'time') return values.time
  if (use.type === 'array')
    return fc
      .array(arbitraryText(words), { minLength: least, maxLength: least + 3 })
      .map((items) => (items.length === 0 ? '({})' : `{${items.map(quoted).join(';')}}`))
  if (use.type === 'argument')
    return use.argument.kind
      .arbitrary(draw, use.argument.name)
      .filter((text) => text !== '')
      .map((text) => quoted(text))
  return arbitraryText(words).map(quoted)
}
