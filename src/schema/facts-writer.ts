// Owns writing facts in the format that `FactsFile` reads, for menus whose commands and arguments are only known by name.

/** Kinds of arguments that are the same in every release and command. */
const flags = [
  ...[
    'append',
    'as-string',
    'as-string-value',
    'as-value',
    'brief',
    'compact',
    'count-only',
    'detail',
    'follow',
    'follow-only',
    'follow-strict',
  ],
  ...['hide-sensitive', 'once', 'show-ids', 'show-sensitive', 'terse', 'value-list', 'verbose', 'without-paging'],
  ...['pfc', 'stats', 'stats-detail', 'status', 'usage'],
]
const kindsOfArguments: ReadonlyMap<string, string> = new Map([
  ...flags.map((name): [string, string] => [name, 'flag']),
  ...['numbers', 'number', 'copy-from', 'place-before', 'destination'].map((name): [string, string] => [name, 'items']),
  ...['proplist', 'value-name', 'group-by', 'order-by'].map((name): [string, string] => [name, 'property']),
  ['where', 'condition'],
  ['do', 'code'],
])

/** Commands that take the menu's properties: only the arguments that select rows have another kind. */
const setters: ReadonlySet<string> = new Set(['add', 'reset', 'set'])

/** The kind of an argument, by its name and that of its command. */
function kindOf(command: string, argument: string): string {
  const kind = kindsOfArguments.get(argument) ?? 'any'
  return setters.has(command) && kind !== 'items' ? 'any' : kind
}

/** A menu: its commands with the names of their arguments. */
export interface NamedMenu {
  readonly path: string
  readonly commands: readonly (readonly [name: string, args: readonly string[]])[]
  readonly properties: readonly string[]
  /** Its kind, as in a row of facts; undefined if it follows from the commands. */
  readonly kind?: string
}

/** Returns a file of facts with these menus. Arguments are of kind `any`, except for the common ones. */
export function factsOf(menus: readonly NamedMenu[], head: Readonly<Record<string, string>> = {}): string {
  const [words, kinds, takes, shapes] = [new Interned(), new Interned(), new Interned(), new Interned()]
  const argument = (command: string, name: string): string => takes.number(`${words.number(name)}.${kinds.number(kindOf(command, name))}`)
  const tree = menus.map(({ path, commands, properties, kind }) => ({
    path,
    commands: commands
      .map(([name, args]) => `${words.number(name)}.${shapes.number(args.map((arg) => argument(name, arg)).join(' '))}`)
      .join(' '),
    properties: properties.map((name) => words.number(name)).join(' '),
    ...(kind === undefined ? {} : { kind }),
  }))
  return JSON.stringify({ ...head, words: words.all, kinds: kinds.all, arguments: takes.all.join(' '), commands: shapes.all, tree })
}

/** Interns texts: assigns each a number, in base 36. */
class Interned {
  readonly #numbers = new Map<string, string>()

  number(text: string): string {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const fresh = this.#numbers.size.toString(36)
    this.#numbers.set(text, fresh)
    return fresh
  }

  get all(): readonly string[] {
    return [...this.#numbers.keys()]
  }
}
