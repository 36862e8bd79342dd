// Owns the legend of flags, which is above a listing.
import type { FlagColumn, PrintedFlag, PrintedItem } from './rows.ts'
import { usedColumns, usedFlags } from './rows.ts'
import type { LegendCase, PrintStyle } from './style.ts'
import { wrapped } from './lines.ts'

/**
 * The legend above a table, as lines; no line without flags. Fitted tables list only flags that some row has (C-21), other tables all
 * flags. A flag is listed even if another flag of its column hides it: www-ssl of C-55 shows X and is invalid, too.
 */
export function tableLegend(columns: readonly FlagColumn[], items: readonly PrintedItem[], style: PrintStyle, width: number): string[] {
  const { layout, legend, explains, separator } = style.table
  if (layout === 'fixed') return legendLines(columns, legend, separator, width)
  const listed = explains === 'used' ? usedFlags(columns, items) : usedColumns(columns, items).map((column) => lastNamed(column, items))
  return legendLines(listed, legend, separator, width).map((line) => line.trimEnd())
}

/** The flags of a column that some row has, without names, and always the column's last flag, with its name. */
const lastNamed = (column: FlagColumn, items: readonly PrintedItem[]): FlagColumn => [
  ...column.slice(0, -1).flatMap(({ letter }) => (items.some(({ flags }) => flags.has(letter)) ? [{ letter }] : [])),
  ...column.slice(-1),
]

/** The legend above details, as lines: all flags, with a blank at the end (C-20). */
export function detailLegend(columns: readonly FlagColumn[], style: PrintStyle, width: number): string[] {
  return legendLines(columns, style.detail.legend, style.detail.separator, width)
}

/**
 * The lines of a legend. Flags of one column are never split across lines: at 80 columns 7.22 breaks /certificate before `I - ISSUED,
 * R - REVOKED;` and `D - DYNAMIC`, and the CAPsMAN pages, made on 6.x, break before `A - authority, I - issued, R - revoked`.
 */
function legendLines(columns: readonly FlagColumn[], spelling: LegendCase, separator: string, width: number): string[] {
  if (columns.length === 0) return []
  const groups = columns.map((column, at) => `${explain(column, spelling)}${at < columns.length - 1 ? separator : ''} `)
  return wrapped([`Flags: ${groups[0]}`, ...groups.slice(1)], width, 0)
}

const explain = (column: FlagColumn, spelling: LegendCase): string => column.map((flag) => explainFlag(flag, spelling)).join(', ')

function explainFlag({ letter, name }: PrintedFlag, spelling: LegendCase): string {
  if (name === undefined) return letter
  return `${letter} - ${spelling === 'upper' ? name.toUpperCase() : name}`
}
