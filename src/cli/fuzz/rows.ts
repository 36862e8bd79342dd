// Owns the arbitrary of what lies on a device before a trial: rows of the menus that the script names, made of the words that it knows.
import fc, { type Arbitrary } from 'fast-check'
import { draw } from '../../fuzz/draw.ts'
import { namesFor } from '../../fuzz/item.ts'
import { written } from '../../fuzz/text.ts'
import type { Kind } from '../../schema/kind.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { referenceOf } from '../../schema/references.ts'
import { fromBytes } from '../../text/bytes.ts'
import { certificates } from './certificates.ts'
import { matching, placeOf, type Known } from './knowledge.ts'
import type { Subject } from './subject.ts'
import { knownTextOf, textOf } from './words.ts'

/** At most so many rows in one menu; sometimes one more than the script counts to. */
const most = 3

/** The names of rows that a new device has in a menu, by its path. */
export type There = ReadonlyMap<string, readonly string[]>

/**
 * Lines that bring a device into a state, in the order of the script's menus: commands that add rows and change settings, and for what
 * no command can make comments that tell it: `# offbox: row /ip/dhcp-server/lease status=bound`.
 */
export function rowsOf(subject: Subject, there: There): Arbitrary<readonly string[]> {
  const named = namedBy(subject)
  const menus = fc.tuple(...subject.menus.map((menu) => new MenuRows(menu, subject, there).rows()))
  return fc.tuple(named, menus).map(([first, parts]) => [...first, ...parts.flat()])
}

/** Texts that stand in the script for one place. */
const textsIn = ({ texts, patterns }: Known): readonly string[] => [...texts, ...[...patterns].map((pattern) => matching(pattern, '1'))]

/** What a script takes for granted: the interfaces that it names, and items of menus that it does not look at itself. */
function namedBy({ menus, knowledge }: Subject): Arbitrary<readonly string[]> {
  const looked = new Set(menus.map((menu) => menu.path))
  const commands = new Map<string, Arbitrary<string>>()
  for (const menu of menus)
    for (const property of knowledge.propertiesOf(menu.path))
      for (const text of textsIn(knowledge.of(placeOf(menu.path, property)))) {
        const reference = referenceOf(menu.path, property)
        if (reference === undefined || reference.words.includes(text)) continue
        const [target] = reference.of
        const name = written(fromBytes(text))
        if (reference.of.includes('/interface')) {
          if (!/^ether[1-5]$/.test(text) && !looked.has('/interface'))
            commands.set(`/interface ${name}`, fc.constant(`/interface/bridge/add name=${name}`))
        } else if (target !== undefined && !looked.has(target) && !commands.has(`${target} ${name}`))
          commands.set(`${target} ${name}`, itemNamed(menu, target, name))
      }
  return fc.tuple(...commands.values())
}

/** The command that adds an item of that name, with what it cannot do without. */
function itemNamed(beside: KnownMenu, target: string, name: string): Arbitrary<string> {
  let top = beside
  while (top.parent !== undefined) top = top.parent
  const menu = top.at(target)
  const wanted = [...(menu?.required ?? []), ...(menu?.command('add')?.exact('interface') === undefined ? [] : ['interface'])]
  const rest = [...new Set(wanted)].filter((property) => property !== 'name')
  const pairs = rest.map((property) =>
    (menu === undefined ? fc.constant('') : (namesFor(menu, property, []) ?? menu.typeOf(property).arbitrary(draw, property))).map(
      (text) => `${property}=${written(text)}`,
    ),
  )
  return fc.tuple(...pairs).map((all) => [`${target}/add name=${name}`, ...all].join(' '))
}

/** Menus whose rows the device makes by itself, and a script cannot. */
const own = /^\/(interface\/monitor-traffic|system\/(script\/(job|environment)|package|routerboard|health))$/

/** Names that say which row, or are no property. */
const placing = new Set(['numbers', 'copy-from', 'place-before', '.id', '.nextid'])

/** Kinds of values that rows of a device do not lack. */
const certain = new Set(['ip', 'ip6', 'ip-prefix', 'ip6-prefix', 'mac', 'num'])

const names = fc.constantFrom('one', 'two', 'three')

class MenuRows {
  readonly #menu: KnownMenu
  readonly #subject: Subject
  readonly #there: readonly string[]
  readonly #properties: readonly string[]

  constructor(menu: KnownMenu, subject: Subject, there: There) {
    this.#menu = menu
    this.#subject = subject
    this.#there = there.get(menu.path) ?? []
    this.#properties = [...subject.knowledge.propertiesOf(menu.path)].filter((name) => !placing.has(name))
  }

