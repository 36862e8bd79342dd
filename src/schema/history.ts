// Owns looking up which of the known releases have a menu, a command, an argument or a word.
import { lastSegment } from '../text/words.ts'
import type { LoadFacts } from './catalog.ts'
import { FactsFile, readPresence, type ArgumentFacts, type Presence } from './facts-file.ts'
import { noted, notedOf } from './noted.ts'

/** The releases of a name (bit 0 is the oldest known), and whether it needs an extra package. */
export interface Lifetime {
  readonly releases: number
  readonly extra: boolean
  /** The range in notes, which may begin before the known releases or be shorter (`7.4..`). */
  readonly noted?: string | undefined
}

/** Looks up names in the facts of all releases. Files are read when they are first used. */
export class NameHistory {
  readonly #load: LoadFacts
  readonly #files: Map<string, FactsFile>

  /** `files` is a cache, as for catalogs. */
  constructor(load: LoadFacts, files = new Map<string, FactsFile>()) {
    this.#load = load
    this.#files = files
  }

  /** The releases in the facts, oldest first. */
  get releasesWithFacts(): readonly string[] {
    return this.#file('root')?.releases ?? []
  }

  /** Returns the releases of the menu at exactly `path`; undefined if no known release has it. */
  menu(path: string): Lifetime | undefined {
    if (path === '/') return this.#always
    const [, top = '', ...below] = path.split('/')
    const own = this.#file('root')?.tops.find(({ name }) => name === top)
    if (own === undefined) return undefined
    let at = `/${top}`
    let lifetime = ranged(at, narrowed(this.#always, own))
    for (const name of below) {
      at += `/${name}`
      const row = this.#row(at)
      if (row === undefined) return undefined
      lifetime = ranged(at, narrowed(lifetime, readPresence(row.in)))
    }
    return lifetime
  }

  /** Returns the releases of a menu's command or submenu with exactly this name. */
  entry(menu: string, name: string): Lifetime | undefined {
    const submenu = this.menu(`${menu === '/' ? '' : menu}/${name}`)
    if (submenu !== undefined) return submenu
    const ofMenu = this.menu(menu)
    const command = this.#command(menu, name)
    return ofMenu === undefined || command === undefined ? undefined : bounded(menu, name, narrowed(ofMenu, command))
  }

  /** Returns the releases of a command's argument with exactly this name. */
  argument(menu: string, command: string, name: string): Lifetime | undefined {
    return bounded(
      menu,
      `${command} ${name}`,
      this.#ofArgument(menu, command, (facts) => facts.name === name),
    )
  }

  /** Returns the releases of a word of an argument. */
  word(menu: string, command: string, argument: string, word: string): Lifetime | undefined {
    return bounded(
      menu,
      `${command} ${argument} ${word}`,
      this.#ofArgument(menu, command, (facts) => facts.name === argument && facts.kind.words.includes(word)),
    )
  }

  /** Returns every name that a menu had in some release. */
  entries(menu: string): readonly string[] {
    const row = this.#row(menu)
    const file = this.#file(fileOf(menu))
    if (row === undefined || file === undefined) return []
    const tops = menu === '/' ? file.tops.map(({ name }) => name) : file.children(menu).map((path) => lastSegment(path))
    return [...tops, ...file.commands(row).map(({ name }) => name)]
  }

  /** Returns every argument that a command had in some release. */
  arguments(menu: string, command: string): readonly ArgumentFacts[] {
    const file = this.#file(fileOf(menu))
    return this.#commands(menu, command).flatMap(({ argumentList }) => file?.argumentList(argumentList) ?? [])
  }

  /** The releases in which one of a command's arguments fulfils a condition. */
  #ofArgument(menu: string, command: string, is: (facts: ArgumentFacts) => boolean): Lifetime | undefined {
    const ofCommand = this.entry(menu, command)
    const found = ofCommand === undefined ? [] : this.arguments(menu, command).filter(is)
    if (ofCommand === undefined || found.length === 0) return undefined
    const lives = found.map((facts) => narrowed(ofCommand, facts))
    return { releases: lives.reduce((all, { releases }) => all | releases, 0), extra: lives.every(({ extra }) => extra) }
  }

  get #always(): Lifetime {
    return { releases: 2 ** this.releasesWithFacts.length - 1, extra: false }
  }

