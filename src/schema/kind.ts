// Owns the interface of a kind of value: how values are parsed, checked, stored, returned, printed and generated at random.
import type { Value } from '../value/value.ts'
import type { Fault } from './fault.ts'
import type { Draw } from './kinds/draw.ts'

/** The names of kinds; each has a file of its own. */
export type KindName =
  | 'any'
  | 'bool'
  | 'code'
  | 'condition'
  | 'date'
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

/** The members of a board that decide whether all its ports are known. */
export interface BoardKnown {
  /** The name of its model. */
  readonly name?: string
  /** Set if the board was read from an export, which does not list all ports. */
  readonly exportedSettings?: unknown
}

/** The part of a device that kinds use: the items of other menus, by path. */
export interface References {
  /** Returns the id of the item that `text` (a name or `*ID`) names in the menu at `path`. */
  locate(path: string, text: string): number | undefined
  /** Returns the name of an item; undefined if it was removed. */
  nameOf(path: string, id: number): string | undefined
  /** Whether one of the menus has an item of that name; undefined if that is not known. */
  knows(paths: readonly string[], name: string): boolean | undefined
  /** Whether a row that the board has (a port) had that name before it was renamed. */
  wasNamed?(paths: readonly string[], name: string): boolean
  /** The names of the rows of menus, for suggestions. */
  names?(paths: readonly string[]): readonly string[]
  /** The board of the device. */
  readonly board?: BoardKnown
  /** Whether this release is in a range. */
  isRelease(releases: string | undefined): boolean
}

/** The values that a kind accepts besides its words: `no other word` accepts numbers and other forms; `values` all values of the kind. */
export type OtherValues = 'nothing' | 'no other word' | 'values'

/**
 * A kind of value. Arguments have the kinds in the facts; properties of declared menus have kinds made by the same files (exported by
 * `property.ts`). Text is bytes, one per character. `argument` is the argument's full name.
 *
 * A value occurs in four forms: the *literal* (text of the source), the *given* value (made by the parser or an expression), the *kept*
 * value (stored in a row), and *texts* (printed).
 */
export interface Kind {
  readonly name: KindName
  /** Words that it always accepts; messages and completion list them. */
  readonly words: readonly string[]
  readonly otherValues: OtherValues
  /** Whether `!value` is accepted. */
  readonly negated: boolean
  /** Whether a list separated by commas is accepted. */
  readonly several: boolean
  /**
   * Literal to given value, as the parser keeps it and `:parse` prints it. Undefined if a device refuses the literal while parsing: for
   * a bool other than yes or no (`disabled=2.2`, F015), and an unquoted word that no word of a closed set starts with (7.20.8 refuses
   * `target=script` in `/system/logging/action/add`, 7.22.1 has that word). Other checks are made by `accept`. Quoted text stays text,
   * except for `yes` and `no`: `topics="script"` prints `script`, where `topics=script` prints `;script`.
   */
  readonly read: (literal: string, argument: string, quoted: boolean) => Value | undefined
  /** Literal to the value that a condition compares with (`where property=literal`). */
  readonly comparand: (literal: string, argument: string) => Value
  /** Returns the error of a literal or of the text of a given value; undefined if none is known. */
  readonly fault: (text: string, argument: string) => Fault | undefined
  /** Given value to its text in a script: `!LAN`, `1.1.1.1,8.8.8.8`, `169.254.1.1/16`; the inverse of `read`. */
  readonly write: (given: Value, argument: string) => string
  /** Text to the text that is stored, with abbreviations expanded. Throws a Failure with the device's message, which names `argument`. */
  readonly complete: (text: string, argument: string) => string
  /** Text that needs no check (a default, the row of a new device) to kept value. */
  readonly keep: (text: string, argument: string) => Value
  /** Given value to kept value. Throws a Failure with the device's message, which names `argument`. */
  readonly accept: (given: Value, argument: string, references: References) => Value
  /** Kept value to the value that `get` returns. */
  readonly get: (kept: Value, references: References) => Value
  /** Kept value to what `print` shows: one text per line of a table cell; `detail` joins them with commas. */
  readonly show: (kept: Value, references: References, argument: string) => readonly string[]
  /** The shown text as exports write it, if that differs. */
  readonly exported?: (text: string) => string
  /** Whether `print detail` puts quotes around it. */
  readonly quoted: boolean
  /** Whether tables align it to the right, as numbers. */
  readonly right: boolean
  /** Generates texts of valid values with `draw` (`fuzz/draw.ts` uses fast-check). */
  readonly arbitrary: <T>(draw: Draw<T>, argument: string) => T
  /**
   * The same kind for declarations, which know all values: forms on which the facts are not specific (units, other words, an empty text)
   * are refused.
   */
  readonly strict: () => Kind
}
