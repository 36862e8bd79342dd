// Owns the layout of `print terse`: one line per row, nothing quoted.
import { lines, oneLine } from './lines.ts'
import { flagCells, usedColumns, type FlagColumn, type PrintedItem } from './rows.ts'
import type { PrintStyle } from './style.ts'

/** How rows are printed with `terse`. */
export interface TerseOptions {
  readonly style: PrintStyle
  readonly flags: readonly FlagColumn[]
  readonly showIds?: boolean
}

/**
 * Returns a line for each row: number (two columns), flags, comment, values. 6.x has a column for every flag (C-12), 7.x only for flags in
 * use (ntc-templates, interface_print_terse 4). A line end inside a value becomes a blank.
 */
export function printTerse(items: readonly PrintedItem[], { style, flags, showIds = false }: TerseOptions): string {
  const columns = style.terse.dropsUnusedFlags ? usedColumns(flags, items) : flags
  const line = (item: PrintedItem): string => {
    const label = showIds ? item.id.padEnd(2) : String(item.number ?? '').padStart(2)
    const words = [
      ...item.comments.map((comment) => `comment=${comment}`),
      ...item.values.map(({ name, texts }) => `${name}=${texts.join(',')}`),
    ]
    return [label, ...(columns.length > 0 ? [flagCells(columns, item)] : []), ...words].join(' ')
  }
  return lines(items.map((item) => oneLine(line(item))))
}
