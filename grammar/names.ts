// Owns the interfaces by which the parser looks up names. The catalog (src/schema/catalog.ts) implements them; the grammar contains no
// names.
import type { Value } from '../src/value/value.ts'

/**
 * The form of values that an argument accepts; it decides how the next token is read. `value`: an operand, no braces. `array`: also
 * `{...}` as an array.
 * `code`: also `{...}` as code. `text`: also `{...}` as raw text. `name`: one declared or looked-up name. `names`: `k,v`. `variable`: a
 * name, `$name` or `(...)`. `condition`: a `where` expression.
 */
export type Slot = 'value' | 'array' | 'code' | 'text' | 'name' | 'names' | 'variable' | 'condition'

/**
 * What a command does with the names in its arguments. `declare-local` and `declare-global`: `:local`, `:global`, `:onerror`;  `look-up`:
 * `:set`; `loop`: `:for`, `:foreach` (the name is visible in the `do` argument only).
 */
export type Naming = 'declare-local' | 'declare-global' | 'look-up' | 'loop'

/** An argument of a command, as the parser reads it. */
export interface Argument {
  readonly name: string
  readonly slot: Slot
  /** Whether the bare name is complete without a value: `print detail`, `as-value`. */
  readonly flag: boolean
  /** Whether it accepts no value: `blackhole=yes` is refused at the `=`. */
  readonly alone: boolean
  /** Whether its block is compiled without the names around it (`do=` of `local global set`). */
  readonly sealed: boolean
  /** Whether its values are names of properties (`proplist=`). */
  readonly ofNames: boolean
  /** What the command does with the names in it. Undefined unless the slot holds names. */
  readonly naming: Naming | undefined
  /**
   * The value of an unquoted (or quoted) literal in this argument, or undefined if the device refuses it while parsing (`disabled=2.2`).
   * `text` holds bytes, with quotes and escapes already resolved.
   */
  read(text: string, quoted: boolean): Value | undefined
}

/** A command, with the arguments that it takes. */
export interface Command {
  readonly name: string
  /** `/put`, `/ip/address/add`. */
  readonly path: string
  readonly menu: Menu
  /** An argument by its exact name, else by a unique prefix of it. */
  argument(word: string): Argument | undefined
  /** The argument with exactly this name. */
  exact(word: string): Argument | undefined
  /** The argument of the n-th (0-based) positional value. */
  place(n: number): Argument | undefined
  /** The condition argument that may be given without `where` (`find a=b`). */
  readonly condition: Argument | undefined
  /** Whether brackets in its arguments run in the surrounding menu: `:log info [find]`. */
  readonly outside: boolean
  /** 7.23 and later: an unknown argument is a late error (`bad parameter X`). Before 7.23 it stops the parse. */
  readonly lenient: boolean
}

/** A menu, with the menus and commands directly below it, and its properties. */
export interface Menu {
  /** '/' for the root, else `/ip/address`. */
  readonly path: string
  readonly parent: Menu | undefined
  /** A submenu or command by exact name, alias, or unique prefix. A `Menu` has the member `find`, a `Command` has `argument`. */
  find(word: string): Menu | Command | undefined
  /** The properties that a condition, or an unquoted name in it, can refer to, in the device's order. */
  readonly properties: readonly string[]
  /** Whether `word` is the exact name of a property. */
  hasProperty(word: string): boolean
  /** The value of a bare literal to the right of `property=` in a condition, or undefined if it is refused. */
  readProperty(property: string, text: string): Value | undefined
}

/** Whether the result of `Menu.find` is a menu and not a command. */
export const isMenu = (found: Menu | Command): found is Menu => 'find' in found
