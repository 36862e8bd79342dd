// Owns the rendering of the editor on a terminal: rows with colours, the cursor position, and the bytes that draw them. Pure functions.
import { unfinished } from '../syntax/brackets.ts'
import { visibleLine } from '../text/visible.ts'
import type { EditorState } from './editor.ts'

/** A coloured range of the entry (UTF-16 units); `colour` is an SGR number (ECMA-48). */
export interface Coloured {
  readonly from: number
  readonly to: number
  readonly colour: number
}

/** A rendered editor: coloured terminal rows, none wider than the terminal, and the cursor position. */
export interface ScreenFrame {
  readonly rows: readonly string[]
  readonly row: number
  readonly column: number
  /** The columns of each row. */
  readonly widths: readonly number[]
}

/** The frame of a screen on which nothing is drawn yet. */
export const nothingDrawn: ScreenFrame = { rows: [''], row: 0, column: 0, widths: [0] }

/** The context of the entry. */
export interface EntryContext {
  /** `[admin@MikroTik] > `. */
  readonly prompt: string
  readonly width: number
  readonly height: number
  readonly colours: readonly Coloured[]
  /** Shown for each character if the input is hidden. */
  readonly sign?: string | undefined
}

/** The columns of a character: 0 for combining characters, 2 for wide ones (Unicode, UAX #11: W and F). */
export function characterWidth(sign: string): number {
  if (/^[\p{M}\u200d\ufe0f]$/u.test(sign)) return 0
  return wide.test(sign) ? 2 : 1
}
const wide = new RegExp(
  '^[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff' +
    '\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1f64f}\\u{1f900}-\\u{1f9ff}\\u{20000}-\\u{3fffd}]$',
  'u',
)

const yellow = 33

/** The prompt before a line of the entry (from 0). */
function promptOf(editor: EditorState, { prompt }: Pick<EntryContext, 'prompt'>, line: number): readonly [text: string, colour: number][] {
  const lines = editor.entry.text.split('\n')
  const { search } = editor
  if (line === 0 && search !== undefined) return [[`search "${search.wanted}": `, 0]]
  if (lines.length > 1 && editor.recalled) return [[`line ${line + 1} of ${lines.length}> `, 0]]
  if (line > 0) return [[`${unfinished(`${lines.slice(0, line).join('\n')}`)}... `, 0]]
  if (!editor.hotLock) return [[prompt, 0]]
  return [
    [prompt.trimEnd(), 0],
    ['>', yellow],
    [' ', 0],
  ]
}

/** Rows that wrap like a terminal: a character that does not fit goes to the next row. */
class Rows {
  readonly #width: number
  readonly rows: string[] = ['']
  readonly widths: number[] = [0]
  #colour = 0

  constructor(width: number) {
    this.#width = Math.max(1, width)
  }

  get row(): number {
    return this.rows.length - 1
  }

  get column(): number {
    return this.widths[this.row] ?? 0
  }

  /** Makes a new row. */
  open(): void {
    this.paint(0)
    this.rows.push('')
    this.widths.push(0)
  }

  paint(colour: number): void {
    if (colour === this.#colour) return
    this.#colour = colour
    this.rows[this.row] += colour === 0 ? '\x1b[m' : `\x1b[${colour}m`
  }

  put(sign: string, columns: number): void {
    const colour = this.#colour
    if (this.column + columns > this.#width) {
      this.open()
      this.paint(colour)
    }
    this.rows[this.row] += sign
    this.widths[this.row] = this.column + columns
    // The cursor is never left behind the last column.
    if (this.column >= this.#width) {
      this.open()
      this.paint(colour)
    }
  }
}

/** Renders the editor. Control characters are made visible. */
export function frameOf(editor: EditorState, surroundings: EntryContext): ScreenFrame {
  const { width, height, colours, sign: hidden } = surroundings
  const rows = new Rows(width)
  const { text, at } = editor.entry
  let cursor = { row: 0, column: 0 }
  let line = 0
  let stretch = 0
  const prompt = (): void => {
    for (const [words, colour] of promptOf(editor, surroundings, line)) {
      rows.paint(colour)
      for (const sign of visibleLine(words)) rows.put(sign, characterWidth(sign))
    }
    rows.paint(0)
  }
  prompt()
  for (let offset = 0; offset <= text.length;) {
    if (offset === at) cursor = { row: rows.row, column: rows.column }
    if (offset === text.length) break
    const sign = String.fromCodePoint(text.codePointAt(offset) ?? 0)
    if (sign === '\n') {
      rows.open()
      line += 1
      prompt()
    } else {
      while ((colours[stretch]?.to ?? Infinity) <= offset) stretch += 1
      const colour = colours[stretch]
      rows.paint(colour !== undefined && colour.from <= offset ? colour.colour : 0)
      const shown = hidden ?? visibleLine(sign)
      for (const one of shown) rows.put(one, characterWidth(one))
    }
    offset += sign.length
  }
  rows.paint(0)
  return within({ rows: rows.rows, widths: rows.widths, ...cursor }, height)
}

/** The rows around the cursor if there are more than the terminal has. */
function within(frame: ScreenFrame, height: number): ScreenFrame {
  const { rows, widths, row, column } = frame
  if (rows.length <= height) return frame
  const from = Math.max(0, Math.min(row - Math.floor(height / 2), rows.length - height))
  return { rows: rows.slice(from, from + height), widths: widths.slice(from, from + height), row: row - from, column }
}

/** Moves the cursor from its place in a frame to the first column of the first row. */
const toTop = ({ row }: ScreenFrame): string => (row > 0 ? `\x1b[${row}A\r` : '\r')

/** The bytes that replace one frame, with the cursor at its place, by another. */
export function redraw(before: ScreenFrame, frame: ScreenFrame): string {
  const { rows, row, column } = frame
  const same = rows.length === before.rows.length && rows.every((text, at) => text === before.rows[at])
  // Erased first: behind a full row the cursor stays on its last character, which erasing would delete.
  const text = same ? '' : `${toTop(before)}\x1b[J${rows.join('\r\n')}`
  const from = same ? before.row : rows.length - 1
  const up = from - row
  const move = up > 0 ? `\x1b[${up}A` : up < 0 ? `\x1b[${-up}B` : ''
  if (same && up === 0 && column === before.column) return ''
  // The last drawn byte is at the cursor: programs that wait for a prompt with nothing behind it (expect, ansible) recognise it.
  if (!same && up === 0 && column === frame.widths.at(-1)) return text
  return `${text}${move}\r${column > 0 ? `\x1b[${column}C` : ''}`
}

/** The bytes that keep a frame on the screen and start a new row below it. */
export function keepFrame({ rows, row }: ScreenFrame): string {
  const down = rows.length - 1 - row
  return `${down > 0 ? `\x1b[${down}B` : ''}\r\n`
}

/** The frame as a terminal of another width wraps it, with the cursor's new distance from the top. */
export function rewrapped(frame: ScreenFrame, width: number): ScreenFrame {
  const heights = frame.widths.map((columns) => Math.max(1, Math.ceil(columns / Math.max(1, width))))
  const above = heights.slice(0, frame.row).reduce((sum, one) => sum + one, 0)
  return { ...frame, rows: [], row: above + Math.floor(frame.column / Math.max(1, width)) }
}
