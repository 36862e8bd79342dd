// Owns the layout of `print` for menus whose rows are lines of text (the log): values separated by blanks, without header and numbers.
import { lines, oneLine } from './lines.ts'
import type { PrintedItem } from './rows.ts'

/** How rows that are lines of text are printed. */
export interface RowLinesOptions {
  /** Whether rows are printed as they are added: those have no blank before them (the manual's log page of 2026-10, `follow-only`). */
  readonly follows: boolean
  readonly showIds: boolean
}

/**
 * Returns one line for each row, after one blank, of any length. Sources: the manual's log and Netwatch pages (7.2x), a capture of 7.6.
 * That `show-ids` puts the id first is inferred.
 */
export function printRowLines(items: readonly PrintedItem[], { follows, showIds }: RowLinesOptions): string {
  const line = ({ id, values }: PrintedItem): string => [...(showIds ? [id] : []), ...values.map(({ texts }) => texts.join(','))].join(' ')
  return lines(items.map((item) => oneLine(`${follows ? '' : ' '}${line(item)}`)))
}
