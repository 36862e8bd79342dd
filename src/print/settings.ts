// Owns the layout of `name: value` blocks: settings, counters, progress, and value lists of rows.
import { blanks, textWidth, alignLeft, lines, maximum, oneLine } from './lines.ts'
import type { PrintedItem, PrintedValue } from './rows.ts'
import { valueOf } from './rows.ts'
import type { PrintStyle } from './style.ts'

/**
 * Returns the text of settings: one value per line, names right-aligned to the colon, with two blanks before the longest name; further
 * values of a setting are below its first (C-56, C-66). The device's comments come first, indented by the width of the longest name
 * (/interface pptp-server server, 7.23.1).
 */
export function printSettings(values: readonly PrintedValue[], style: PrintStyle, comments: readonly string[] = []): string {
  const nameWidth = maximum(values.map(({ name }) => name.length))
  const above = comments.map((comment) => `${blanks(nameWidth)};;; ${oneLine(comment)}`)
  return lines([...above, ...block(values, style)])
}

/** Returns the text of a command's counters (C-05), followed by an empty line except in 2.x. */
export function printCounters(counters: readonly (readonly [name: string, count: number])[], style: PrintStyle): string {
  const values = counters.map(([name, count]) => ({ name, texts: [String(count)] }))
  return lines([...block(values, style), ...(style.settings.closesCounters ? [''] : [])])
}

/** Returns the text of the last state of a command that shows progress, followed by an empty line (C-02). */
export const printProgress = (state: string): string => lines([`  progress: ${state}`, ''])

/**
 * Returns the text of `print value-list`: a line for each property and a column for each row, as many as fit the terminal; the next rows
 * follow after an empty line. No recording has the blanks of this form, so the layout is inferred from that of settings.
 */
export function printValueList(items: readonly PrintedItem[], width: number): string {
  const names = [...new Set(items.flatMap(({ values }) => values.map(({ name }) => name)))]
  const nameWidth = 2 + maximum(names.map((name) => name.length))
  const texts = items.map((item) => names.map((name) => oneLine(valueOf(item, name)?.texts.join(',') ?? '')))
  const widths = texts.map((column) => maximum(column.map(textWidth)))
  const groups = grouped(widths, width - nameWidth - 2)
  const cell = (at: number, row: number): string => alignLeft(texts[at]?.[row] ?? '', widths[at] ?? 0)
  const group = (members: readonly number[]): string[] =>
    names.map((name, row) => `${name.padStart(nameWidth)}: ${members.map((at) => cell(at, row)).join('  ')}`)
  return lines(groups.flatMap((members, at) => [...(at > 0 ? [''] : []), ...group(members)]))
}

/**
 * Groups columns that fit side by side within `room`, in order; returns their indexes. A column wider than `room` is a group of its own.
 */
function grouped(widths: readonly number[], room: number): readonly (readonly number[])[] {
  const groups: number[][] = []
  let used = 0
  widths.forEach((width, at) => {
    const current = groups.at(-1)
    used += width + 2
    if (current !== undefined && used - 2 < room) current.push(at)
    else {
      groups.push([at])
      used = width + 2
    }
  })
  return groups
}

/** The lines of settings or counters. */
function block(values: readonly PrintedValue[], style: PrintStyle): string[] {
  const { names, padsValues } = style.settings
  const rows = values.map(({ name, texts }) => ({ name, texts: texts.length > 0 ? texts.flatMap((text) => text.split(/\r?\n/)) : [''] }))
  const nameWidth = 2 + maximum(values.map(({ name }) => name.length))
  const valueWidth = padsValues ? maximum(rows.flatMap(({ texts }) => texts.map(textWidth))) : 0
  return rows.flatMap(({ name, texts }) => {
    const label = names === 'right' ? name.padStart(nameWidth) : `  ${name}`
    return texts.map((text, at) => `${at === 0 ? `${label}: ` : blanks(label.length + 2)}${alignLeft(text, valueWidth)}`)
  })
}