  rows(): Arbitrary<readonly string[]> {
    const { path, shape } = this.#menu
    if (path === '/certificate') return certificates(this.#subject)
    if (path === '/interface') return this.#interfaces()
    if (path === '/log') return this.#lines()
    if (path === '/file') return this.#files()
    if (own.test(path)) return fc.constant([])
    if (shape === 'settings') return this.#settings()
    if (this.#there.length > 0 && this.#menu.command('add') === undefined) return this.#changed()
    return shape === undefined ? fc.constant([]) : this.#listed()
  }

  /** One value, changed and told. */
  #settings(): Arbitrary<readonly string[]> {
    const set = this.#menu.command('set')
    const given = this.#properties.filter((name) => set?.exact(name) !== undefined).map((name) => this.#pair(name, false))
    const told = this.#properties.filter((name) => this.#isTold(name)).map((name) => this.#pair(name, false, true))
    return fc
      .tuple(fc.tuple(...given), fc.tuple(...told))
      .map(([settings, facts]) => [...this.#line('set', settings), ...this.#line('row', facts)])
  }

  /** A property that no command sets. */
  #isTold(name: string): boolean {
    const { command } = { command: (verb: string) => this.#menu.command(verb)?.exact(name) }
    return command('add') === undefined && command('set') === undefined && this.#menu.hasProperty(name) && !name.startsWith('.')
  }

  /** What each row has that a device makes by itself: addresses and numbers. Inferred. */
  #isCertain(name: string): boolean {
    return certain.has(this.#menu.typeOf(name).kind) || /(^|-)address$/.test(name)
  }

  #line(verb: 'add' | 'set' | 'row', pairs: readonly string[], which = ''): readonly string[] {
    const words = pairs.filter((pair) => pair !== '')
    if (words.length === 0 && verb !== 'add') return []
    const { path } = this.#menu
    const head = verb === 'row' ? `# offbox: row ${path}` : `${path}/${verb}`
    return [[head, ...(which === '' ? [] : [which]), ...words].join(' ')]
  }

  /** Rows that are there on every device: what is set and told of some of them. */
  #changed(): Arbitrary<readonly string[]> {
    const set = this.#menu.command('set')
    const given = this.#properties.filter((name) => name !== 'name' && name !== 'default-name' && set?.exact(name) !== undefined)
    const told = this.#properties.filter((name) => name !== 'name' && this.#isTold(name))
    const one = fc
      .tuple(
        fc.constantFrom(...this.#there),
        fc.tuple(...given.map((name) => this.#pair(name, false))),
        fc.tuple(...told.map((name) => this.#pair(name, false, true))),
      )
      .map(([name, settings, facts]) => [
        ...this.#line('set', settings, written(name)),
        ...this.#line('row', facts, `[find name=${written(name)}]`),
      ])
    return fc.array(one, { maxLength: most }).map((all) => all.flat())
  }

  #listed(): Arbitrary<readonly string[]> {
    const add = this.#menu.command('add')
    const required = this.#menu.required
    const all = new Set([...required, ...(add?.exact('name') === undefined ? [] : ['name']), ...this.#properties])
    const given = [...all].filter((name) => add?.exact(name) !== undefined && add.exact(name)?.flag !== true)
    const told = [...all].filter((name) => this.#isTold(name))
    const disabled =
      add?.exact('disabled') === undefined || all.has('disabled') ? fc.constant('') : fc.constantFrom('', '', '', 'disabled=yes')
    const row = fc
      .tuple(
        fc.tuple(
          ...given.map((name) =>
            this.#pair(name, required.includes(name) || name === 'name' || (told.length > 0 && this.#isCertain(name))),
          ),
        ),
        disabled,
        fc.tuple(...told.map((name) => this.#pair(name, add === undefined, true))),
      )
      .map(([settings, off, facts]) => {
        const pairs = [...settings, off, ...facts]
        return add === undefined || facts.some((fact) => fact !== '') ? this.#line('row', pairs) : this.#line('add', pairs)
      })
    return this.#many(row).map((rows) => rows.flat())
  }

  /** A few; now and then one more than the script counts to. */
  #many<T>(row: Arbitrary<T>): Arbitrary<readonly T[]> {
    const few = fc.array(row, { maxLength: most })
    const { largest } = this.#subject
    return largest < most
      ? few
      : fc.oneof(
          { withCrossShrink: true },
          { weight: 5, arbitrary: few },
          { weight: 1, arbitrary: fc.array(row, { minLength: largest + 1, maxLength: largest + 2 }) },
        )
  }

  /** `name=value`, or '' where the property is left out. */
  #pair(name: string, always: boolean, isTold = false): Arbitrary<string> {
    const pair = this.#valueOf(name, isTold).map((text) => `${name}=${isTold && text === '' ? '""' : written(text)}`)
    return always ? pair : fc.option(pair, { nil: '', freq: isTold ? 7 : 3 })
  }

  #valueOf(name: string, isTold: boolean): Arbitrary<string> {
    const { texts, patterns, pieces } = this.#subject.knowledge.of(placeOf(this.#menu.path, name))
    // An address is one whatever the script cuts it at.
    const isAddress = /(^|-)address$/.test(name)
    const known = knownTextOf({ texts, patterns, pieces: isAddress ? new Set() : pieces })
    if (isAddress && isTold) return known === undefined ? addresses : oftener(known, addresses)
    // A device shows its own addresses with their length.
    if (isAddress && /^\/ip(v6)?\/address$/.test(this.#menu.path))
      return (known === undefined ? this.#random(name) : oftener(known, this.#random(name))).map((text) =>
        text.includes('/') ? text : `${text}/${text.includes(':') ? 64 : 24}`,
      )
    const random = isTold ? this.#told(name) : this.#random(name)
    if (name === 'name' && !isTold)
      return known === undefined ? names : oftener(known, this.#menu.shape === 'settings' ? fc.oneof(names, random) : names)
    return known === undefined ? random : oftener(known, random)
  }

  #random(name: string): Arbitrary<string> {
    const kind = this.#menu.typeOf(name)
    return namesFor(this.#menu, name, []) ?? this.#ofKind(name, kind)
  }

  #told(name: string): Arbitrary<string> {
    const { kind = this.#menu.typeOf(name), flag = false } = this.#menu.readable(name) ?? {}
    if (flag || kind.kind === 'bool') return fc.constantFrom('yes', 'no')
    if (kind.kind === 'num') return fc.oneof(fc.constantFrom('0', '1'), fc.integer({ min: 2, max: 2_000_000 }).map(String))
    return fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 5, arbitrary: this.#ofKind(name, kind) })
  }

  #ofKind(name: string, kind: Kind): Arbitrary<string> {
    if (kind.kind !== 'string' && (kind.kind !== 'any' || kind.words.length > 0)) return kind.arbitrary(draw, name)
    return fc.oneof(
      textOf(this.#subject.words).filter((text) => text !== '' && !text.includes('\n')),
      names,
    )
  }

  /** A device's ports are there, with or without a link; bridges come and go. */
  #interfaces(): Arbitrary<readonly string[]> {
    const known = textsIn(this.#subject.knowledge.of('/interface name'))
      .map(fromBytes)
      .filter((name) => !/^ether\d+$/.test(name))
    const bridges = fc
      .uniqueArray(known.length === 0 ? names : fc.oneof(fc.constantFrom(...known), names), { maxLength: 2 })
      .map((all) => all.map((name) => `/interface/bridge/add name=${written(name)}`))
    return fc.tuple(bridges, this.#there.length === 0 ? fc.constant([]) : this.#changed()).map((parts) => parts.flat())
  }

  /** Lines of the log. */
  #lines(): Arbitrary<readonly string[]> {
    const { knowledge, words } = this.#subject
    const topics = knownTextOf(knowledge.of('/log topics'))
    const messages = knownTextOf(knowledge.of('/log message'))
    const usual = fc.constantFrom('system,info', 'system,error,critical', 'system,info,account', 'dhcp,info', 'script,error')
    const line = fc
      .tuple(
        topics === undefined ? usual : oftener(topics, usual),
        messages === undefined ? textOf(words) : oftener(messages, textOf(words)),
      )
      .map(
        ([of, message]) =>
          `# offbox: row /log topics=${written(of.replaceAll(/[^\w,!-]/g, '') || 'system')} message=${quotedText(message)}`,
      )
    return this.#many(line)
  }

  /** Files by their names; a device works out the rest. */
  #files(): Arbitrary<readonly string[]> {
    const { knowledge, words } = this.#subject
    const known = knownTextOf(knowledge.of('/file name'))
    const types = [...knowledge.of('/file type').texts].map(fromBytes)
    const ends = ['.txt', '.rsc', '.backup', ...types.flatMap((type) => (type === 'script' || type === 'backup' ? [] : `.${type}`))]
    const usual = fc.tuple(names, fc.constantFrom(...ends)).map(([name, end]) => name + end)
    const texts = knownTextOf(knowledge.of('/file contents'))
    const contents = texts === undefined ? textOf(words) : oftener(texts, textOf(words))
    const file = fc
      .tuple(known === undefined ? usual : fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: usual }), contents)
      .map(([name, text]) => `/file/add name=${written(name)} contents=${quotedText(text)}`)
    return this.#many(file)
  }
}

/** Those of connections have a port where their protocol has. */
const addresses = fc.constantFrom('192.168.88.10', '10.0.0.1', '192.168.88.10:443', '10.0.0.1:53211')

/** Mostly the first. */
const oftener = (known: Arbitrary<string>, other: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: other })

const quotedText = (text: string): string => (text === '' ? '""' : written(text))
