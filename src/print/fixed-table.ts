// Owns the layout of tables of 6.x and before: columns separated by one blank, values cut with `...`, comments on the number's line.
import { gridLine, cellLines, type SizedColumn, type Margin } from './grid.ts'
import { blanks, textWidth, oneLine } from './lines.ts'
import type { PrintedItem } from './rows.ts'

/**
 * Assigns widths to columns. If all columns have a share, the width is distributed in that proportion (C-29). Else the widest column is
 * narrowed, down to its header, until the table fits, and unused width goes to the columns that stretch. How 6.x distributes the width is
 * not recorded, except that values end in `...` (C-29) and that NAME takes the rest in /interface ethernet.
 */
export function fixedWidths(columns: readonly SizedColumn[], margin: number, width: number): readonly SizedColumn[] {
  const narrowed = [...columns]
  const room = width - 1 - margin - Math.max(0, columns.length - 1)
  const shares = columns.map(({ column }) => column.share ?? 0)
  const whole = shares.reduce((all, share) => all + share, 0)
  if (Number.isFinite(room) && shares.every((share) => share > 0))
    return columns.map((sized, at) => ({ ...sized, width: Math.max(Math.floor((room * (shares[at] ?? 0)) / whole), least(sized)) }))
  for (let over = sum(narrowed) - room; over > 0; over = sum(narrowed) - room) {
    const at = widestAboveHeader(narrowed)
    if (at === undefined) return narrowed
    const sized = narrowed[at]!
    narrowed[at] = { ...sized, width: Math.max(least(sized), sized.width - over) }
  }
  return stretched(narrowed, room - sum(narrowed))
}

function stretched(columns: readonly SizedColumn[], spare: number): readonly SizedColumn[] {
  const takers = columns.filter(({ column }) => column.stretch === true).length
  if (takers === 0 || !Number.isFinite(spare)) return columns
  const share = Math.floor(spare / takers)
  return columns.map((sized) => (sized.column.stretch === true ? { ...sized, width: sized.width + share } : sized))
}

const sum = (columns: readonly SizedColumn[]): number => columns.reduce((all, { width }) => all + width, 0)

const least = ({ header }: SizedColumn): number => Math.max(header.length, 4)

function widestAboveHeader(columns: readonly SizedColumn[]): number | undefined {
  const widths = columns.map((sized) => (sized.width > least(sized) ? sized.width : 0))
  const most = Math.max(0, ...widths)
  return most === 0 ? undefined : widths.indexOf(most)
}

/**
 * Returns the lines of header and rows. A comment is on the first line of its row, with the cells below (/ip dhcp-server lease has this
 * form in 7.23.1, too).
 */
export function fixedLines(items: readonly PrintedItem[], columns: readonly SizedColumn[], margin: Margin): string[] {
  const indent = blanks(margin.width)
  return [
    gridLine(margin.header, columns, gap, ({ header }) => header),
    ...items.flatMap((item, at) => {
      const before = margin.texts[at] ?? ''
      const comments = item.comments.map((comment, line) => `${line === 0 ? before : indent};;; ${oneLine(comment)}`)
      return [...comments, ...cellLines(comments.length > 0 ? indent : before, columns, at, gap, shortened)]
    }),
  ]
}

const gap = ' '

const shortened = (text: string, { width }: SizedColumn): string => (textWidth(text) > width ? `${text.slice(0, width - 3)}...` : text)
