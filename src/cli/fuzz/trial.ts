// Owns the arbitrary of a trial: a device in some state, the time, and a call with its arguments.
import fc, { type Arbitrary } from 'fast-check'
import { draw } from '../../fuzz/draw.ts'
import { quoted } from '../../fuzz/text.ts'
import { fromBytes } from '../../text/bytes.ts'
import { values } from '../../fuzz/values.ts'
import { hookInputs } from './hooks.ts'
import type { DeclaredInput, Rules } from './rules.ts'
import { rowsOf, type There } from './rows.ts'
import { knownTextOf, textOf } from './words.ts'
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
  /** A row goes while the script waits: which time it waits, and which menu of those whose rows go by themselves (`fleetingOf`). */
  readonly gone: { readonly wait: number; readonly menu: number } | undefined
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

/** Menus whose rows go without anybody's doing: leases end, connections close, entries time out. */
const fleeting = new RegExp(
  [
    '^/ip/(dhcp-server/lease|arp|neighbor|firewall/(connection|address-list)|hotspot/(active|host)|dns/cache)$',
    '^/ipv6/(neighbor|dhcp-server/binding|firewall/(connection|address-list))$',
    '^/(ppp|user)/active$',
    '^/.*/registration-table$',
  ].join('|'),
)

/** The menus of a script whose rows may be gone when it comes back to them. */
export const fleetingOf = ({ menus, waits }: Subject): readonly string[] =>
  waits ? menus.map(({ path }) => path).filter((path) => fleeting.test(path)) : []

/** Trials of a script and of its functions, as far as is known what matters to it; `there` are the rows of a new device. */
export function trialOf(subject: Subject, rules: Rules, there: There): Arbitrary<Trial> {
  const own = (declared: DeclaredInput): FunctionUnderTest | undefined =>
    subject.functions.find(({ lines: [first, last] }) => declared.line >= first && declared.line <= last)
  const declaredFor = (input: Input, of: FunctionUnderTest | undefined): DeclaredInput | undefined =>
    rules.inputs.find((one) => one.name === input.name && own(one) === of)
  const bound = (input: Input, of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    valueOf(input, declaredFor(input, of), subject).map((text) => (text === undefined ? [] : [{ name: input.name, text }]))
  const all = (inputs: readonly Input[], of?: FunctionUnderTest): Arbitrary<readonly Bound[]> =>
    fc.tuple(...inputs.map((input) => bound(input, of))).map((parts) => parts.flat())
  const calls = subject.functions.map((one) => all(positionalFirst(one.inputs), one).map((given) => ({ name: one.name, given })))
  const unknown = rules.inputs
    .filter((one) => own(one) === undefined && !subject.inputs.some(({ name }) => name === one.name))
    .map((one): Input => ({ kind: 'parameter', name: one.name, use: { type: 'unknown' }, maybe: false, isAsked: false, keys: [] }))
  const inputs = [...subject.inputs, ...unknown]
  const fleets = fleetingOf(subject).length
  return fc.record({
    setup: rowsOf(subject, there).map((rows) => [...rules.given, ...rows]),
    globals: all(inputs.filter(({ kind }) => kind === 'global')),
    parameters: all(inputs.filter(({ kind }) => kind === 'parameter')),
    call: calls.length === 0 ? fc.constant(undefined) : fc.oneof({ withCrossShrink: true }, fc.constant(undefined), ...calls),
    web: subject.asksNetwork ? webOf(subject) : fc.constant('unreachable'),
    now: subject.readsClock ? fc.constantFrom(...instants) : fc.constant(instants[0] ?? 0n),
    gone:
      fleets === 0
        ? fc.constant(undefined)
        : fc.option(fc.record({ wait: fc.constantFrom(1, 1, 2), menu: fc.nat({ max: fleets - 1 }) }), { nil: undefined, freq: 2 }),
  })
}

/** Trials made of earlier ones: some of what is there is left out, and other things come to it. */
export function mutantOf(kept: readonly Trial[], fresh: Arbitrary<Trial>): Arbitrary<Trial> {
  const old = fc.constantFrom(...kept).chain((trial) => {
    const all = fc.constant([...trial.setup])
    return fc.tuple(fc.constant(trial), fc.oneof(all, fc.subarray([...trial.setup])))
  })
  const parts = fc.record({ setup: fc.boolean(), globals: fc.boolean(), call: fc.boolean(), web: fc.boolean(), others: fc.boolean() })
  return fc.tuple(old, fresh, parts).map(([[trial, setup], other, takes]) => ({
    setup: takes.setup ? [...setup, ...other.setup] : setup,
    globals: takes.globals ? other.globals : trial.globals,
    parameters: takes.globals ? other.parameters : trial.parameters,
    call: takes.call ? other.call : trial.call,
    web: takes.web ? other.web : trial.web,
    now: takes.others ? other.now : trial.now,
    gone: takes.others ? other.gone : trial.gone,
  }))
}

function webOf({ words, keys, knowledge }: Subject): Arbitrary<Web> {
  const known = knownTextOf(knowledge.of('web'))
  const bodies = [
    { weight: 2, arbitrary: textOf(words) },
    ...(known === undefined ? [] : [{ weight: 4, arbitrary: known }]),
    ...(keys.length === 0 ? [] : [{ weight: 3, arbitrary: objectOf(keys) }]),
  ]
  return fc.oneof(
    { withCrossShrink: true },
    fc.constant<Web>('unreachable'),
    fc.constantFrom(404, 500).map((status): Web => ({ status, body: '' })),
    { weight: 3, arbitrary: fc.oneof(...bodies).map((body): Web => ({ status: 200, body })) },
  )
}

/** JSON with some of the keys that the script reads. */
const objectOf = (keys: readonly string[]): Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...keys.map(fromBytes)),
        fc.oneof<Arbitrary<unknown>[]>(fc.integer({ min: -2, max: 100 }), fc.constantFrom('a', '1', '', null, true)),
      ),
      { maxLength: 4 },
    )
    .map((pairs) => JSON.stringify(Object.fromEntries(pairs)))

