// Owns the types of rows to print: flags and values as text. They do not depend on any menu.

/** A flag: its letter and its name as the console spells it (`private-key`). Without a name the legend shows only the letter. */
export interface PrintedFlag {
  readonly letter: string
  readonly name?: string
}

/** Flags that share one column, in order of precedence: the first flag that a row has is shown. */
export type FlagColumn = readonly PrintedFlag[]

/** A value as text: one element per line of a table cell. Single-line forms join the elements with commas. */
export interface PrintedValue {
  readonly name: string
  readonly texts: readonly string[]
  /** Whether `detail` quotes it. */
  readonly quoted?: boolean
  /** Whether the text between the quotes is left unescaped. */
  readonly verbatim?: boolean
}

/** A row of a menu, ready to print. */
export interface PrintedItem {
  /** Its number in this listing. Dynamic routes have none. */
  readonly number?: number
  /** `*1F`, for `show-ids`. */
  readonly id: string
  /** The letters of its flags. */
  readonly flags: ReadonlySet<string>
  /** Comment lines without `;;;`: the row's own and those that the device adds. */
  readonly comments: readonly string[]
  /** The values in the order of `detail`. */
  readonly values: readonly PrintedValue[]
}

/** The flag columns of a row, one character per column. */
export function flagCells(columns: readonly FlagColumn[], item: PrintedItem): string {
  return columns.map((column) => column.find(({ letter }) => item.flags.has(letter))?.letter ?? ' ').join('')
}

/** The flag columns that some row uses, each with all its flags. */
export function usedColumns(columns: readonly FlagColumn[], items: readonly PrintedItem[]): readonly FlagColumn[] {
  return columns.filter((column) => column.some(({ letter }) => items.some(({ flags }) => flags.has(letter))))
}

/** The flags that some row has, by column. Unused columns are dropped. */
export function usedFlags(columns: readonly FlagColumn[], items: readonly PrintedItem[]): readonly FlagColumn[] {
  return columns
    .map((column) => column.filter(({ letter }) => items.some(({ flags }) => flags.has(letter))))
    .filter((column) => column.length > 0)
}

/** The value of a property, or undefined. */
export const valueOf = (item: PrintedItem, name: string): PrintedValue | undefined => item.values.find((value) => value.name === name)
