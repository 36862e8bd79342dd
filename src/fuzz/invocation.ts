// Owns arbitraries of one command with arguments that fit their slots.
import fc, { type Arbitrary } from 'fast-check'
import type { KnownArgument } from '../schema/known-argument.ts'
import type { KnownCommand } from '../schema/known-command.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { conditionOf } from './condition.ts'
import { draw } from './draw.ts'
import { itemOf } from './item.ts'
import { quoted, exportForm } from './text.ts'
import { plainText } from './values.ts'

/** The values for slots of arguments. */
export interface Fillings {
  /** An operand without braces. */
  readonly value: Arbitrary<string>
  /** `{a;b}`. */
  readonly array: Arbitrary<string>
  /** Code in braces. */
  readonly block: Arbitrary<string>
  /** Code in braces that sees no name of the surrounding script. */
  readonly sealed: Arbitrary<string>
}

/** The variable names of generated scripts; all of them are declared before use. */
export const variablePool = ['a', 'b', 'c', 'm', 'f'] as const
const poolName = fc.constantFrom(...variablePool)
const loopName = fc.constantFrom('i', 'k', 'v')

function filling(argument: KnownArgument, { value, array, block, sealed }: Fillings): Arbitrary<string> {
  switch (argument.slot) {
    case 'value':
      return argument.kind.name === 'any'
        ? value
        : fc.oneof(argument.kind.arbitrary(draw, argument.name).map(exportForm), fc.constant('$a'))
    case 'array':
      return fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: array })
    case 'code':
      return argument.sealed ? sealed : block
    case 'text':
      return fc.oneof(plainText.map(quoted), value, fc.constantFrom('{:put 1}', '{ /ip/address/print }'))
    case 'name':
      return argument.naming === 'loop' ? loopName : poolName
    case 'names':
      return fc.oneof(loopName, fc.constant('k,v'))
    case 'variable':
      return fc.oneof(poolName, fc.constantFrom('($m->"k")', '($m->0)', '($m->"k"->1)'))
    case 'condition':
      return fc.constant('')
  }
}

/** A language command with its arguments: mostly positional, some others by name. */
export function languageCall(command: KnownCommand, fillings: Fillings): Arbitrary<string> {
  const placed: KnownArgument[] = []
  for (let place = command.place(0); place !== undefined; place = command.place(placed.length)) placed.push(place)
  const rest = [...command.arguments.values()].filter((argument) => !placed.includes(argument) && argument.slot !== 'condition')
  const byName = (argument: KnownArgument): Arbitrary<string> =>
    argument.flag ? fc.constant(argument.name) : filling(argument, fillings).map((text) => `${argument.name}=${text}`)
  const byPlace = fc.tuple(...placed.map((argument) => filling(argument, fillings)))
  // Code makes loops and branches interesting, so it is given more often than not.
  const usually = rest.map((argument) => fc.option(byName(argument), { nil: '', freq: argument.slot === 'code' ? 5 : 1 }))
  return fc
    .tuple(byPlace, fc.tuple(...usually))
    .map(([values, named]) => [`:${command.name}`, ...values, ...named.filter((text) => text !== '')].join(' '))
}

/** Rows of a menu, as `set`, `remove` and similar commands accept them. */
const rowsOf = (menu: KnownMenu, value: Arbitrary<string>): Arbitrary<string> => {
  const direct = fc.constantFrom('$a', '*1', '0')
  if (!canFind(menu)) return direct
  return fc.oneof(
    conditionOf(menu, value).map((condition) => `[find${condition === '' ? '' : ` where ${condition}`}]`),
    fc.constant('[find]'),
    direct,
  )
}

const canFind = (menu: KnownMenu): boolean => menu.command('find')?.condition !== undefined

/** A menu command. `path` is the prefix for its menu: `/ip/address/`, or '' for the current one. */
export function menuCommand(menu: KnownMenu, path: string, value: Arbitrary<string>): Arbitrary<string> {
  const has = (name: string): boolean => menu.command(name) !== undefined
  const choices: Arbitrary<string>[] = []
  if (has('add')) choices.push(itemOf(menu, { maxOptional: 3 }).map((words) => `${path}add ${words}`))
  if (has('set')) {
    const words = itemOf(menu, { command: 'set', maxOptional: 3 })
    choices.push(
      menu.shape === 'settings'
        ? words.map((given) => `${path}set ${given}`)
        : fc.tuple(rowsOf(menu, value), words).map(([rows, given]) => `${path}set ${rows} ${given}`),
    )
  }
  for (const name of ['remove', 'enable', 'disable'])
    if (menu.command(name)?.place(0) !== undefined) choices.push(rowsOf(menu, value).map((rows) => `${path}${name} ${rows}`))
  if (has('print'))
    choices.push(
      fc
        .tuple(
          fc.constantFrom('', ' detail', ' terse', ' count-only', ' as-value'),
          menu.command('print')?.exact('where') === undefined ? fc.constant('') : conditionOf(menu, value),
        )
        .map(([manner, condition]) => `${path}print${manner}${condition === '' ? '' : ` where ${condition}`}`),
    )
  if (canFind(menu)) choices.push(conditionOf(menu, value).map((condition) => `:put [${path}find ${condition}]`))
  const [property] = menu.properties
  if (has('get') && property !== undefined)
    choices.push(
      menu.shape === 'settings'
        ? fc.constantFrom(...menu.properties.filter((name) => !name.includes('.'))).map((name) => `:put [${path}get ${name}]`)
        : fc.tuple(rowsOf(menu, value), fc.constantFrom(...menu.properties)).map(([rows, name]) => `:put [${path}get ${rows} ${name}]`),
    )
  return choices.length === 0 ? fc.constant(`:put ${quoted(menu.path)}`) : fc.oneof(...choices)
}