/** `$1`, `$2` ... without a gap, then named ones. */
function positionalFirst(inputs: readonly Input[]): readonly Input[] {
  const numbers = inputs.flatMap(({ name }) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const places = Array.from({ length: Math.max(0, ...numbers) }, (_, place) => String(place + 1))
  const positional = places.map(
    (name): Input =>
      inputs.find((one) => one.name === name) ?? {
        kind: 'argument',
        name,
        use: { type: 'unknown' },
        maybe: false,
        isAsked: false,
        keys: [],
      },
  )
  return [...positional, ...inputs.filter(({ name }) => !/^\d+$/.test(name))]
}

/**
 * The text of a value, or undefined where the input is not given: globals are gone after a reboot,
 * arguments only where the script asks for them.
 */
function valueOf(input: Input, declared: DeclaredInput | undefined, subject: Subject): Arbitrary<string | undefined> {
  const value = declared === undefined ? guessed(input, subject) : typed(declared, subject.words)
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

function guessed(input: Input, { words, knowledge }: Subject): Arbitrary<string> {
  const { kind, name, use, isAsked } = input
  const hook = kind === 'parameter' ? hookInputs.get(name) : undefined
  if (hook === 'flag') return fc.constantFrom('0', '1')
  if (hook === 'ip') return fc.constantFrom('192.168.88.10', '10.0.0.1')
  if (hook === 'mac') return fc.constantFrom('"02:00:5E:00:53:01"')
  const known = knownTextOf(knowledge.of(`input ${name}`))
  const texts = (
    known === undefined ? textOf(words) : fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: textOf(words) })
  ).map(quoted)
  const value = ofUse(input, words, known)
  if (value === undefined) return texts
  // What asks of what type it is takes others, too.
  return isAsked && use.type !== 'array' ? fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: texts }) : value
}

/** What a script makes of an input has to be possible; undefined where any text will do. */
function ofUse({ use, keys, maybe }: Input, words: readonly string[], known: Arbitrary<string> | undefined): Arbitrary<string> | undefined {
  switch (use.type) {
    case 'num':
      return smallNumber
    case 'ip':
      return fc.oneof(values.ip, values.ip.map(quoted))
    case 'ip6':
      return values.ip6
    case 'bool':
      return values.bool
    case 'time':
      return values.time
    case 'array':
      return arrayOf(keys, maybe, words)
    case 'argument':
      return fc
        .oneof(use.argument.kind.arbitrary(draw, use.argument.name), ...(known === undefined ? [] : [known]))
        .filter((text) => text !== '')
        .map((text) => quoted(text))
    case 'str':
    case 'unknown':
      return undefined
  }
}

/** An array with the elements that the script reads; where it asks how long it is, shorter ones, too. */
function arrayOf(keys: readonly string[], maybe: boolean, words: readonly string[]): Arbitrary<string> {
  const length = Math.max(-1, ...keys.filter((key) => /^\d+$/.test(key)).map(Number)) + 1
  const names = keys.filter((key) => !/^\d+$/.test(key))
  const items = fc.array(textOf(words), { minLength: maybe ? 0 : length, maxLength: Math.max(3, length) })
  return fc.tuple(items, fc.tuple(...names.map(() => textOf(words)))).map(([all, named]) => {
    const members = [...all.map(quoted), ...named.map((text, at) => `${quoted(fromBytes(names[at] ?? ''))}=${quoted(text)}`)]
    return members.length === 0 ? '({})' : `{${members.join(';')}}`
  })
}
