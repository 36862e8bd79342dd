// Owns the catalog: the names of every menu, command and argument of a release with certain packages.
import { boardFacts, formerFacts } from './board-facts.ts'
import { Dialect } from './dialect.ts'
import { FactsFile } from './facts-file.ts'
import { KnownMenu } from './known-menu.ts'
import type { CatalogData } from './menu-facts.ts'
import { ManualFacts } from './manual-facts.ts'
import { notedTops } from './noted.ts'
import { factsFor, readRelease, releaseOf, type Release } from './release.ts'
import type { Packages } from './package-names.ts'
import { Visibility } from './visibility.ts'

/**
 * Reads a file of facts by name: `root`, `order`, a top menu (`ip`), or the manual's names below one (`ip-manual`). Undefined where there
 * is none.
 */
export type LoadFacts = (name: string) => string | undefined

/** What a catalog is made of: a release, its packages, and where facts come from. */
export interface CatalogOptions {
  readonly release: string
  readonly packages: Packages
  readonly load: LoadFacts
  /** Accepts every name and word: for releases without facts, for which those of the nearest are used. */
  readonly guess?: boolean
  /** Includes menus of boards (`board` in notes); a bare device (`packages: []`) has none. */
  readonly boards?: boolean
  /** Facts of a user's own device (imported.ts), in addition to those of releases. */
  readonly facts?: FactsFile | undefined
  /** A cache of files by name, which may be shared by several catalogs: files are the same for all releases. */
  readonly files?: Map<string, FactsFile>
}

/** The manual's names by file, the same for every release. */
const manuals = new WeakMap<LoadFacts, Map<string, ManualFacts>>()
const noManual = new ManualFacts('{}')

/** Returns the manual's names at and below a top menu. */
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

/** Orders of properties by menu, joined by blanks: those of devices, and those of the manual's tables for other menus. */
interface Orders {
  readonly device: Readonly<Record<string, string>>
  readonly manual: Readonly<Record<string, string>>
}

/** The names of a release, for parsers and devices. A script that uses no menu only reads the root's facts. */
export interface Catalog {
  readonly release: Release
  /** The release whose facts are used. */
  readonly facts: string
  /** The releases in the facts, oldest first. */
  readonly releasesWithFacts: readonly string[]
  readonly root: KnownMenu
  /** Returns the menu at exactly this path (`/ip/address`), without abbreviations; undefined where there is none. */
  menu(path: string): KnownMenu | undefined
}

/** Creates a catalog. Throws an Error where the root's facts are missing. */
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
  const cachedFactsFile = (key: string, write: () => string | undefined): readonly FactsFile[] => {
    const known = files.get(key)
    if (known !== undefined) return [known]
    const contents = write()
    if (contents === undefined) return []
    const file = new FactsFile(contents)
    files.set(key, file)
    return [file]
  }
  /** Facts of what boards add at and below these top menus, and of menus of 6.x. */
  const extraFacts = (tops: readonly string[]): readonly FactsFile[] =>
    tops.flatMap((name) => [
      ...(hasBoards ? cachedFactsFile(`${name} of boards`, () => boardFacts(name, manual(name).ofBoards)) : []),
      ...(release.major < 7 ? cachedFactsFile(`${name} of 6.x`, () => formerFacts(name, release)) : []),
    ])
  const listed = new Set(top.tops.map(({ name }) => name))
  const more = new Map<string, readonly FactsFile[]>()
  const shared: CatalogData = {
    visibility,
    dialect: new Dialect(release),
    unsureVisibility: new Visibility(release, at, packages, false),
    more(path) {
      if (!hasBoards && release.major >= 7) return own
      const [, name = ''] = path.split('/')
      const known = more.get(name)
      if (known !== undefined) return known
      // Top menus that only boards have are children of the root.
      const tops = name === '' ? ['', ...new Set([...notedTops(), ...manual('').tops])].filter((one) => !listed.has(one)) : [name]
      const there = [...extraFacts(tops), ...own]
      more.set(name, there)
      return there
    },
    // The manual describes a 7.2x: it does not apply to 6.x.
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
    releasesWithFacts: top.releases,
    root,
    menu: (path) => root.at(path),
  }
}
