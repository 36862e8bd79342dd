// Owns random valid items of any menu, made from the facts: the words of an `add` or a `set`.
import fc, { type Arbitrary } from 'fast-check'
import type { KnownArgument } from '../schema/known-argument.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { noted } from '../schema/noted.ts'
import type { Reference } from '../schema/notes/menu-notes.ts'
import { referenceOf } from '../schema/references.ts'
import { draw, text } from './draw.ts'
import { itemName } from './names.ts'
import { written } from './text.ts'

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

/** What a property that names an item can be: a word of its own, what is there, or what every device has. No export holds certificates. */
export function namesFor(menu: KnownMenu, argument: string, there: readonly string[]): Arbitrary<string> | undefined {
  const reference = referenceIn(menu, argument)
  if (reference === undefined) return undefined
  const { of, words } = reference
  const items = of.includes('/interface') ? ['ether1', 'ether2'] : of[0] === menu.path || of[0] === '/certificate' ? [] : there
  const names = [...items, ...words]
  return names.length === 0 ? undefined : fc.constantFrom(...names)
}

/** What an argument names; a switch of the same name (`in-interface=yes` of /ip/traffic-flow/ipfix) names nothing. */
const referenceIn = (menu: KnownMenu, argument: string): Reference | undefined =>
  menu.kindOf(argument).kind === 'bool' ? undefined : referenceOf(menu.path, argument)

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
    referenceIn(menu, argument) !== undefined && namesFor(menu, argument, there) === undefined
  const free = all.filter((argument) => !required.has(argument.name) && !isNameless(argument.name))
  const has = (argument: string): boolean => menu.command(command)?.exact(argument) !== undefined
  // What stands beside others only where those have certain values is left out.
  const isUnmet = (argument: string): boolean => noted(menu.path, ({ demands }) => demands)?.given.includes(argument) === true
  const named = !has('name')
    ? fc.constant(undefined)
    : name !== undefined
      ? fc.constant(name)
      : command === 'add'
        ? itemName
        : fc.constant(undefined)
  return fc.subarray([...free], { minLength: Math.min(1, free.length), maxLength: Math.min(most, free.length) }).chain((chosen) => {
    const wanted = [...all.filter((argument) => required.has(argument.name)), ...chosen.filter(({ name: own }) => !isUnmet(own))]
    const parts = wanted.map((argument) =>
      argument.flag
        ? fc.constant(argument.name)
        : (namesFor(menu, argument.name, there) ?? menu.typeOf(argument.name).arbitrary(draw, argument.name)).map(
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
