// Owns what the printers are given: flags, values and items, free of any menu.

/** A flag: its letter and its name in the console's spelling (`private-key`); without name the legend shows the letter alone. */
export interface PrintedFlag {
  readonly letter: string
  readonly name?: string
}

/** Flags that share one column, in order of precedence: the first one that an item has is the one shown. */
export type FlagColumn = readonly PrintedFlag[]

/** A value as text, one element a line of a table cell; single-line forms join them with commas. */
export interface PrintedValue {
  readonly name: string
  readonly texts: readonly string[]
  /** `detail` puts quotes around it. */
  readonly quoted?: boolean
  /** What stands between the quotes is not escaped. */
  readonly verbatim?: boolean
}

/** An item of a menu, ready to be printed. */
export interface PrintedItem {
  /** Its number in this listing; dynamic routes have none. */
  readonly number?: number
  /** `*1F`, for `show-ids`. */
  readonly id: string
  /** Letters of the flags that it has. */
  readonly flags: ReadonlySet<string>
  /** Comment lines without `;;;`: the item's own and those that the device adds. */
  readonly comments: readonly string[]
  /** In the order of `detail`. */
  readonly values: readonly PrintedValue[]
}

/** What stands in the columns of flags for one item, one character a column. */
export function flagCells(columns: readonly FlagColumn[], item: PrintedItem): string {
  return columns.map((column) => column.find(({ letter }) => item.flags.has(letter))?.letter ?? ' ').join('')
}

/** The columns of flags that some item has, each with all its flags. */
export function usedColumns(columns: readonly FlagColumn[], items: readonly PrintedItem[]): readonly FlagColumn[] {
  return columns.filter((column) => column.some(({ letter }) => items.some(({ flags }) => flags.has(letter))))
}

/** The flags that some item has, in their columns; columns without any are gone. */
export function usedFlags(columns: readonly FlagColumn[], items: readonly PrintedItem[]): readonly FlagColumn[] {
  return columns
    .map((column) => column.filter(({ letter }) => items.some(({ flags }) => flags.has(letter))))
    .filter((column) => column.length > 0)
}

/** The value under a name, or undefined. */
export const valueOf = (item: PrintedItem, name: string): PrintedValue | undefined => item.values.find((value) => value.name === name)
