// Owns the layout of tables of 7.x: columns as wide as their values, separated by two blanks, with headers cut to the terminal width.
import { gridLine, cellLines, widest, type SizedColumn, type Margin } from './grid.ts'
import { oneLine, cellText } from './lines.ts'
import type { PrintedItem } from './rows.ts'

/**
 * Assigns widths to columns: cuts headers to the width of their values until the table fits, first the header that saves most, the later
 * one on a tie. If no header can be cut, the table remains too wide. The terminal's last column is not used, as in details. Evidence:
 * /interface bridge port of 7.23.1 cuts TRUSTED-DHCPV6 (saves 12), POINT-TO-POINT (10) and BPDU-GUARD (8), and keeps TRUSTED-RA and
 * FAST-LEAVE (8 too); C-21 cuts TRUST-STORE to `TRU`, /interface ACTUAL-MTU to `ACTUA` and keeps MAX-L2MTU.
 */
export function fittedWidths(columns: readonly SizedColumn[], margin: number, width: number): readonly SizedColumn[] {
  const fitted = [...columns]
  while (total(fitted, margin) >= width) {
    const at = mostGain(fitted)
    if (at === undefined) break
    fitted[at] = { ...fitted[at]!, width: least(fitted[at]!) }
  }
  return fitted
}

const total = (columns: readonly SizedColumn[], margin: number): number =>
  margin + columns.reduce((sum, { width }) => sum + width, 0) + gap.length * Math.max(0, columns.length - 1)

const least = ({ cells }: SizedColumn): number => Math.max(1, widest(cells))

/** The index of the column whose header saves most if it is cut; undefined if none can be cut. */
function mostGain(columns: readonly SizedColumn[]): number | undefined {
  const gains = columns.map((sized) => sized.width - least(sized))
  const most = Math.max(0, ...gains)
  return most === 0 ? undefined : gains.lastIndexOf(most)
}

/** Returns the lines of header and rows. Every line is padded to the full width (C-24, C-51); comments begin at the left edge. */
export function fittedLines(items: readonly PrintedItem[], columns: readonly SizedColumn[], margin: Margin): string[] {
  return [
    gridLine(margin.header, columns, gap, ({ header, width }) => header.slice(0, width)),
    ...items.flatMap((item, at) => [
      ...item.comments.map((comment) => `;;; ${cellText(oneLine(comment))}`),
      ...cellLines(margin.texts[at] ?? '', columns, at, gap, (text) => text),
    ]),
  ]
}

const gap = '  '
