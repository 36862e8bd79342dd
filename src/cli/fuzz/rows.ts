// Owns the arbitrary of what lies on a device before a trial: rows of the menus that the script names, made of the words that it knows.
import fc, { type Arbitrary } from 'fast-check'
import { draw } from '../../fuzz/draw.ts'
import { namesFor } from '../../fuzz/item.ts'
import { written } from '../../fuzz/text.ts'
import type { KnownArgument } from '../../schema/known-argument.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { referenceOf } from '../../schema/references.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { MenuUse, Subject } from './subject.ts'
import { textOf } from './words.ts'

/** At most so many rows in one menu. */
const most = 3

/** Commands that add rows and change settings, in the order of the script's menus. */
export function rowsOf(subject: Subject): Arbitrary<readonly string[]> {
  const there = namedBy(subject)
  return fc.tuple(...subject.menus.map((use) => ofMenu(use, subject.words))).map((parts) => [...there, ...parts.flat()])
}

/** What a script takes for granted: the interfaces that it names, and items of menus that it does not look at itself. */
function namedBy({ menus }: Subject): readonly string[] {
  const looked = new Set(menus.map(({ menu }) => menu.path))
  const commands = new Set<string>()
  for (const { menu, properties } of menus)
    for (const [property, texts] of properties)
      for (const text of texts) {
        const reference = referenceOf(menu.path, property)
        if (reference === undefined || reference.words.includes(text)) continue
        const [target] = reference.of
        if (reference.of.includes('/interface')) {
          if (!/^ether[1-5]$/.test(text) && !looked.has('/interface'))
            commands.add(`/interface/bridge/add name=${written(fromBytes(text))}`)
        } else if (target !== undefined && !looked.has(target)) commands.add(`${target}/add name=${written(fromBytes(text))}`)
      }
  return [...commands]
}

/** Menus that hold what was made elsewhere, and never what a script puts there as a row. */
const passing = /^\/(log|interface\/(ethernet|monitor-traffic)|system\/(resource|script\/(job|environment)|package)|ip\/arp)$/

function ofMenu(use: MenuUse, words: readonly string[]): Arbitrary<readonly string[]> {
  const { menu } = use
  if (menu.path === '/certificate') return certificates(use)
  if (menu.path === '/interface') return interfaces(use)
  if (passing.test(menu.path)) return fc.constant([])
  if (menu.shape === 'settings') {
    const settable = [...use.properties].flatMap(([name, texts]) => assigned(menu, menu.command('set')?.exact(name), texts, words))
    return settable.length === 0
      ? fc.constant([])
      : fc
          .tuple(...settable)
          .map((parts) => parts.filter((part) => part !== ''))
          .map((parts) => (parts.length === 0 ? [] : [`${menu.path}/set ${parts.join(' ')}`]))
  }
  const add = menu.command('add')
  if (add === undefined) return fc.constant([])
  const named = new Set([
    ...menu.required,
    ...(add.exact('name') === undefined ? [] : ['name']),
    ...[...use.properties.keys()].filter((name) => !['numbers', 'copy-from', 'place-before'].includes(name)),
  ])
  const columns = [...named].flatMap((name) =>
    assigned(menu, add.exact(name), use.properties.get(name) ?? new Set(), words, menu.required.includes(name) || name === 'name'),
  )
  const disabled =
    add.exact('disabled') === undefined || named.has('disabled')
      ? fc.constant('')
      : fc.option(fc.constant('disabled=yes'), { nil: '', freq: 1 })
  const row = fc
    .tuple(fc.tuple(...columns), disabled)
    .map(([parts, off]) => `${menu.path}/add ${[...parts, off].filter((part) => part !== '').join(' ')}`)
  return fc.array(row, { maxLength: most })
}

/** `name=value` or '' where the property is left out. */
function assigned(
  menu: KnownMenu,
  argument: KnownArgument | undefined,
  texts: ReadonlySet<string>,
  words: readonly string[],
  always = false,
): readonly Arbitrary<string>[] {
  if (argument === undefined || argument.flag) return []
  const { name } = argument
  const kind = menu.typeOf(name)
  const random =
    namesFor(menu, name, []) ??
    (kind.kind === 'string' || (kind.kind === 'any' && kind.words.length === 0)
      ? fc.oneof(
          textOf(words).filter((text) => text !== '' && !text.includes('\n')),
          names,
        )
      : kind.arbitrary(draw, name))
  const value =
    name === 'name' && texts.size === 0
      ? names
      : texts.size === 0
        ? random
        : fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom(...[...texts].map(fromBytes)) },
            { weight: 1, arbitrary: name === 'name' ? names : random },
          )
  const pair = value.map((text) => `${name}=${written(text)}`)
  return [always ? pair : fc.option(pair, { nil: '', freq: 3 })]
}

const names = fc.constantFrom('one', 'two', 'three')

/** A device's ports are there; bridges come and go. */
function interfaces({ properties }: MenuUse): Arbitrary<readonly string[]> {
  const known = [...(properties.get('name') ?? [])].map(fromBytes).filter((name) => !/^ether\d+$/.test(name))
  return fc
    .uniqueArray(known.length === 0 ? names : fc.oneof(fc.constantFrom(...known), names), { maxLength: 2 })
    .map((all) => all.map((name) => `/interface/bridge/add name=${written(name)}`))
}

/** Templates and certificates of one day, some of them near their end. `:delay` is what makes them old. */
function certificates({ properties }: MenuUse): Arbitrary<readonly string[]> {
  const known = [...(properties.get('name') ?? []), ...(properties.get('common-name') ?? []), ...(properties.get('ca') ?? [])].map(
    fromBytes,
  )
  const name = known.length === 0 ? names : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: names })
  const one = fc.record({ name, isSigned: fc.boolean() })
  const age = fc.constantFrom('', '12h', '23:59:30', '23:59:59', '1d00:00:01')
  return fc
    .tuple(fc.uniqueArray(one, { maxLength: 2, selector: ({ name: of }) => of }), age)
    .map(([all, old]) => [
      ...all.flatMap(({ name: called, isSigned }) => [
        `/certificate/add name=${written(called)} common-name=${written(called)} key-size=prime256v1 days-valid=1 ` +
          'key-usage=key-cert-sign,crl-sign,tls-server',
        ...(isSigned ? [`/certificate/sign ${written(called)}`] : []),
      ]),
      ...(all.some(({ isSigned }) => isSigned) && old !== '' ? [`:delay ${old}`] : []),
    ])
}
