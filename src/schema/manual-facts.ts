// Owns reading what only the manual names of menus: flags, what can only be read, and what boards and extra packages bring.
import { boardMenu } from './board-facts.ts'
import type { NamedMenu } from './facts-writer.ts'
import type { Kind } from './kind.ts'
import { readKind } from './kinds/read.ts'

/** What the file of a top says of one menu; `src/schema/facts/README.md` describes it. Names have blanks between them. */
interface ManualRow {
  readonly kind?: 'list' | 'fixed' | 'settings'
  readonly takes?: string
  /** The commands that take it, in a menu that virtual machines have. */
  readonly on?: string
  readonly commands?: Readonly<Record<string, string>>
  /** The flags in the order of the legend: `X:disabled D:dynamic`, with an underscore for a blank in a name. */
  readonly flags?: string
  /** The properties in the order of the command reference, where no other order is known. */
  readonly order?: string
  /** Arguments that are text, where no device describes them so. */
  readonly texts?: string
  /** Only in the root's file: the menus of the top that no virtual machine has. */
  readonly tops?: string
  readonly reads?: Readonly<Record<string, string>>
}

/** What can only be read of a row: its flags and what the device works out, by name, with their kinds. */
export type Readable = ReadonlyMap<string, ReadableName>

/** A flag of the listing: its letter, its name in the legend, and the property whose truth it shows. */
export interface LegendFlag {
  readonly letter: string
  readonly name: string
  readonly property: string
}

export interface ReadableName {
  readonly kind: Kind
  /** A flag of the listing, true or false. */
  readonly flag: boolean
}

const none: Readable = new Map()
/** The kind of what can only be read: a word of the facts (`num`); every such kind is one object. */
const kinds = new Map<string, Kind>()

function kindOf(word: string): Kind {
  const known = kinds.get(word)
  if (known !== undefined) return known
  const kind = readKind(word, () => '')
  kinds.set(word, kind)
  return kind
}

const listed = (names: string | undefined): readonly string[] => (names === undefined ? [] : names.split(' '))

/** The flags that a text names: `X:disabled D:dynamic`, `H:DHCP=dhcp` where the property is called otherwise. */
export const legend = (text: string | undefined): readonly LegendFlag[] =>
  listed(text).map((word) => {
    const [letter = '', named = ''] = word.split(':')
    const [name = '', property = name] = named.split('=')
    return { letter, name: name.replaceAll('_', ' '), property: property.replaceAll('_', '-') }
  })

const rowsIn = (contents: unknown): readonly (readonly [string, ManualRow])[] =>
  isTable(contents) ? Object.entries(contents).flatMap(([path, row]) => (isTable(row) ? [[path, row]] : [])) : []

const isTable = (value: unknown): value is Readonly<Record<string, object>> => typeof value === 'object' && value !== null

/** What the manual names at and below one menu of the top. */
export class ManualFacts {
  readonly #rows: ReadonlyMap<string, ManualRow>
  readonly #readable = new Map<string, Readable>()

  /** `text` is the file of a top; anything but such a file throws. */
  constructor(text: string) {
    this.#rows = new Map(rowsIn(JSON.parse(text)))
  }

  /** The flags and the read-only properties of the menu at `path`. */
  readable(path: string): Readable {
    const known = this.#readable.get(path)
    if (known !== undefined) return known
    const { flags, reads = {} } = this.#rows.get(path) ?? {}
    const names = new Map<string, ReadableName>()
    for (const [word, those] of Object.entries(reads))
      for (const name of listed(those)) names.set(name, { kind: kindOf(word), flag: false })
    for (const { property } of legend(flags)) names.set(property, { kind: kindOf('bool'), flag: true })
    const readable = names.size === 0 ? none : names
    this.#readable.set(path, readable)
    return readable
  }

  /** The flags of the listing of the menu at `path`, in the order of the legend; none where the manual names none. */
  legend(path: string): readonly LegendFlag[] {
    return legend(this.#rows.get(path)?.flags)
  }

  /** The properties of the menu at `path` in the manual's order; undefined where another order is known. */
  order(path: string): readonly string[] | undefined {
    return this.#rows.get(path)?.order?.split(' ')
  }

  /** The arguments of the menu at `path` that are text by the manual and that no device describes so. */
  texts(path: string): readonly string[] {
    return listed(this.#rows.get(path)?.texts)
  }

  /** Only in the root's file: the menus of the top that no virtual machine has. */
  get tops(): readonly string[] {
    return listed(this.#rows.get('/')?.tops)
  }

  /** The menus and arguments that a bare virtual machine lacks; none where there are none. */
  get ofBoards(): readonly NamedMenu[] {
    return [...this.#rows].flatMap(([path, row]) => ((row.kind ?? row.takes ?? row.commands) === undefined ? [] : [menuOf(path, row)]))
  }
}

/** A menu's own commands are those of its kind; of a menu that is there only what it lacks. */
function menuOf(path: string, { kind, takes, on, commands = {}, flags, reads = {} }: ManualRow): NamedMenu {
  const given = listed(takes)
  const own = Object.entries(commands).map(([name, args]): Taking => [name, args === '' ? [] : listed(args)])
  if (kind === undefined) return { path, commands: [...listed(on).map((name): Taking => [name, given]), ...own], properties: [] }
  const read = [...given, ...Object.values(reads).flatMap(listed), ...legend(flags).map(({ property }) => property)]
  return boardMenu(path, kind, own, given, [...new Set(read)])
}

type Taking = NamedMenu['commands'][number]
