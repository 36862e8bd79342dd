// Owns the columns of a table with their cells, before and after they get their widths.
import { blanks, columnsOf, left, largest, oneLine, right, visible } from './lines.ts'
import { valueOf, type PrintedItem } from './rows.ts'

/** A column: the property it shows. Its header is the name in capitals. */
export interface TableColumn {
  readonly name: string
  /** Numbers stand to the right, their header too (C-51: NUM, C-55: PORT). */
  readonly right?: boolean
  /** To the right only where all cells are plain numbers. */
  readonly mixed?: boolean
  /** Stays where no item has a value. */
  readonly always?: boolean
  /** Takes what the terminal leaves over; fixed tables only. */
  readonly stretch?: boolean
  /** Its part of the whole width, where all columns have one. */
  readonly share?: number
}

/** A column with its cells, one array of lines an item, and the width that it got. */
export interface Grid {
  readonly column: TableColumn
  readonly header: string
  readonly cells: readonly (readonly string[])[]
  readonly width: number
}

/** What stands before the first column: how wide it is, its header, and its text for each item. */
export interface Margin {
  readonly width: number
  readonly header: string
  readonly texts: readonly string[]
}

/** A column as wide as it wants to be. */
export function gridOf(column: TableColumn, items: readonly PrintedItem[]): Grid {
  const header = column.name.toUpperCase()
  const cells = items.map((item) => (valueOf(item, column.name)?.texts ?? []).map((text) => visible(oneLine(text))))
  const isLeft = column.mixed === true && cells.flat().some((text) => !/^\d*$/.test(text))
  return { column: isLeft ? { ...column, right: false } : column, header, cells, width: Math.max(header.length, widest(cells)) }
}

/** The widest line of the cells of a column; 0 where all are empty. */
export const widest = (cells: Grid['cells']): number => largest(cells.flat().map(columnsOf))

/** A line of the table: one text a column, each as wide as its column, with `gap` between. */
export const gridLine = (before: string, grids: readonly Grid[], gap: string, text: (grid: Grid) => string): string =>
  before + grids.map((grid) => aligned(grid, text(grid))).join(gap)

/** The cells of one item, behind `before` and, where a cell has further values, blanks (C-55). */
export function itemLines(
  before: string,
  grids: readonly Grid[],
  at: number,
  gap: string,
  shown: (text: string, grid: Grid) => string,
): string[] {
  const height = Math.max(1, ...grids.map(({ cells }) => cells[at]?.length ?? 0))
  return Array.from({ length: height }, (_, row) =>
    gridLine(row === 0 ? before : blanks(before.length), grids, gap, (grid) => shown(grid.cells[at]?.[row] ?? '', grid)),
  )
}

const aligned = ({ column, width }: Grid, text: string): string => (column.right === true ? right(text, width) : left(text, width))
