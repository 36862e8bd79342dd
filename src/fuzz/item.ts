// Owns random valid items of any menu, made from the facts: the words of an `add` or a `set`.
import fc, { type Arbitrary } from 'fast-check'
import type { Kind } from '../schema/kind.ts'
import type { KnownArgument } from '../schema/known-argument.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { referenceOf } from '../schema/references.ts'
import { itemName } from './names.ts'
import { written } from './text.ts'
import { ip, ip6, mac } from './values.ts'

export interface ItemOptions {
  /** `add` by default; `set` for settings, and for what `set` takes. */
  readonly command?: 'add' | 'set'
  /** The item's name, where the menu has names; random where absent, none where `command` is `set`. */
  readonly name?: string
  /** At most so many properties beside the required ones; 8 by default. */
  readonly most?: number
  /** Names of items that other menus have, for properties that name one; none by default. */
  readonly there?: readonly string[]
}

const text = fc.array(fc.constantFrom(...'abz 09-._"$\\?;{}[]()\n\t=,\u00e9\u0001'), { maxLength: 40 }).map((signs) => signs.join(''))

const wordsOf = (kind: Kind): readonly string[] => kind.words.filter((word) => /^[a-z0-9.-]+$/i.test(word))

/** A value of a kind for an argument of a menu's command, before it is quoted. Special words of the facts come as often as plain values. */
export function propertyValue({ name }: KnownArgument, kind: Kind): Arbitrary<string> {
  const words = wordsOf(kind)
  const one = plainOf(kind, name)
  const choices =
    words.length > 0 ? [fc.constantFrom(...words), ...((kind.kind === 'enum' && kind.closed) || kind.kind === 'only' ? [] : [one])] : [one]
  const single = fc.oneof(...choices)
  if (kind.several && words.length > 1)
    return fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((all) => all.join(','))
  return kind.negated && kind.kind !== 'string' ? fc.tuple(fc.constantFrom('', '!'), single).map(([sign, value]) => sign + value) : single
}

function plainOf(kind: Kind, argument: string): Arbitrary<string> {
  switch (kind.kind) {
    case 'bool':
      return fc.constantFrom('yes', 'no')
    case 'num':
      return fc.integer({ min: kind.min ?? 0, max: Math.min(kind.max ?? 65535, 2 ** 31) }).map(String)
    case 'time': {
      const [from, to] = [Math.ceil((kind.min ?? 0) / 1000), Math.floor((kind.max ?? 86_400_000) / 1000)]
      return fc.integer({ min: from, max: Math.max(from, to) }).map((seconds) => `${seconds}s`)
    }
    case 'ip':
      return unicast
    case 'ip-prefix':
      return fc.tuple(unicast, fc.integer({ min: 1, max: 32 })).map(([address, length]) => `${address}/${length}`)
    case 'ip6-prefix':
      return fc.tuple(ip6, fc.integer({ min: 1, max: 128 })).map(([address, length]) => `${address}/${length}`)
    case 'ip6':
      return ip6
    case 'ranges': {
      const end = fc.integer({ min: kind.min ?? 0, max: kind.max ?? 65535 }).map(String)
      return fc
        .array(
          fc.oneof(
            end,
            fc.tuple(end, end).map((both) => both.join('-')),
          ),
          { minLength: 1, maxLength: 3 },
        )
        .map((all) => all.join(','))
    }
    case 'rate':
      return fc
        .tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom('', 'k', 'M', 'G'))
        .map(([number, unit]) => `${number}${unit}/${number}${unit}`)
    case 'size':
      return fc.integer({ min: 0, max: 9999 }).map((number) => `${number}KiB`)
    case 'ip-range':
      return fc.tuple(unicast, unicast).map(([from, to]) => `${from}-${to}`)
    case 'mac':
      return mac
    case 'string':
    case 'hex': {
      if (argument === 'name') return itemName
      const least = kind.min ?? 0
      return text.map((value) => fitted(value.padEnd(least, 'x'), kind.max))
    }
    default:
      // A comma alone is no list and no value.
      return fc.oneof(
        itemName,
        unicast,
        fc.integer({ min: 0, max: 65535 }).map(String),
        text.filter((value) => !/^[,!]+$/.test(value)),
      )
  }
}

const unicast = ip.filter((address) => !/^(0|127|22[4-9]|2[3-5]\d)\.|\.(0|255)$/.test(address) && !address.includes('.0.0.0'))

/** As much of a text as fits into so many bytes; no sign is cut. */
const fitted = (value: string, most = Infinity): string => {
  let cut = value
  while (Buffer.byteLength(cut) > most) cut = [...cut].slice(0, -1).join('')
  return cut
}

/** What a property that names an item can be: a word of its own, what is there, or what every device has. No export holds certificates. */
export function namesFor(menu: KnownMenu, argument: string, there: readonly string[]): Arbitrary<string> | undefined {
  const reference = referenceOf(menu.path, argument)
  if (reference === undefined) return undefined
  const { of, words } = reference
  const items = of.includes('/interface') ? ['ether1', 'ether2'] : of[0] === menu.path || of[0] === '/certificate' ? [] : there
  const names = [...items, ...words]
  return names.length === 0 ? undefined : fc.constantFrom(...names)
}

/** Arguments that are no properties of the row, or stand apart. */
const placing = new Set(['numbers', 'copy-from', 'place-before', 'comment', 'name'])

/** What a menu's `add` or `set` takes, but names, comments and places. */
const propertiesOf = (menu: KnownMenu, command: 'add' | 'set'): readonly KnownArgument[] =>
  [...(menu.command(command)?.arguments.values() ?? [])].filter(({ name }) => !placing.has(name) && !name.includes('/'))

/** The words after `add` or `set` of one item, each as it would be typed: all that is required, and some of the rest. */
export function itemOf(menu: KnownMenu, { command = 'add', name, most = 8, there = [] }: ItemOptions = {}): Arbitrary<string> {
  const all = propertiesOf(menu, command)
  const required = new Set(menu.required)
  // What names an item of which there is none is left out, where that is possible.
  const isNameless = (argument: string): boolean =>
    referenceOf(menu.path, argument) !== undefined && namesFor(menu, argument, there) === undefined
  const free = all.filter((argument) => !required.has(argument.name) && !isNameless(argument.name))
  const has = (argument: string): boolean => menu.command(command)?.exact(argument) !== undefined
  const named = !has('name')
    ? fc.constant(undefined)
    : name !== undefined
      ? fc.constant(name)
      : command === 'add'
        ? itemName
        : fc.constant(undefined)
  return fc.subarray([...free], { minLength: Math.min(1, free.length), maxLength: Math.min(most, free.length) }).chain((chosen) => {
    const wanted = [...all.filter((argument) => required.has(argument.name)), ...chosen]
    const parts = wanted.map((argument) =>
      argument.flag
        ? fc.constant(argument.name)
        : (namesFor(menu, argument.name, there) ?? propertyValue(argument, menu.typeOf(argument.name))).map(
            (value) => `${argument.name}=${written(value)}`,
          ),
    )
    const comment = has('comment') ? fc.option(text, { nil: undefined }) : fc.constant(undefined)
    return fc
      .tuple(named, fc.tuple(...parts), comment)
      .map(([called, words, note]) =>
        [...(called === undefined ? [] : [`name=${called}`]), ...words, ...(note === undefined ? [] : [`comment=${written(note)}`])].join(
          ' ',
        ),
      )
  })
}
