// Owns what a kind of value is: how a literal of it is read, what is wrong with one, how it is kept, given back, printed and drawn.
import type { Value } from '../value/value.ts'
import type { Fault } from './fault.ts'
import type { Draw } from './kinds/draw.ts'

/** The words of kinds; each has a file of its own. */
export type KindName =
  | 'any'
  | 'bool'
  | 'code'
  | 'condition'
  | 'enum'
  | 'flag'
  | 'hex'
  | 'host'
  | 'ip'
  | 'ip-prefix'
  | 'ip-range'
  | 'ip6'
  | 'ip6-prefix'
  | 'items'
  | 'mac'
  | 'num'
  | 'only'
  | 'property'
  | 'ranges'
  | 'size'
  | 'string'
  | 'time'

/** What decides whether the ports of a board are all known: it has the name of a model, and no export said what else is there. */
export interface BoardKnown {
  readonly name?: string
  readonly said?: unknown
}

/** What a kind may ask of the device: the items of other menus, by path. */
export interface References {
  /** The id of the item that `text` (a name or `*ID`) means in the menu at `path`. */
  locate(path: string, text: string): number | undefined
  /** The name of an item, or undefined where it is gone. */
  nameOf(path: string, id: number): string | undefined
  /** Whether there is an item of that name in one of some menus; undefined where the device cannot tell. */
  knows(paths: readonly string[], name: string): boolean | undefined
  /** The board of the device. */
  readonly board?: BoardKnown
  /** Whether something declared for some releases is there in this one. */
  holds(releases: string | undefined): boolean
}

/** What is taken beside the words of a kind: nothing, no other word (but numbers and other forms), or all values of the kind. */
export type Beside = 'nothing' | 'no other word' | 'values'

/**
 * A kind of value. Arguments have the kinds that the facts say; properties of declared menus have kinds made by the same files
 * (`property.ts` is the door to them). Text is bytes, one per character. `argument` is the argument's full name.
 *
 * A value is met in four shapes: the *literal* (text of the source), the *given* value (what the parser or an expression made), the
 * *kept* value (what a row holds), and *texts* (what is printed).
 */
export interface Kind {
  readonly kind: KindName
  /** Words that it takes whatever `beside` says: offered in messages and by completion. */
  readonly words: readonly string[]
  readonly beside: Beside
  /** `!value` is taken. */
  readonly negated: boolean
  /** A list with commas is taken. */
  readonly several: boolean
  /**
   * Literal to given value, as the parser keeps it and `:parse` prints it. Undefined where a device refuses the literal while parsing:
   * what is not yes or no (`disabled=2.2`, F015), and an unquoted word that begins none of a closed set's (7.20.8 refuses `target=script`
   * in
   * `/system/logging/action/add`, 7.22.1 has that word). All else waits for `accept`. Quoted text stays text, but for `yes` and `no`:
   * `topics="script"` prints `script`, where `topics=script` prints `;script`.
   */
  readonly read: (literal: string, argument: string, quoted: boolean) => Value | undefined
  /** Literal to the value that a condition compares with (`where property=literal`). */
  readonly sought: (literal: string, argument: string) => Value
  /** What is wrong with a literal or the text of a given value; undefined where nothing is known to be. */
  readonly fault: (text: string, argument: string) => Fault | undefined
  /** Given value to its text in a script: `!LAN`, `1.1.1.1,8.8.8.8`, `169.254.1.1/16`; the reverse of `read`. */
  readonly write: (given: Value, argument: string) => string
  /** Text to the text that is kept, with abbreviations written out. Throws a Failure in the device's words, naming `argument`. */
  readonly complete: (text: string, argument: string) => string
  /** Text that needs no check (a default, the row of a new device) to kept value. */
  readonly keep: (text: string, argument: string) => Value
  /** Given value to kept value. Throws a Failure in the device's words, naming `argument`. */
  readonly accept: (given: Value, argument: string, references: References) => Value
  /** Kept value to what `get` gives. */
  readonly get: (kept: Value, references: References) => Value
  /** Kept value to what `print` shows: one text a line of a table cell; `detail` joins them with commas. */
  readonly show: (kept: Value, references: References, argument: string) => readonly string[]
  /** The shown text as exports write it, where that is another one. */
  readonly exported?: (text: string) => string
  /** `print detail` puts quotes around it. */
  readonly quoted: boolean
  /** Numbers stand to the right in tables. */
  readonly right: boolean
  /** Texts of valid values, drawn by `draw` (`fuzz/draw.ts` draws with fast-check). */
  readonly arbitrary: <T>(draw: Draw<T>, argument: string) => T
  /** The same kind where a declaration vouches for it: what the facts leave open (units, other words, no text at all) is refused. */
  readonly strict: () => Kind
}
