// Owns what a verb of the command line is as data: its options, its arguments, its examples, and what runs it.
import { oneOf } from './choice.ts'
import { commonExits, ExitCode, type Exits } from './exit-code.ts'

interface AnyOption {
  readonly about: string
  /** `o` for `-o`. */
  readonly letter?: string
}

/** An option without a value: true where it is given. */
export interface Switch extends AnyOption {
  readonly value?: undefined
  readonly several?: undefined
  readonly usual?: undefined
  readonly bare?: undefined
  readonly choices?: undefined
  readonly parse?: undefined
}

/** An option with a value. */
export interface Valued extends AnyOption {
  /** What help calls the value: `<file>`, or `[places]` where it may be left out. */
  readonly value: string
  readonly several?: undefined
  /** The text that stands for an option that is not given. */
  readonly usual?: string
  /** The text that stands for a value that is left out. */
  readonly bare?: string
  /** The texts that may be given, where they are few. */
  readonly choices?: readonly string[]
  /** Reads the text; absent, the value is the text. Throws a Complaint (64) for any other text. */
  readonly parse?: (text: string) => unknown
}

/** An option that may be given several times. */
export interface Repeatable extends AnyOption {
  readonly value: string
  readonly several: true
  readonly usual?: undefined
  readonly bare?: undefined
  readonly choices?: readonly string[]
  /** Reads all texts that were given; absent, the value is these texts. Throws a Complaint (64) for any other text. */
  readonly parse?: (texts: readonly string[]) => unknown
}

export type VerbOption = Switch | Valued | Repeatable

/** Options by the names that the program has for them, in the order of the help: `allowNet` is `--allow-net`. */
export type VerbOptions = Readonly<Record<string, VerbOption>>

type ValueOf<O> = O extends { readonly parse: (given: never) => infer T }
  ? T
  : O extends { readonly several: true }
    ? readonly string[]
    : O extends { readonly value: string }
      ? string
      : true

type Always<O> = { readonly [K in keyof O as O[K] extends { readonly usual: string } ? K : never]: ValueOf<O[K]> }
type Perhaps<O> = { readonly [K in keyof O as O[K] extends { readonly usual: string } ? never : K]?: ValueOf<O[K]> | undefined }

/** What a verb gets of its options: those with a usual text are always there. */
export type FlagsOf<O> = Always<O> & Perhaps<O>

export interface VerbArgument {
  /** `<file>` has to be there, `[code]` may, `<file...>` and `[path...]` take several. */
  readonly name: `<${string}>` | `[${string}]`
  readonly about: string
  /** The words that it may be, where they are few: shells offer them. */
  readonly choices?: readonly string[]
}

type WordOf<N> = N extends `${string}...${string}` ? readonly string[] : N extends `<${string}>` ? string : string | undefined
type WordsOf<A extends readonly VerbArgument[]> = { [I in keyof A]: WordOf<A[I]['name']> }

/** A line of help: what one types, and what comes of it. */
export type Example = readonly [line: string, about: string]

interface Shown {
  readonly name: string
  readonly about: string
  readonly examples: readonly Example[]
}

/** A verb as it is written. `run` gets the arguments, then the options; errors of usage are Complaints. */
export interface VerbDeclaration<O extends VerbOptions, A extends readonly VerbArgument[]> extends Shown {
  readonly options: O
  readonly arguments: A
  /** When it ends with 1, 2 or 3; a code that is not named here it never ends with. */
  readonly exits: Exits
  readonly run: (...given: [...WordsOf<A>, FlagsOf<O>]) => ExitCode | Promise<ExitCode>
}

/** What a command line holds for an argument, and for an option. */
export type Word = string | readonly string[] | undefined
export type Given = true | string | readonly string[]

/** A verb as the command line, completions and manual pages see it. */
export interface Verb extends Shown {
  readonly options: VerbOptions
  readonly arguments: readonly VerbArgument[]
  readonly exits: Exits
  /** The verbs below it: `import` of `facts`. */
  readonly verbs: readonly Verb[]
  /** Reads the options, then runs it. Throws a Complaint for what cannot be read. Undefined where it only has verbs below it. */
  readonly run: ((words: readonly Word[], given: Readonly<Record<string, Given>>) => Promise<ExitCode>) | undefined
}

/** Declares a verb; what `run` gets is inferred from its options and arguments. */
export function declareVerb<const O extends VerbOptions, const A extends readonly VerbArgument[]>(declared: VerbDeclaration<O, A>): Verb {
  const { name, about, examples, options, exits } = declared
  const allowed = new Set<number>([...commonExits, ...namesIn(exits)].map((exit) => ExitCode[exit]))
  return {
    name,
    about,
    examples,
    options,
    exits,
    arguments: declared.arguments,
    verbs: [],
    run: async (words, given) => {
      const flags = Object.fromEntries(
        Object.entries(options).flatMap(([key, option]) => {
          const texts = given[key]
          return texts === undefined ? [] : [[key, valueOf(option, texts)]]
        }),
      )
      const all: unknown = [...words, flags]
      // Each word has the form that its argument declares, and each flag is what its option's `parse` returned.
      const code = await declared.run(...(all as [...WordsOf<A>, FlagsOf<O>]))
      if (!allowed.has(code)) throw new Error(`offbox ${name} does not say that it ends with ${code}`)
      return code
    },
  }
}

/** Declares a verb that only has verbs below it. */
export const declareGroup = ({ verbs, ...shown }: Shown & { readonly verbs: readonly Verb[] }): Verb => ({
  ...shown,
  options: {},
  arguments: [],
  exits: {},
  verbs,
  run: undefined,
})

const namesIn = (exits: Exits): readonly (keyof Exits)[] =>
  (['failed', 'refused', 'notModelled'] as const).filter((name) => exits[name] !== undefined)

function valueOf(option: VerbOption, given: Given): unknown {
  if (option.value === undefined) return true
  const texts = [given].flat().map(String)
  if (option.several === true) return option.parse === undefined ? texts : option.parse(texts)
  const text = texts.join()
  return option.parse === undefined ? text : option.parse(text)
}

/** An option that takes one of some words; `what` is what a message calls them. */
export const choice = <const T extends string, const U extends T>(
  value: string,
  choices: readonly T[],
  { about, usual, what }: { readonly about: string; readonly usual: U; readonly what: string },
): Valued & { readonly usual: U; readonly parse: (text: string) => T } => ({
  value,
  about,
  usual,
  choices,
  parse: (text) => oneOf(text, choices, what),
})

/** `--format` of what is told as text, or as data. */
export const textOrJson = choice('<format>', ['text', 'json'], { about: 'text or json', usual: 'text', what: 'format' })

/** An option that takes one of some words, and may be left out. */
export const wordOf = <const T extends string>(
  value: string,
  choices: readonly T[],
  { about, what }: { readonly about: string; readonly what: string },
): Valued & { readonly usual?: undefined; readonly parse: (text: string) => T } => ({
  value,
  about,
  choices,
  parse: (text) => oneOf(text, choices, what),
})

/** How an option is typed: `--allow-net`. */
export const spelled = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
