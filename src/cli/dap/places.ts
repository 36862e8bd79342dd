// Owns mapping the engine's texts to places for the user: in files, in strings of files (`source="..."`), or in texts that only the device
// has.
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Characters } from '../../diagnostic/characters.ts'
import type { SourcePlace } from '../../ide/dap/messages.ts'
import { embeddedIn, toSurrounding } from '../../resolve/check/embedded.ts'
import { isScriptName } from '../../resolve/check/rules/script-name.ts'
import { parseTolerant } from '../../resolve/check/tolerant.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { holdsCode } from '../../schema/places.ts'
import { descend } from '../../syntax/descent.ts'
import type { Node, Statement } from '../../syntax/tree.ts'
import { Source } from '../../text/source.ts'

/** The maximum depth of code in strings inside code in strings. */
const maxCodeNesting = 4

/** A text that a client can show. */
interface Page {
  readonly path: string | undefined
  readonly reference: number | undefined
  readonly name: string
  readonly source: Source
  readonly characters: Characters
}

/** A text of the engine, with the mapping of its offsets to a page. */
interface Mapped {
  readonly page: Page
  /** Undefined if the text is that of the page. */
  readonly toPage: ((offset: number) => number) | undefined
}

/** A possible place of a breakpoint. */
export interface Location {
  readonly line: number
  readonly column: number
}

/** Whether a node is an executable statement. */
export const stops = (node: Statement | Node): boolean => node.kind === 'invocation' || node.kind === 'call' || node.kind === 'unknown'

/** The start of a statement, including its sign. */
export const startOf = (node: Statement | Node): number => ('head' in node ? node.head.from : node.from)

/** Maps places of running code to places of its page. */
export class SourcePlaces {
  readonly #root: () => KnownMenu
  readonly #byText = new Map<string, Mapped>()
  readonly #byName = new Map<string, Page>()
  readonly #bySource = new WeakMap<Source, Mapped>()
  readonly #references: Page[] = []
  readonly #locations = new WeakMap<Page, readonly Location[]>()

  /** `root` returns the names with which texts are parsed. */
  constructor(root: () => KnownMenu) {
    this.#root = root
  }

  /** A file of the user, read at first use. Throws the system's error. `text` is in bytes. */
  file(path: string, text?: string): Page {
    const full = resolve(path)
    const known = this.#byName.get(full)
    if (known !== undefined) return known
    const source = new Source(text ?? readFileSync(full, 'latin1'), full)
    const page = { path: full, reference: undefined, name: basename(full), source, characters: new Characters(source) }
    this.#byName.set(full, page)
    this.#enter(source.text, { page, toPage: undefined }, 0)
    return page
  }

  /** Registers a text, and the code in its strings. */
  #enter(text: string, mapped: Mapped, depth: number): void {
    if (!this.#byText.has(text)) this.#byText.set(text, mapped)
    if (depth === maxCodeNesting) return
    const reading = parseTolerant(new Source(text), this.#root())
    descend(reading.parsed.script.body, (at) => {
      if (at.kind !== 'invocation') return
      for (const { argument, value } of at.given) {
        if (value === undefined || (value.kind !== 'quoted' && value.kind !== 'raw') || !holdsCode(argument.name)) continue
        const inner = embeddedIn(value, reading.text)
        if (inner === undefined || inner.text.trim() === '' || isScriptName(inner.text)) continue
        const back = (offset: number): number => {
          const { from } = toSurrounding(inner.mapping, { from: offset, to: offset + 1 })
          return mapped.toPage === undefined ? from : mapped.toPage(from)
        }
        this.#enter(inner.text, { page: mapped.page, toPage: back }, depth + 1)
      }
    })
  }

  #mapped(source: Source): Mapped {
    const known = this.#bySource.get(source)
    if (known !== undefined) return known
    const named = source.name === '' ? undefined : this.#byName.get(resolve(source.name))
    let mapped = this.#byText.get(source.text)
    // A test case is its file with other lines blanked: lines and columns are unchanged.
    if (mapped === undefined && named !== undefined)
      mapped = { page: { ...named, source, characters: new Characters(source) }, toPage: undefined }
    if (mapped === undefined) {
      const name = source.name === '' ? 'code' : source.name
      const page = { path: undefined, reference: this.#references.length + 1, name, source, characters: new Characters(source) }
      this.#references.push(page)
      mapped = { page, toPage: undefined }
      this.#enter(source.text, mapped, 0)
    }
    this.#bySource.set(source, mapped)
    return mapped
  }

  /** The user's place of an offset in a text of the engine. */
  placeOf(source: Source, offset: number): SourcePlace {
    const { page, toPage } = this.#mapped(source)
    return { ...this.#pageSpot(page), ...page.characters.placeAt(toPage === undefined ? offset : toPage(offset)) }
  }

  #pageSpot({ path, reference, name }: Page): Pick<SourcePlace, 'path' | 'reference' | 'name'> {
    return { name, ...(path === undefined ? {} : { path }), ...(reference === undefined ? {} : { reference }) }
  }

  /** The page that a client refers to; undefined if there is none. */
  page({ path, reference }: { readonly path?: string; readonly reference?: number }): Page | undefined {
    if (reference !== undefined && reference > 0) return this.#references[reference - 1]
    if (path === undefined) return undefined
    try {
      return this.file(path)
    } catch {
      return undefined
    }
  }

  /** All known pages. */
  get pages(): readonly Pick<SourcePlace, 'path' | 'reference' | 'name'>[] {
    return [...this.#byName.values(), ...this.#references].map((page) => this.#pageSpot(page))
  }

  /** The starts of statements on a page, including those in its strings, in order. */
  locations(page: Page): readonly Location[] {
    const known = this.#locations.get(page)
    if (known !== undefined) return known
    const found: Location[] = []
    for (const [text, { page: of, toPage }] of this.#byText)
      if (of === page)
        descend(parseTolerant(new Source(text), this.#root()).parsed.script.body, (node) => {
          if (stops(node)) found.push(page.characters.placeAt(toPage === undefined ? startOf(node) : toPage(startOf(node))))
        })
    found.sort((a, b) => a.line - b.line || a.column - b.column)
    this.#locations.set(page, found)
    return found
  }

  /** The statement of a breakpoint: the first at or behind the place, on its line or a later one. */
  statementAt(page: Page, line: number, column: number | undefined): SourcePlace | undefined {
    const all = this.locations(page)
    const inLine = all.filter((one) => one.line === line)
    const before = column === undefined ? undefined : inLine.filter((one) => one.column <= column).at(-1)
    const found = before ?? inLine[0] ?? all.find((one) => one.line > line)
    return found && { ...this.#pageSpot(page), ...found }
  }
}

/** A unique key of a place. */
export const placeKeyOf = ({ path, reference, line, column }: SourcePlace): string => `${path ?? `#${reference}`}:${line}:${column}`
