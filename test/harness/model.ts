// Owns a plain model of the script language for random programs: each piece of text with its meaning; values are copied at every step.
import fc, { type Arbitrary } from 'fast-check'
import { existing } from './existing.ts'

/** A value of the model. Values are never shared: an assignment copies them. */
export type Plain = bigint | string | boolean | undefined | List
/** An array of the model: its elements by position, and those with keys. */
export interface List {
  readonly items: Plain[]
  readonly keyed: Map<string, Plain>
}

/** The state of a program: variables of the script, arguments of a call, and the output. */
export interface World {
  readonly variables: Map<string, Plain>
  readonly printed: string[]
  /** The remaining turns of loops: an endless program is an error of the generator. */
  turns: number
}

/** A text of the language, and its meaning in the model. */
export interface Piece<T> {
  readonly text: string
  readonly run: (world: World) => T
}

/** Whether a value of the model is an array. */
export const isList = (value: Plain): value is List => typeof value === 'object'

/** Copies a value with its elements. Throws a TooLong if the program creates values that grow without bound. */
export const copy = (value: Plain, left = { elements: 400 }): Plain => {
  if (typeof value === 'string' && value.length > 2000) throw new TooLong()
  if (!isList(value)) return value
  if ((left.elements -= value.items.length + value.keyed.size) < 0) throw new TooLong()
  const inner = (element: Plain): Plain => copy(element, left)
  return { items: value.items.map(inner), keyed: new Map([...value.keyed].sort(byKey).map(([key, element]) => [key, inner(element)])) }
}

const byKey = ([a]: readonly [string, Plain], [b]: readonly [string, Plain]): number => (a < b ? -1 : a > b ? 1 : 0)

/** Wraps a number to signed 64 bits. */
const wrap = (value: bigint): bigint => BigInt.asIntN(64, value)

/** A value as JSON, which shows its structure; texts are not converted to numbers. */
export function json(value: Plain): string {
  if (value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (!isList(value)) return String(value)
  const pairs = [...value.items.map((element, at): [string, Plain] => [String(at), element]), ...[...value.keyed].sort(byKey)]
  if (value.keyed.size === 0) return `[${pairs.map(([, element]) => json(element)).join(',')}]`
  return `{${pairs.map(([key, element]) => `${JSON.stringify(key)}:${json(element)}`).join(',')}}`
}

const numbers = ['na', 'nb', 'nc']
const texts = ['sa', 'sb']
const lists = ['la', 'lb', 'lc']
const keys = ['x', 'y', 'z']

const read = (name: string): Piece<Plain> => ({ text: `$${name}`, run: ({ variables }) => copy(variables.get(name)) })
const number = (value: Plain): bigint => (typeof value === 'bigint' ? value : 0n)
const text = (value: Plain): string => (typeof value === 'string' ? value : '')

const whole = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map(BigInt),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n),
)
const literal: Arbitrary<Piece<Plain>> = whole.map((value) => ({ text: String(value), run: () => value }))
const word: Arbitrary<Piece<Plain>> = fc
  .string({ unit: fc.constantFrom('a', 'b', ' ', 'Z', '-'), maxLength: 4 })
  .map((value) => ({ text: `"${value}"`, run: () => value }))

const operators: readonly (readonly [string, (a: bigint, b: bigint) => bigint])[] = [
  ['+', (a, b) => wrap(a + b)],
  ['-', (a, b) => wrap(a - b)],
  ['*', (a, b) => wrap(a * b)],
  ['&', (a, b) => a & b],
  ['|', (a, b) => a | b],
  ['^', (a, b) => a ^ b],
]
const divisions: readonly (readonly [string, (a: bigint, b: bigint) => bigint])[] = [
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
]
const comparisons: readonly (readonly [string, (a: bigint, b: bigint) => boolean])[] = [
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
  ['=', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
]

const both =
  (sign: string, of: (a: bigint, b: bigint) => Plain) =>
  ([a, b]: readonly [Piece<Plain>, Piece<Plain>]): Piece<Plain> => ({
    text: `(${a.text} ${sign} ${b.text})`,
    run: (world) => of(number(a.run(world)), number(b.run(world))),
  })

// fast-check requires a type alias: an interface is not assignable to a record.
type Expressions = {
  readonly num: Piece<Plain>
  readonly str: Piece<Plain>
  readonly bool: Piece<Plain>
  readonly list: Piece<Plain>
  readonly any: Piece<Plain>
  readonly element: Piece<Plain>
}

const member = (array: Plain, key: Plain): Plain => {
  if (!isList(array)) return undefined
  return typeof key === 'bigint' ? array.items[Number(key)] : array.keyed.get(text(key))
}

const key: Arbitrary<Piece<Plain>> = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((at) => ({ text: String(at), run: () => BigInt(at) })),
  fc.constantFrom(...keys).map((name) => ({ text: `"${name}"`, run: () => name })),
)

const maybeKey = fc.option(fc.constantFrom(...keys), { nil: undefined })

