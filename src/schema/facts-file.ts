// Owns reading a file of facts: tables of texts, argument lists by number, one row per menu (src/schema/facts/README.md).
import type { Kind } from './kind.ts'
import { readKind } from './kinds/read.ts'

/** The releases that have a name. */
export interface Presence {
  /** A bit for each known release (bit 0 is the oldest); undefined: the releases of its parent. */
  readonly set: number | undefined
  /** Whether it needs an extra package. */
  readonly extra: boolean
}

/** An argument of a command, and the releases that have it. */
export interface ArgumentFacts extends Presence {
  readonly name: string
  readonly kind: Kind
}

/** A command of a menu, and the releases that have it. */
export interface CommandFacts extends Presence {
  readonly name: string
  /** The index of its argument list in the file's table. */
  readonly argumentList: number
}

/** The facts of a property besides its kind. */
export interface PropertyFacts {
  /** The default as a script writes it. */
  readonly default: string | undefined
  readonly required: boolean
  /** Whether it can be unset (`!name`). */
  readonly unset: boolean
  readonly readOnly: boolean
  readonly writeOnly: boolean
}

/** The row of one menu in the file. */
export interface MenuRow {
  readonly path: string
  /** Its presence. */
  readonly in?: string
  readonly commands: string
  readonly properties?: string
  /** `list`, `settings` (one value) or `fixed rows` (rows cannot be added), if known. */
  readonly kind?: string
  /** The properties that identify a row. */
  readonly keys?: string
  /** The facts of its properties. */
  readonly known?: string
  /** The arguments that `add` without arguments reports as missing, or `! ` and its own message. */
  readonly add?: string
}

interface Contents {
  readonly releases?: readonly string[]
  readonly menus?: string
  readonly words: readonly string[]
  readonly kinds: readonly string[]
  readonly arguments: string
  readonly commands: readonly string[]
  readonly tree: readonly MenuRow[]
}

const base = 36

/** Parses a presence: hexadecimal `mask`, `maskx`, `x`, or nothing. */
export function readPresence(text: string | undefined): Presence {
  if (text === undefined || text === '') return { set: undefined, extra: false }
  const extra = text.endsWith('x')
  const mask = extra ? text.slice(0, -1) : text
  return { set: mask === '' ? undefined : parseInt(mask, 16), extra }
}

/** A file of facts; its rows are only parsed when they are used. */
export class FactsFile {
  readonly #contents: Contents
  readonly #rows = new Map<string, MenuRow>()
  readonly #children = new Map<string, string[]>()
  readonly #kinds: (Kind | undefined)[] = []
  readonly #arguments: (ArgumentFacts | undefined)[] = []
  readonly #commands = new Map<MenuRow, readonly CommandFacts[]>()
  #tops: readonly (Presence & { readonly name: string })[] | undefined
  #written: readonly string[] | undefined

  /** `text` is a file's contents; throws for any other text. */
  constructor(text: string) {
    this.#contents = JSON.parse(text) as Contents
    for (const row of this.#contents.tree) {
      this.#rows.set(row.path, row)
      if (row.path === '/') continue
      const cut = row.path.lastIndexOf('/')
      const parent = cut <= 0 ? '/' : row.path.slice(0, cut)
      const list = this.#children.get(parent)
      if (list === undefined) this.#children.set(parent, [row.path])
      else list.push(row.path)
    }
  }

  /** Only in the root's file: the releases in the facts, oldest first. */
  get releases(): readonly string[] {
    return this.#contents.releases ?? []
  }

  /** Only in the root's file: the top menus, each with a file of its own. */
  get tops(): readonly (Presence & { readonly name: string })[] {
    return (this.#tops ??= (this.#contents.menus ?? '').split(' ').map((text) => {
      const [name = '', presence] = text.split('.')
      return { name, ...readPresence(presence) }
    }))
  }

  /** Returns the row of a menu. */
  row(path: string): MenuRow | undefined {
    return this.#rows.get(path)
  }

  /** Returns the paths of the menus directly below `path`. */
  children(path: string): readonly string[] {
    return this.#children.get(path) ?? []
  }

  /** Returns the commands of a menu, of all releases. */
  commands(row: MenuRow): readonly CommandFacts[] {
    const known = this.#commands.get(row)
    if (known !== undefined) return known
    const commands = parts(row.commands).map((text) => {
      const [name = '', list = '', presence] = text.split('.')
      return { name: this.#word(name), argumentList: parseInt(list, base), ...readPresence(presence) }
    })
    this.#commands.set(row, commands)
    return commands
  }

  /** Returns the arguments of a menu's command; none if the menu or the command is missing. */
  argumentsOf(path: string, command: string): readonly ArgumentFacts[] {
    const row = this.row(path)
    const found = row && this.commands(row).find(({ name }) => name === command)
    return found === undefined ? [] : this.argumentList(found.argumentList)
  }

  /** Returns an argument list, in the order of the tree. */
  argumentList(number: number): ArgumentFacts[] {
    return parts(this.#contents.commands[number]).map((text) => this.#argument(parseInt(text, base)))
  }

  /** Returns the names of a menu's properties, of all releases. */
  properties(row: MenuRow): string[] {
    return parts(row.properties).map((text) => this.#word(text))
  }

  /** Returns the facts of a menu's properties, by name. */
  propertyFacts(row: MenuRow): Map<string, PropertyFacts> {
    return new Map(
      parts(row.known).map((text) => {
        const [, name = '', flags = '', value] = /^(\w+)\.(\w*)(?:=(\w+))?$/.exec(text) ?? []
        const facts: PropertyFacts = {
          default: value === undefined ? undefined : this.#word(value),
          required: flags.includes('r'),
          unset: flags.includes('u'),
          readOnly: flags.includes('o'),
          writeOnly: flags.includes('w'),
        }
        return [this.#word(name), facts]
      }),
    )
  }

  #argument(number: number): ArgumentFacts {
    const read = this.#arguments[number]
    if (read !== undefined) return read
    this.#written ??= parts(this.#contents.arguments)
    const [name = '', kind = '', presence] = (this.#written[number] ?? '').split('.')
    const facts = { name: this.#word(name), kind: this.#kind(parseInt(kind, base)), ...readPresence(presence) }
    this.#arguments[number] = facts
    return facts
  }

  #kind(number: number): Kind {
    return (this.#kinds[number] ??= readKind(this.#contents.kinds[number] ?? '', (word) => this.#word(word)))
  }

  #word(number: string): string {
    return this.#contents.words[parseInt(number, base)] ?? ''
  }
}

const parts = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(' '))
