// Owns the layout of `print` as a table: legend, columns, numbers, flags and comments.
import { fittedLines, fittedWidths } from './fitted-table.ts'
import { fixedLines, fixedWidths } from './fixed-table.ts'
import { sizedColumn, widest, type SizedColumn, type Margin, type TableColumn } from './grid.ts'
import { tableLegend } from './legend.ts'
import { blanks, alignLeft, lines, maximum, alignRight, wrapped } from './lines.ts'
import { flagCells, usedColumns, type FlagColumn, type PrintedItem } from './rows.ts'
import type { PrintStyle } from './style.ts'

/** How rows are printed as a table. */
export interface TableOptions {
  readonly style: PrintStyle
  readonly flags: readonly FlagColumn[]
  /** Columns of the terminal; Infinity if there is none. */
  readonly width: number
  readonly showIds?: boolean
}

/**
 * Returns the text of a table. A fitted table omits columns and flags that no row uses, and without rows it is one empty line (C-80; also
 * /ipv6 address of the same device); a fixed table always has its legend and header.
 */
export function printTable(items: readonly PrintedItem[], columns: readonly TableColumn[], options: TableOptions): string {
  const { style, flags, width } = options
  const all = columns.map((column) => sizedColumn(column, items))
  const legend = tableLegend(flags, items, style, width)
  if (style.table.layout === 'fixed') {
    const margin = marginOf(items, flags, 2, options)
    return lines([...legend, ...fixedLines(items, fixedWidths(all, margin.width, width), margin)])
  }
  if (items.length === 0) return '\n'
  // Without numbered rows there is no number column: `DAv 0.0.0.0/0` of dynamic routes, 7.23.1.
  const margin = marginOf(items, usedColumns(flags, items), 0, options)
  const shown = all.filter(({ column, cells }) => column.always === true || widest(cells) > 0)
  return lines([...legend, ...columnsLines(shown, options), ...fittedLines(items, fittedWidths(shown, margin.width, width), margin)])
}

/**
 * The left margin: numbers (at least `least` columns wide) and flags. C-25: `*` is left-aligned over ids; C-55: `#` is right-aligned over
 * numbers.
 */
function marginOf(
  items: readonly PrintedItem[],
  flags: readonly FlagColumn[],
  least: number,
  { style, showIds = false }: TableOptions,
): Margin {
  const labels = items.map(({ id, number }) => (showIds ? id : String(number ?? '')))
  const labelWidth = Math.max(least, maximum(labels.map((label) => label.length)))
  const around = blanks(style.table.around)
  const assemble = (label: string, letters: string): string => {
    const aligned = showIds ? alignLeft(label, labelWidth) : alignRight(label, labelWidth)
    return (labelWidth > 0 ? aligned + around : '') + (flags.length > 0 ? letters + around : '')
  }
  const header = assemble(labelWidth === 0 ? '' : showIds ? '*' : '#', blanks(flags.length))
  return { width: header.length, header, texts: items.map((item, at) => assemble(labels[at] ?? '', flagCells(flags, item))) }
}

/** `Columns: NAME, ...` with whole names even if the header is cut; 7.23.1 wraps below the first name (audit of a CRS326). */
function columnsLines(columns: readonly SizedColumn[], { style, width }: TableOptions): string[] {
  if (style.table.columnsLine === 'none' || columns.length === 0) return []
  const names = columns.map(({ header }, at) => `${header}${at < columns.length - 1 ? ', ' : ''}`)
  const limit = style.table.columnsLine === 'wrapped' ? width : Infinity
  return wrapped([`Columns: ${names[0]}`, ...names.slice(1)], limit, 'Columns: '.length).map((line) => line.trimEnd())
}