/** Arbitraries of expressions by the type of their value; `element` reads an element of any type. */
export const expressions = fc.letrec<Expressions>((tie) => ({
  num: fc.oneof(
    { maxDepth: 3 },
    literal,
    fc.constantFrom(...numbers).map(read),
    fc.tuple(fc.constantFrom(...operators), fc.tuple(tie('num'), tie('num'))).map(([[sign, of], pair]) => both(sign, of)(pair)),
    fc
      .tuple(fc.constantFrom(...divisions), tie('num'), fc.constantFrom(1n, 3n, -7n, 1000n))
      .map(([[sign, of], a, by]) => both(sign, of)([a, { text: String(by), run: () => by }])),
    tie('str').map((of) => ({ text: `[:len ${of.text}]`, run: (world: World) => BigInt(text(of.run(world)).length) })),
  ),
  str: fc.oneof(
    { maxDepth: 2 },
    word,
    fc.constantFrom(...texts).map(read),
    fc.tuple(tie('str'), tie('str')).map(([a, b]) => ({
      text: `(${a.text} . ${b.text})`,
      run: (world: World) => text(a.run(world)) + text(b.run(world)),
    })),
    fc.tuple(tie('num'), fc.constantFrom(...texts)).map(([a, name]) => ({
      text: `"<$(${a.text})|$${name}>"`,
      run: (world: World) => `<${number(a.run(world))}|${text(world.variables.get(name))}>`,
    })),
  ),
  bool: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(fc.constantFrom(...comparisons), fc.tuple(tie('num'), tie('num'))).map(([[sign, of], pair]) => both(sign, of)(pair)),
    tie('bool').map((of) => ({ text: `(!${of.text})`, run: (world: World) => of.run(world) !== true })),
    fc.tuple(tie('bool'), tie('bool'), fc.boolean()).map(([a, b, isAnd]) => ({
      text: `(${a.text} ${isAnd ? '&&' : '||'} ${b.text})`,
      run: (world: World) => {
        const [left, right] = [a.run(world) === true, b.run(world) === true]
        return isAnd ? left && right : left || right
      },
    })),
  ),
  element: fc.tuple(fc.constantFrom(...lists), fc.array(key, { minLength: 1, maxLength: 2 })).map(([name, path]) => ({
    text: `($${name}${path.map((at) => `->${at.text}`).join('')})`,
    run: (world: World) => copy(path.reduce((array, at) => member(array, at.run(world)), world.variables.get(name))),
  })),
  list: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...lists).map(read),
    fc.array(fc.tuple(maybeKey, tie('any')), { minLength: 1, maxLength: 4 }).map((members) => ({
      text: `{${members.map(([name, value]) => `${name === undefined ? '' : `${name}=`}${value.text}`).join(';')}}`,
      run: (world: World) => {
        const made: List = { items: [], keyed: new Map() }
        for (const [name, value] of members) {
          const given = copy(value.run(world))
          if (name === undefined) made.items.push(given)
          else made.keyed.set(name, given)
        }
        return made
      },
    })),
    fc.tuple(tie('list'), tie('any')).map(([a, b]) => ({
      text: `(${a.text} , ${b.text})`,
      run: (world: World) => joined([a.run(world), b.run(world)]),
    })),
    fc.tuple(fc.constantFrom('first', 'change', 'pass'), tie('list')).map(([name, given]) => ({
      text: `[$${name} (${given.text})]`,
      run: (world: World) => existing(functions[name], name)(copy(given.run(world))),
    })),
  ),
  any: fc.oneof({ maxDepth: 3 }, tie('num'), tie('str'), tie('bool'), tie('list'), tie('element')),
}))

function joined(values: readonly Plain[]): List {
  const made: List = { items: [], keyed: new Map() }
  for (const value of values) {
    if (!isList(value)) {
      if (value !== undefined) made.items.push(value)
      continue
    }
    made.items.push(...value.items.map((element) => copy(element)))
    for (const [name, element] of value.keyed) made.keyed.set(name, copy(element))
  }
  return made
}

/** The functions at the start of every program, and their meaning in the model. */
export const prelude = `:global kept
:global first do={:return ($1->0)}
:global change do={:set ($1->0) 77; :set ($1->"x"->"y") 78; :return $1}
:global pass do={:global kept; :set kept $1; :local mine $kept; :set ($mine->1) 79; :return {$kept;$mine}}
`
const functions: Readonly<Record<string, (given: Plain) => Plain>> = {
  first: (given) => member(given, 0n),
  change: (given) => put(put(given, [0n], 77n), ['x', 'y'], 78n),
  pass: (given) => ({ items: [copy(given), put(copy(given), [1n], 79n)], keyed: new Map() }),
}

/** Returns the value with one element at a path replaced. A value that is not an array becomes one; gaps are filled with nothing. */
function put(into: Plain, path: readonly Plain[], value: Plain): Plain {
  const [at, ...rest] = path
  const array: List = isList(into) ? into : { items: [], keyed: new Map() }
  const inner = rest.length === 0 ? copy(value) : put(member(array, at), rest, value)
  if (typeof at === 'bigint') {
    while (array.items.length < Number(at)) array.items.push(undefined)
    array.items[Number(at)] = inner
  } else array.keyed.set(text(at), inner)
  return array
}

