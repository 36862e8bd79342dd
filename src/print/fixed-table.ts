// Owns tables of 6.x and before: columns separated by one blank, values cut with `...`, comments on the number's line.
import { gridLine, cellLines, type SizedColumn, type Margin } from './grid.ts'
import { blanks, textWidth, oneLine } from './lines.ts'
import type { PrintedItem } from './rows.ts'

/**
 * If all columns have a share, distributes the width in that proportion (C-29). Else narrows the widest column, down to its header, until
 * the table fits, and gives unused width to the columns that stretch. How 6.x distributes the width is not recorded, except that values end
 * in `...` (C-29) and NAME takes the rest in /interface ethernet.
 */
export function fixedWidths(grids: readonly SizedColumn[], margin: number, width: number): readonly SizedColumn[] {
  const sized = [...grids]
  const room = width - 1 - margin - Math.max(0, grids.length - 1)
  const shares = grids.map(({ column }) => column.share ?? 0)
  const whole = shares.reduce((all, share) => all + share, 0)
  if (Number.isFinite(room) && shares.every((share) => share > 0))
    return grids.map((grid, at) => ({ ...grid, width: Math.max(Math.floor((room * (shares[at] ?? 0)) / whole), least(grid)) }))
  for (let over = sum(sized) - room; over > 0; over = sum(sized) - room) {
    const at = widestAboveHeader(sized)
    if (at === undefined) return sized
    const grid = sized[at]!
    sized[at] = { ...grid, width: Math.max(least(grid), grid.width - over) }
  }
  return stretched(sized, room - sum(sized))
}

function stretched(grids: readonly SizedColumn[], spare: number): readonly SizedColumn[] {
  const takers = grids.filter(({ column }) => column.stretch === true).length
  if (takers === 0 || !Number.isFinite(spare)) return grids
  const share = Math.floor(spare / takers)
  return grids.map((grid) => (grid.column.stretch === true ? { ...grid, width: grid.width + share } : grid))
}

const sum = (grids: readonly SizedColumn[]): number => grids.reduce((all, { width }) => all + width, 0)

const least = ({ header }: SizedColumn): number => Math.max(header.length, 4)

function widestAboveHeader(grids: readonly SizedColumn[]): number | undefined {
  const widths = grids.map((grid) => (grid.width > least(grid) ? grid.width : 0))
  const most = Math.max(0, ...widths)
  return most === 0 ? undefined : widths.indexOf(most)
}

/** Prints header and rows. A comment takes a row's first line, the cells follow below (/ip dhcp-server lease keeps this form in 7.23.1). */
export function fixedLines(items: readonly PrintedItem[], grids: readonly SizedColumn[], margin: Margin): string[] {
  const indent = blanks(margin.width)
  return [
    gridLine(margin.header, grids, gap, ({ header }) => header),
    ...items.flatMap((item, at) => {
      const before = margin.texts[at] ?? ''
      const comments = item.comments.map((comment, line) => `${line === 0 ? before : indent};;; ${oneLine(comment)}`)
      return [...comments, ...cellLines(comments.length > 0 ? indent : before, grids, at, gap, shortened)]
    }),
  ]
}

const gap = ' '

const shortened = (text: string, { width }: SizedColumn): string => (textWidth(text) > width ? `${text.slice(0, width - 3)}...` : text)
