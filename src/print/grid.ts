// Owns the columns of a table: their options, cells and widths, and the lines that they make.
import { blanks, textWidth, alignLeft, maximum, oneLine, alignRight, cellText } from './lines.ts'
import { valueOf, type PrintedItem } from './rows.ts'

/** A column, which shows one property. Its header is the property name in capitals. */
export interface TableColumn {
  readonly name: string
  /** Right-aligned, header included, as for numbers (C-51: NUM, C-55: PORT). */
  readonly right?: boolean
  /** Right-aligned only if all cells are plain numbers. */
  readonly mixed?: boolean
  /** Shown even if no row has a value. */
  readonly always?: boolean
  /** Takes the unused width of the terminal; fixed tables only. */
  readonly stretch?: boolean
  /** Its share of the total width, if all columns have one. */
  readonly share?: number
}

/** A column with its cells (for each row an array of lines) and its assigned width. */
export interface SizedColumn {
  readonly column: TableColumn
  readonly header: string
  readonly cells: readonly (readonly string[])[]
  readonly width: number
}

/** The left margin of a table: its width, its header, and its text for each row. */
export interface Margin {
  readonly width: number
  readonly header: string
  readonly texts: readonly string[]
}

/** A column at its natural width. */
export function sizedColumn(column: TableColumn, items: readonly PrintedItem[]): SizedColumn {
  const header = column.name.toUpperCase()
  const cells = items.map((item) => (valueOf(item, column.name)?.texts ?? []).map((text) => cellText(oneLine(text))))
  const isLeft = column.mixed === true && cells.flat().some((text) => !/^\d*$/.test(text))
  return { column: isLeft ? { ...column, right: false } : column, header, cells, width: Math.max(header.length, widest(cells)) }
}

/** The widest line of the cells of a column; 0 where all are empty. */
export const widest = (cells: SizedColumn['cells']): number => maximum(cells.flat().map(textWidth))

/** A line of a table: one text per column, padded to the column's width and separated by `gap`. */
export const gridLine = (before: string, columns: readonly SizedColumn[], gap: string, text: (sized: SizedColumn) => string): string =>
  before + columns.map((sized) => aligned(sized, text(sized))).join(gap)

/** The lines of one row: the first behind `before`, further lines of multi-line cells behind blanks (C-55). */
export function cellLines(
  before: string,
  columns: readonly SizedColumn[],
  at: number,
  gap: string,
  shown: (text: string, sized: SizedColumn) => string,
): string[] {
  const height = Math.max(1, ...columns.map(({ cells }) => cells[at]?.length ?? 0))
  return Array.from({ length: height }, (_, row) =>
    gridLine(row === 0 ? before : blanks(before.length), columns, gap, (sized) => shown(sized.cells[at]?.[row] ?? '', sized)),
  )
}

const aligned = ({ column, width }: SizedColumn, text: string): string =>
  column.right === true ? alignRight(text, width) : alignLeft(text, width)