type Statements = {
  readonly statement: Piece<void>
  readonly block: Piece<void>
}

const set = (name: string, value: Piece<Plain>): Piece<void> => ({
  text: `:set ${name} ${value.text}`,
  run: (world) => void world.variables.set(name, copy(value.run(world))),
})

const { num, str, bool, list, any } = expressions

const end = fc.integer({ min: -2, max: 3 })

/** Arbitraries of statements that end. Loop variables have reserved names, so that bodies read but never write them. */
export const statements = fc.letrec<Statements>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.constantFrom(...numbers), num).map(([name, value]) => set(name, value)),
    fc.tuple(fc.constantFrom(...texts), str).map(([name, value]) => set(name, value)),
    fc.tuple(fc.constantFrom(...lists), list).map(([name, value]) => set(name, value)),
    fc.tuple(fc.constantFrom(...lists), fc.array(key, { minLength: 1, maxLength: 3 }), any).map(([name, path, value]) => ({
      text: `:set ($${name}${path.map((at) => `->${at.text}`).join('')}) ${value.text}`,
      run: (world: World) => {
        const given = copy(value.run(world))
        world.variables.set(
          name,
          put(
            copy(world.variables.get(name)),
            path.map((at) => at.run(world)),
            given,
          ),
        )
      },
    })),
    any.map((value) => ({
      text: `:put [:serialize (${value.text}) to=json options=json.no-string-conversion]`,
      run: (world: World) => void world.printed.push(json(value.run(world))),
    })),
    fc.tuple(bool, tie('block'), fc.option(tie('block'), { nil: undefined })).map(([test, yes, no]) => ({
      text: `:if ${test.text} do={${yes.text}}${no === undefined ? '' : ` else={${no.text}}`}`,
      run: (world: World) => (test.run(world) === true ? yes.run(world) : no?.run(world)),
    })),
    fc.tuple(end, end, fc.constantFrom(...numbers), tie('block')).map(([from, to, into, body]) => ({
      text: `:for i from=${from} to=${to} do={:set ${into} ($${into} + $i); ${body.text}}`,
      run: (world: World) => {
        const by = from > to ? -1 : 1
        for (let at = from; by > 0 ? at <= to : at >= to; at += by) {
          turn(world)
          world.variables.set(into, wrap(number(world.variables.get(into)) + BigInt(at)))
          body.run(world)
        }
      },
    })),
    fc.tuple(list, fc.constantFrom(...lists), key, tie('block')).map(([over, into, at, body]) => ({
      text: `:foreach k,v in=${over.text} do={:set ($${into}->${at.text}) {$k;$v}; ${body.text}}`,
      run: (world: World) => {
        const walked = copy(over.run(world))
        // For a single value, the first loop variable is the value and the second one nil.
        const pairs = isList(walked) || walked === undefined ? elementsOf(walked) : [[walked, undefined] as const]
        for (const [name, element] of pairs) {
          turn(world)
          world.variables.set(into, put(copy(world.variables.get(into)), [at.run(world)], { items: [name, element], keyed: new Map() }))
          body.run(world)
        }
      },
    })),
    fc.tuple(fc.integer({ min: 0, max: 4 }), tie('block')).map(([times, body]) => ({
      text: `{:local w ${times}; :while ($w > 0) do={:set w ($w - 1); ${body.text}}}`,
      run: (world: World) => {
        for (let left = times; left > 0; left--) {
          turn(world)
          body.run(world)
        }
      },
    })),
  ),
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map((part) => part.text).join('; '),
    run: (world: World) => {
      for (const part of parts) part.run(world)
    },
  })),
}))

function turn(world: World): void {
  if (--world.turns < 0) throw new TooLong()
}

/** Thrown if a program of the model exceeds the number of iterations. */
export class TooLong extends Error {}

const elementsOf = (value: Plain): [Plain, Plain][] =>
  isList(value)
    ? [...value.items.map((element, at): [Plain, Plain] => [BigInt(at), element]), ...[...value.keyed].sort(byKey)]
    : value === undefined
      ? []
      : [[0n, value]]

/** Returns the initial state. */
export const beginning = (): World => ({
  variables: new Map<string, Plain>([
    ...numbers.map((name): [string, Plain] => [name, 0n]),
    ...texts.map((name): [string, Plain] => [name, '']),
  ]),
  printed: [],
  turns: 300,
})

/** The declarations of all variables of a program, as locals or globals, with their initial values. */
export const declarations = (word: 'local' | 'global'): string =>
  [
    ...numbers.map((name) => `:${word} ${name} 0\n`),
    ...texts.map((name) => `:${word} ${name} ""\n`),
    ...lists.map((name) => `:${word} ${name}; :set ${name}\n`),
  ].join('')

/** A piece that prints every variable. */
export const epilogue: Piece<void> = {
  text: [...numbers, ...texts, ...lists].map((name) => `:put [:serialize ($${name}) to=json options=json.no-string-conversion]`).join('\n'),
  run: ({ variables, printed }) => {
    for (const name of [...numbers, ...texts, ...lists]) printed.push(json(variables.get(name)))
  },
}
