// Owns the catalog: the names of every menu, command and argument that a release with certain packages has.
import { boardFacts, formerFacts } from './board-facts.ts'
import { Dialect } from './dialect.ts'
import { FactsFile } from './facts-file.ts'
import { KnownMenu, type Shared } from './known-menu.ts'
import { ManualFacts } from './manual-facts.ts'
import { notedTops } from './noted.ts'
import { factsFor, readRelease, releaseOf, type Release } from './release.ts'
import type { Packages } from './package-names.ts'
import { Visibility } from './visibility.ts'

/**
 * Reads a file of facts by name: `root`, `order`, a menu of the top (`ip`), or what the manual names of one (`ip-manual`). Undefined where
 * there is none.
 */
export type LoadFacts = (name: string) => string | undefined

export interface CatalogOptions {
  readonly release: string
  readonly packages: Packages
  readonly load: LoadFacts
  /** Refuses no name and no word: for releases that the facts do not cover and those of the nearest stand in for. */
  readonly guess?: boolean
  /** Also what only some boards have (`board` in notes); a bare device (`packages: []`) is none of them. */
  readonly boards?: boolean
  /** Facts of a user's own device (imported.ts), which add to those of releases. */
  readonly facts?: FactsFile | undefined
  /** Files that are read already, by name; what is read is added. Several catalogs may share them: they are the same for all releases. */
  readonly files?: Map<string, FactsFile>
}

/** The manual's names by file, the same for every release. */
const manuals = new WeakMap<LoadFacts, Map<string, ManualFacts>>()
const noManual = new ManualFacts('{}')

/** What the manual names at and below a menu of the top. */
function manualOf(load: LoadFacts, top: string): ManualFacts {
  const loaded = manuals.get(load) ?? new Map<string, ManualFacts>()
  manuals.set(load, loaded)
  const known = loaded.get(top)
  if (known !== undefined) return known
  const contents = load(`${top}-manual`)
  const facts = contents === undefined ? noManual : new ManualFacts(contents)
  loaded.set(top, facts)
  return facts
}

/** Orders of properties by menu, joined by blanks: as a device lists them, and as the manual's tables give them where no device did. */
interface Orders {
  readonly device: Readonly<Record<string, string>>
  readonly manual: Readonly<Record<string, string>>
}

/** What a parser and a device ask names of. A script that touches no menu reads the root's facts only. */
export interface Catalog {
  readonly release: Release
  /** The release that the facts are of. */
  readonly facts: string
  /** The releases that the facts know, oldest first. */
  readonly known: readonly string[]
  readonly root: KnownMenu
  /** The menu at exactly this path (`/ip/address`), without abbreviations; undefined where there is none. */
  menu(path: string): KnownMenu | undefined
}

/** Builds a catalog. Throws an Error where the root's facts are missing. */
export function createCatalog({
  release: text,
  packages,
  load,
  guess = false,
  boards = false,
  facts,
  files = new Map(),
}: CatalogOptions): Catalog {
  const read = (name: string): FactsFile => {
    const known = files.get(name)
    if (known !== undefined) return known
    const contents = load(name)
    if (contents === undefined) throw new Error(`the facts of '${name}' are missing`)
    const file = new FactsFile(contents)
    files.set(name, file)
    return file
  }
  const top = read('root')
  const release = releaseOf(text)
  const at = factsFor(
    release,
    top.releases.flatMap((known) => readRelease(known) ?? []),
  )
  const visibility = new Visibility(release, at, packages, !guess)
  let orders: Orders | undefined
  const manual = (name: string): ManualFacts => manualOf(load, name === '' ? 'root' : name)
  const hasBoards = boards && packages.length > 0
  const own = facts === undefined ? [] : [facts]
  const made = (key: string, write: () => string | undefined): readonly FactsFile[] => {
    const known = files.get(key)
    if (known !== undefined) return [known]
    const contents = write()
    if (contents === undefined) return []
    const file = new FactsFile(contents)
    files.set(key, file)
    return [file]
  }
  /** What boards add at and below these menus of the top, and what only 6.x has. */
  const beside = (tops: readonly string[]): readonly FactsFile[] =>
    tops.flatMap((name) => [
      ...(hasBoards ? made(`${name} of boards`, () => boardFacts(name, manual(name).ofBoards)) : []),
      ...(release.major < 7 ? made(`${name} of 6.x`, () => formerFacts(name, release)) : []),
    ])
  const listed = new Set(top.tops.map(({ name }) => name))
  const more = new Map<string, readonly FactsFile[]>()
  const shared: Shared = {
    visibility,
    dialect: new Dialect(release),
    besides: new Visibility(release, at, packages, false),
    more(path) {
      if (!hasBoards && release.major >= 7) return own
      const [, name = ''] = path.split('/')
      const known = more.get(name)
      if (known !== undefined) return known
      // Menus of the top that only boards have are children of the root.
      const tops = name === '' ? ['', ...new Set([...notedTops(), ...manual('').tops])].filter((one) => !listed.has(one)) : [name]
      const there = [...beside(tops), ...own]
      more.set(name, there)
      return there
    },
    // The manual is of a 7.2x: of 6.x it tells nothing.
    readable: (path) => (release.major < 7 ? undefined : manual(path.split('/')[1] ?? '').readable(path)),
    named: (path) => manual(path.split('/')[1] ?? '').named(path),
    order(path) {
      orders ??= JSON.parse(load('order') ?? '{"device":{},"manual":{}}') as Orders
      return (orders.device[path] ?? orders.manual[path])?.split(' ')
    },
  }
  const root = new KnownMenu(
    '/',
    undefined,
    shared,
    () => top,
    (menu) =>
      top.tops
        .filter((presence) => visibility.showsMenu(presence, `/${presence.name}`))
        .map(({ name }) => {
          let file: FactsFile | undefined
          return new KnownMenu(`/${name}`, menu, shared, () => (file ??= read(name)))
        }),
  )
  return {
    release,
    facts: top.releases[at] ?? '',
    known: top.releases,
    root,
    menu: (path) => root.at(path),
  }
}