  #command(menu: string, name: string): Presence | undefined {
    const found = this.#commands(menu, name)
    const [first] = found
    if (first === undefined) return undefined
    const sets = found.map(({ set }) => set ?? this.#always.releases)
    return { set: sets.reduce((all, set) => all | set, 0), extra: found.every(({ extra }) => extra) }
  }

  #commands(menu: string, name: string): readonly (Presence & { readonly argumentList: number })[] {
    const row = this.#row(menu)
    return row === undefined ? [] : (this.#file(fileOf(menu))?.commands(row) ?? []).filter((facts) => facts.name === name)
  }

  #row(path: string): ReturnType<FactsFile['row']> {
    return this.#file(fileOf(path))?.row(path)
  }

  #file(name: string): FactsFile | undefined {
    const known = this.#files.get(name)
    if (known !== undefined) return known
    const contents = this.#load(name)
    if (contents === undefined) return undefined
    const file = new FactsFile(contents)
    this.#files.set(name, file)
    return file
  }
}

const fileOf = (path: string): string => (path === '/' ? 'root' : (path.split('/')[1] ?? 'root'))

/** Adds the range in notes of a `command`, a `command argument` or a `command argument word` of a menu. */
function bounded<L extends Lifetime | undefined>(menu: string, what: string, life: L): L {
  const range = notedOf(menu, ({ bounds }) => bounds, what)
  return life === undefined || range === undefined ? life : { ...life, noted: range }
}

/** Adds the range in notes of a menu; the menus below it have it, too. */
function ranged(menu: string, lifetime: Lifetime): Lifetime {
  const range = noted(menu, ({ releases }) => releases)
  return range === undefined ? lifetime : { ...lifetime, noted: range }
}

/** The lifetime of a name whose parent has a lifetime. */
const narrowed = (lifetime: Lifetime, { set, extra }: Presence): Lifetime => ({
  ...lifetime,
  releases: set === undefined ? lifetime.releases : lifetime.releases & set,
  extra: lifetime.extra || extra,
})

/**
 * Formats releases: `since 7.21`, `until 7.20`, `from 7.19 to 7.20`, `in 7.12, 7.14`; '' for all. Patch numbers are left out: the facts
 * have one patch of each minor.
 */
export function spanOf({ releases }: Lifetime, known: readonly string[]): string {
  const minors = known.map((release) => release.split('.').slice(0, 2).join('.'))
  const there = minors.flatMap((minor, at) => ((releases & (1 << at)) === 0 ? [] : [{ minor, at }]))
  const first = there[0]
  const last = there.at(-1)
  if (first === undefined || last === undefined) return 'in no known release'
  if (there.length === minors.length) return ''
  if (last.at - first.at + 1 !== there.length) return `in ${there.map(({ minor }) => minor).join(', ')}`
  if (last.at === minors.length - 1) return `since ${first.minor}`
  if (first.at === 0) return `until ${last.minor}`
  return first === last ? `in ${first.minor} only` : `from ${first.minor} to ${last.minor}`
}

/** Formats a range of notes: `7.4..` as `since 7.4`. `7.0..` is `in 7.x`: notes have that range for any name that 6.x lacks. */
export function rangeInWords(range: string): string {
  const [from = '', to = from] = range.split('..')
  if (to === '') return from.endsWith('.0') ? `in ${from.slice(0, -1)}x` : `since ${from}`
  return from === '' ? `until ${to}` : from === to ? `in ${from} only` : `from ${from} to ${to}`
}
