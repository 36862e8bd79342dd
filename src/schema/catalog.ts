// Owns the catalog: every menu, command and argument of a release with its installed packages, by name.
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
 * Reads a file of facts by name: `root`, `order`, a top menu (`ip`), or the manual's names below one (`ip-manual`). Undefined if there
 * is none.
 */
export type LoadFacts = (name: string) => string | undefined

/** The options of `createCatalog`. */
export interface CatalogOptions {
  readonly release: string
  readonly packages: Packages
  readonly load: LoadFacts
  /** Whether every name and word is accepted: for a release without facts, for which those of the nearest release are used. */
  readonly guess?: boolean
  /** Whether menus of boards (`board` in notes) are included; a bare device (`packages: []`) has none. */
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

/** The names of a release, for the parser and for devices. Files of facts are read when a menu in them is first used. */
export interface Catalog {
  readonly release: Release
  /** The release whose facts are used. */
  readonly facts: string
  /** The releases in the facts, oldest first. */
  readonly releasesWithFacts: readonly string[]
  readonly root: KnownMenu
  /** Returns the menu at exactly this path (`/ip/address`), without abbreviations; undefined if there is none. */
  menu(path: string): KnownMenu | undefined
}

/** Reads files of facts, each once. */
class FactsFiles {
  readonly #load: LoadFacts
  readonly #files: Map<string, FactsFile>

  constructor(load: LoadFacts, files: Map<string, FactsFile>) {
    this.#load = load
    this.#files = files
  }

  /** Returns a file. Throws an Error if it is missing. */
  read(name: string): FactsFile {
    const file = this.made(name, () => this.#load(name))
    if (file === undefined) throw new Error(`the facts of '${name}' are missing`)
    return file
  }

  /** Returns the file of `key`. The first call makes it from the text that `write` returns; undefined if that is undefined. */
  made(key: string, write: () => string | undefined): FactsFile | undefined {
    const known = this.#files.get(key)
    if (known !== undefined) return known
    const contents = write()
    if (contents === undefined) return undefined
    const file = new FactsFile(contents)
    this.#files.set(key, file)
    return file
  }
}

/** The data that the menus of a release share: visibility, and the names of boards, of 6.x, of a user's device and of the manual. */
class ReleaseNames implements CatalogData {
  readonly visibility: Visibility
  readonly unsureVisibility: Visibility
  readonly dialect: Dialect
  readonly unsure: CatalogData
  readonly #release: Release
  readonly #load: LoadFacts
  readonly #files: FactsFiles
  readonly #hasBoards: boolean
  /** The user's device. */
  readonly #own: readonly FactsFile[]
  /** The top menus of the root's facts. */
  readonly #listed: ReadonlySet<string>
  readonly #more = new Map<string, readonly FactsFile[]>()
  #orders: Orders | undefined

  /** `at` is the index of the release whose facts are used. */
  constructor({ packages, load, guess = false, boards = false, facts }: CatalogOptions, release: Release, at: number, files: FactsFiles) {
    this.visibility = new Visibility(release, at, packages, !guess)
    this.unsureVisibility = new Visibility(release, at, packages, false)
    this.dialect = new Dialect(release)
    this.#release = release
    this.#load = load
    this.#files = files
    this.#hasBoards = boards && packages.length > 0
    this.#own = facts === undefined ? [] : [facts]
    this.#listed = new Set(files.read('root').tops.map(({ name }) => name))
    this.unsure = unsureOf(this)
  }

  more(path: string): readonly FactsFile[] {
    if (!this.#hasBoards && this.#release.major >= 7) return this.#own
    const name = topOf(path)
    const known = this.#more.get(name)
    if (known !== undefined) return known
    // Top menus that only boards have are children of the root.
    const tops = name === '' ? ['', ...new Set([...notedTops(), ...this.#manual('').tops])].filter((one) => !this.#listed.has(one)) : [name]
    const there = [...tops.flatMap((top) => this.#extra(top)), ...this.#own]
    this.#more.set(name, there)
    return there
  }

  hasMenuOf(file: FactsFile, path: string): boolean {
    return this.#own.includes(file) || this.dialect.hasMenu(path)
  }

  /** The manual describes a 7.2x: it does not apply to 6.x. */
  readable(path: string): ReturnType<CatalogData['readable']> {
    return this.#release.major < 7 ? undefined : this.#manual(topOf(path)).readable(path)
  }

  named(path: string): ReturnType<CatalogData['named']> {
    return this.#manual(topOf(path)).named(path)
  }

  order(path: string): readonly string[] | undefined {
    // The file is one that `npm run facts` writes.
    this.#orders ??= JSON.parse(this.#load('order') ?? '{"device":{},"manual":{}}') as Orders
    return (this.#orders.device[path] ?? this.#orders.manual[path])?.split(' ')
  }

  #manual(name: string): ManualFacts {
    return manualOf(this.#load, name === '' ? 'root' : name)
  }

  /** Facts of what boards add at and below a top menu, and of its menus of 6.x. */
  #extra(name: string): readonly FactsFile[] {
    const board = this.#hasBoards ? this.#files.made(`${name} of boards`, () => boardFacts(name, this.#manual(name).ofBoards)) : undefined
    const former = this.#release.major < 7 ? this.#files.made(`${name} of 6.x`, () => formerFacts(name, this.#release)) : undefined
    return [board, former].filter((file) => file !== undefined)
  }
}

/** The data for menus whose releases are not known: the same, but no name is refused. */
function unsureOf(names: Omit<CatalogData, 'unsure'>): CatalogData {
  const { dialect, unsureVisibility } = names
  return {
    visibility: unsureVisibility,
    unsureVisibility,
    dialect,
    order: (path) => names.order(path),
    readable: (path) => names.readable(path),
    named: (path) => names.named(path),
    more: (path) => names.more(path),
    hasMenuOf: (file, path) => names.hasMenuOf(file, path),
    get unsure() {
      return this
    },
  }
}

/** The top menu of a path: `ip` of `/ip/address`; '' of the root. */
const topOf = (path: string): string => path.split('/')[1] ?? ''

/** Creates a catalog. Throws an Error if the root's facts are missing. */
export function createCatalog(options: CatalogOptions): Catalog {
  const files = new FactsFiles(options.load, options.files ?? new Map<string, FactsFile>())
  const top = files.read('root')
  const release = releaseOf(options.release)
  const at = factsFor(
    release,
    top.releases.flatMap((known) => readRelease(known) ?? []),
  )
  const names = new ReleaseNames(options, release, at, files)
  const topMenu = (name: string, root: KnownMenu): KnownMenu => {
    let file: FactsFile | undefined
    return new KnownMenu(`/${name}`, root, names, () => (file ??= files.read(name)))
  }
  const root = new KnownMenu(
    '/',
    undefined,
    names,
    () => top,
    (menu) =>
      top.tops
        .filter((presence) => names.dialect.hasMenu(`/${presence.name}`) && names.visibility.showsMenu(presence, `/${presence.name}`))
        .map(({ name }) => topMenu(name, menu)),
  )
  return { release, facts: top.releases[at] ?? '', releasesWithFacts: top.releases, root, menu: (path) => root.at(path) }
}
