// Owns random valid rows of any menu, based on the facts: the words of an `add` or a `set`.
import fc, { type Arbitrary } from 'fast-check'
import type { KnownArgument } from '../schema/known-argument.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { noted } from '../schema/noted.ts'
import { referenceOfValue } from '../schema/references.ts'
import { draw, drawnArgument } from './draw.ts'
import { itemName } from './names.ts'
import { exportForm } from './text.ts'

/** Options of an arbitrary item. */
export interface ItemOptions {
  /** Default: `add`; `set` for settings, and for properties of `set`. */
  readonly command?: 'add' | 'set'
  /** The row's name, if the menu has names; default: random, none if `command` is `set`. */
  readonly name?: string
  /** The maximum number of optional properties; default 8. */
  readonly maxOptional?: number
  /** Names of rows in other menus, for references; default: none. */
  readonly there?: readonly string[]
}

/** Values for a reference: its own keywords, existing rows, or rows that every device has. No export contains certificates. */
export function referenceNames(menu: KnownMenu, argument: string, there: readonly string[]): Arbitrary<string> | undefined {
  const reference = referenceOfValue(menu, argument)
  if (reference === undefined) return undefined
  const { of, words } = reference
  const items = of.includes('/interface') ? ['ether1', 'ether2'] : of[0] === menu.path || of[0] === '/certificate' ? [] : there
  const names = [...items, ...words]
  return names.length === 0 ? undefined : fc.constantFrom(...names)
}

/** Arguments that are not properties of the row, or are handled separately. */
const placing = new Set(['numbers', 'copy-from', 'place-before', 'comment', 'name'])

/** The properties of a menu's `add` or `set`, without names, comments and positions. */
const propertiesOf = (menu: KnownMenu, command: 'add' | 'set'): readonly KnownArgument[] =>
  [...(menu.command(command)?.arguments.values() ?? [])].filter(({ name }) => !placing.has(name) && !name.includes('/'))

/** The words after `add` or `set` of one row, as they would be typed: all required properties, and some others. */
export function itemOf(menu: KnownMenu, { command = 'add', name, maxOptional = 8, there = [] }: ItemOptions = {}): Arbitrary<string> {
  const all = propertiesOf(menu, command)
  const required = new Set(menu.required)
  // References without an existing row are omitted, if possible.
  const isNameless = (argument: string): boolean =>
    referenceOfValue(menu, argument) !== undefined && referenceNames(menu, argument, there) === undefined
  const free = all.filter((argument) => !required.has(argument.name) && !isNameless(argument.name))
  const has = (argument: string): boolean => menu.command(command)?.exact(argument) !== undefined
  // Properties that require certain values of others are omitted.
  const isUnmet = (argument: string): boolean => noted(menu.path, ({ demands }) => demands)?.given.includes(argument) === true
  const named = !has('name')
    ? fc.constant(undefined)
    : name !== undefined
      ? fc.constant(name)
      : command === 'add'
        ? itemName
        : fc.constant(undefined)
  return fc.subarray([...free], { minLength: Math.min(1, free.length), maxLength: Math.min(maxOptional, free.length) }).chain((chosen) => {
    const wanted = [...all.filter((argument) => required.has(argument.name)), ...chosen.filter(({ name: own }) => !isUnmet(own))]
    const parts = wanted.map((argument) =>
      argument.flag
        ? fc.constant(argument.name)
        : (referenceNames(menu, argument.name, there) ?? menu.validatingKindOf(argument.name).arbitrary(draw, argument.name)).map(
            (value) => `${argument.name}=${exportForm(value)}`,
          ),
    )
    const comment = has('comment') ? fc.option(drawnArgument, { nil: undefined }) : fc.constant(undefined)
    return fc
      .tuple(named, fc.tuple(...parts), comment)
      .map(([called, words, note]) =>
        [
          ...(called === undefined ? [] : [`name=${called}`]),
          ...words,
          ...(note === undefined ? [] : [`comment=${exportForm(note)}`]),
        ].join(' '),
      )
  })
}
