// Owns tables of 7.x: columns as wide as their values, separated by two blanks, with headers cut to the terminal width.
import { gridLine, cellLines, widest, type SizedColumn, type Margin } from './grid.ts'
import { oneLine, cellText } from './lines.ts'
import type { PrintedItem } from './rows.ts'

/**
 * Cuts headers to the width of their values until the table fits: first the header that saves most, the later one on a tie. Evidence:
 * /interface bridge port of 7.23.1 cuts TRUSTED-DHCPV6 (saves 12), POINT-TO-POINT (10) and BPDU-GUARD (8), and keeps TRUSTED-RA and
 * FAST-LEAVE (8 too); C-21 cuts TRUST-STORE to `TRU`, /interface ACTUAL-MTU to `ACTUA` and keeps MAX-L2MTU. If no header can be cut the
 * table stays too wide. The terminal's last column stays free, as in details.
 */
export function fittedWidths(grids: readonly SizedColumn[], margin: number, width: number): readonly SizedColumn[] {
  const sized = [...grids]
  while (total(sized, margin) >= width) {
    const at = mostGain(sized)
    if (at === undefined) break
    sized[at] = { ...sized[at]!, width: least(sized[at]!) }
  }
  return sized
}

const total = (grids: readonly SizedColumn[], margin: number): number =>
  margin + grids.reduce((sum, { width }) => sum + width, 0) + gap.length * Math.max(0, grids.length - 1)

const least = ({ cells }: SizedColumn): number => Math.max(1, widest(cells))

function mostGain(grids: readonly SizedColumn[]): number | undefined {
  const gains = grids.map((grid) => grid.width - least(grid))
  const most = Math.max(0, ...gains)
  return most === 0 ? undefined : gains.lastIndexOf(most)
}

/** Prints header and rows. Every line is padded to the full width (C-24, C-51); comments begin at the left edge. */
export function fittedLines(items: readonly PrintedItem[], grids: readonly SizedColumn[], margin: Margin): string[] {
  return [
    gridLine(margin.header, grids, gap, ({ header, width }) => header.slice(0, width)),
    ...items.flatMap((item, at) => [
      ...item.comments.map((comment) => `;;; ${cellText(oneLine(comment))}`),
      ...cellLines(margin.texts[at] ?? '', grids, at, gap, (text) => text),
    ]),
  ]
}

const gap = '  '
