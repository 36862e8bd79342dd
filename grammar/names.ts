// Owns what the parser asks of the names it meets. The catalog (src/schema/catalog.ts) answers; the grammar knows no name itself.
import type { Value } from '../src/value/value.ts'

/**
 * What may stand in an argument's place, and so how the next token is read.
 * `value`: an operand, no braces. `array`: also `{...}` as an array. `code`: also `{...}` as code. `text`: also `{...}` as raw text.
 * `name`: one declared or looked-up name. `names`: `k,v`. `variable`: a name, `$name` or `(...)`. `condition`: a `where` expression.
 */
export type Slot = 'value' | 'array' | 'code' | 'text' | 'name' | 'names' | 'variable' | 'condition'

/** What a command does with the names in its arguments. `declare-local` and `declare-global`: `:local`, `:global`, `:onerror`;
 *  `look-up`: `:set`; `loop`: `:for`, `:foreach` (the name lives in the `do` argument only). */
export type Naming = 'declare-local' | 'declare-global' | 'look-up' | 'loop'

export interface Argument {
  readonly name: string
  readonly slot: Slot
  /** True where the bare name is complete: `print detail`, `as-value`. */
  readonly flag: boolean
  /** True where it takes no value: `blackhole=yes` is refused at the `=`. */
  readonly alone: boolean
  /** True where a block is compiled without the names around it (`do=` of `local global set`). */
  readonly sealed: boolean
  /** Only on name slots. */
  readonly naming: Naming | undefined
  /**
   * The value that an unquoted (or quoted) literal stands for in this argument, or undefined where the device refuses it while
   * parsing (`disabled=2.2`). `text` holds bytes, quotes and escapes already resolved.
   */
  read(text: string, quoted: boolean): Value | undefined
}

export interface Command {
  readonly name: string
  /** `/put`, `/ip/address/add`. */
  readonly path: string
  readonly menu: Menu
  /** An argument by its exact name, else by a unique prefix of it. */
  argument(word: string): Argument | undefined
  /** The argument with exactly this name. */
  exact(word: string): Argument | undefined
  /** The argument that the n-th (0-based) value given by place belongs to. */
  place(n: number): Argument | undefined
  /** The condition argument that may stand bare, without `where` (`find a=b`). */
  readonly condition: Argument | undefined
  /** True where brackets in its arguments stay in the menu around it: `:log info [find]`. */
  readonly outside: boolean
  /** 7.23 and later: an unknown argument is a late error (`bad parameter X`), before that the parse stops. */
  readonly lenient: boolean
}

export interface Menu {
  /** '/' for the root, else `/ip/address`. */
  readonly path: string
  readonly parent: Menu | undefined
  /** A submenu or command by exact name, alias, or unique prefix. `Menu` has `find`, `Command` has `argument`. */
  find(word: string): Menu | Command | undefined
  /** The properties that a condition or an unquoted name in it may mean, in the device's order. */
  readonly properties: readonly string[]
  /** Whether `word` is exactly one of the properties. */
  hasProperty(word: string): boolean
  /** The value that a bare literal stands for on the right of `property=` in a condition, or undefined if refused. */
  readProperty(property: string, text: string): Value | undefined
}

export const isMenu = (found: Menu | Command): found is Menu => 'find' in found
