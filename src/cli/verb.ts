// Owns the declaration of a verb as data: its options, arguments, examples, and its function.
import { choiceOf } from './choice.ts'
import { commonExits, ExitCode, type CommonExit, type Exits, type VerbExits } from './exit-code.ts'

interface AnyOption {
  readonly about: string
  /** `o` for `-o`. */
  readonly letter?: string
}

/** An option without a value: true if given. */
export interface Switch extends AnyOption {
  readonly value?: undefined
  readonly several?: undefined
  readonly defaultValue?: undefined
  readonly bare?: undefined
  readonly choices?: undefined
  readonly parse?: undefined
}

/** An option with a value. */
export interface Valued extends AnyOption {
  /** The value's name in help: `<file>`, or `[places]` if it is optional. */
  readonly value: string
  readonly several?: undefined
  /** The default text of an option that is not given. */
  readonly defaultValue?: string
  /** The default text of an omitted value. */
  readonly bare?: string
  /** The permitted texts, if they are few. */
  readonly choices?: readonly string[]
  /** Parses the text; default: the text itself. Throws a Complaint (64) for an invalid one. */
  readonly parse?: (text: string) => unknown
}

/** An option that may be given several times. */
export interface Repeatable extends AnyOption {
  readonly value: string
  readonly several: true
  readonly defaultValue?: undefined
  readonly bare?: undefined
  readonly choices?: readonly string[]
  /** Parses all given texts; default: the texts themselves. Throws a Complaint (64) for an invalid one. */
  readonly parse?: (texts: readonly string[]) => unknown
}

/** An option of a verb: a switch, one with a value, or one that may be repeated. */
export type VerbOption = Switch | Valued | Repeatable

/** Options by their names in the program, in the order of the help: `allowNet` is `--allow-net`. */
export type VerbOptions = Readonly<Record<string, VerbOption>>

type ValueOf<O> = O extends { readonly parse: (given: never) => infer T }
  ? T
  : O extends { readonly several: true }
    ? readonly string[]
    : O extends { readonly value: string }
      ? string
      : true

type DefaultedFlags<O> = { readonly [K in keyof O as O[K] extends { readonly defaultValue: string } ? K : never]: ValueOf<O[K]> }
type OptionalFlags<O> = {
  readonly [K in keyof O as O[K] extends { readonly defaultValue: string } ? never : K]?: ValueOf<O[K]> | undefined
}

/** The options passed to a verb: those with a default text are always present. */
export type FlagsOf<O> = DefaultedFlags<O> & OptionalFlags<O>

/** An argument of a verb. */
export interface VerbArgument {
  /** `<file>` is required, `[code]` is optional, `<file...>` and `[path...]` take several. */
  readonly name: `<${string}>` | `[${string}]`
  readonly about: string
  /** The permitted words, if they are few: shells complete them. */
  readonly choices?: readonly string[]
}

type WordOf<N> = N extends `${string}...${string}` ? readonly string[] : N extends `<${string}>` ? string : string | undefined
type WordsOf<A extends readonly VerbArgument[]> = { [I in keyof A]: WordOf<A[I]['name']> }

/** A line of help: a command, and its effect. */
export type HelpExample = readonly [line: string, about: string]

interface Shown {
  readonly name: string
  readonly about: string
  readonly examples: readonly HelpExample[]
}

/** The declaration of a verb. `run` gets the arguments, then the options; usage errors are Complaints. */
export interface VerbDeclaration<O extends VerbOptions, A extends readonly VerbArgument[]> extends Shown {
  readonly options: O
  readonly arguments: A
  /** The conditions of the exit codes 0 to 3; the verb returns none of 1 to 3 that is not listed. */
  readonly exits: Exits
  /** Common codes that the verb never returns. `settings` is left out by itself where there is no `--config`. */
  readonly never?: readonly CommonExit[]
  readonly run: (...given: [...WordsOf<A>, FlagsOf<O>]) => ExitCode | Promise<ExitCode>
}

/** The value of an argument, and of an option, on the command line. */
export type ArgumentValue = string | readonly string[] | undefined
/** An option as it was given: `true` for a switch, else its text or texts. */
export type GivenOption = true | string | readonly string[]

/** A verb, as the command line, completions and manual pages see it. */
export interface Verb extends Shown, VerbExits {
  readonly options: VerbOptions
  readonly arguments: readonly VerbArgument[]
  /** Its subverbs: `import` of `facts`. */
  readonly verbs: readonly Verb[]
  /** Parses the options, then runs it. Throws a Complaint for invalid ones. Undefined if it only has subverbs. */
  readonly run: ((words: readonly ArgumentValue[], given: Readonly<Record<string, GivenOption>>) => Promise<ExitCode>) | undefined
}

/** Declares a verb; the types of `run`'s parameters are inferred from its options and arguments. */
export function declareVerb<const O extends VerbOptions, const A extends readonly VerbArgument[]>(declared: VerbDeclaration<O, A>): Verb {
  const { name, about, examples, options, exits, never = [] } = declared
  const common = commonExits.filter((exit) => !never.includes(exit) && (exit !== 'settings' || 'config' in options))
  const allowed = new Set<number>([...common, ...namesIn(exits)].map((exit) => ExitCode[exit]))
  return {
    name,
    about,
    examples,
    options,
    exits,
    common,
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
      // Each word has the form that its argument declares, and each flag is the result of its option's `parse`.
      const code = await declared.run(...(all as [...WordsOf<A>, FlagsOf<O>]))
      if (!allowed.has(code)) throw new Error(`offbox ${name} does not declare the exit code ${code}`)
      return code
    },
  }
}

/** Declares a verb that only has subverbs. */
export const declareGroup = ({ verbs, ...shown }: Shown & { readonly verbs: readonly Verb[] }): Verb => ({
  ...shown,
  options: {},
  arguments: [],
  exits: {},
  common: [],
  verbs,
  run: undefined,
})

const namesIn = (exits: Exits): readonly (keyof Exits)[] =>
  (['failed', 'refused', 'notModelled'] as const).filter((name) => exits[name] !== undefined)

function valueOf(option: VerbOption, given: GivenOption): unknown {
  if (option.value === undefined) return true
  const texts = [given].flat().map(String)
  if (option.several === true) return option.parse === undefined ? texts : option.parse(texts)
  const text = texts.join()
  return option.parse === undefined ? text : option.parse(text)
}

/** An option with a fixed set of words; `what` is their name in messages. */
export const choiceOption = <const T extends string, const U extends T>(
  value: string,
  choices: readonly T[],
  { about, defaultValue, what }: { readonly about: string; readonly defaultValue: U; readonly what: string },
): Valued & { readonly defaultValue: U; readonly parse: (text: string) => T } => ({
  value,
  about,
  defaultValue,
  choices,
  parse: (text) => choiceOf(text, choices, what),
})

/** `--format`: text, or data. */
export const textOrJson = choiceOption('<format>', ['text', 'json'], { about: 'text or json', defaultValue: 'text', what: 'format' })

/** An optional option with a fixed set of words. */
export const optionalChoice = <const T extends string>(
  value: string,
  choices: readonly T[],
  { about, what }: { readonly about: string; readonly what: string },
): Valued & { readonly defaultValue?: undefined; readonly parse: (text: string) => T } => ({
  value,
  about,
  choices,
  parse: (text) => choiceOf(text, choices, what),
})

/** An option as typed: `--allow-net`. */
export const optionFlag = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
