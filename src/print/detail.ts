// Owns the layout of `print detail`: each row as `name=value` words, wrapped at the terminal width.
import { detailLegend } from './legend.ts'
import { blanks, lines, oneLine } from './lines.ts'
import { detailQuoted } from './quote.ts'
import { flagCells, type FlagColumn, type PrintedItem, type PrintedValue } from './rows.ts'
import type { PrintStyle } from './style.ts'

/** How rows are printed with `detail`. */
export interface DetailOptions {
  readonly style: PrintStyle
  readonly flags: readonly FlagColumn[]
  /** Columns of the terminal; Infinity if there is none. */
  readonly width: number
  readonly showIds?: boolean
  /** Whether rows are lines of text: they begin after one blank, and later lines after three (`/log print detail` of 7.x). */
  readonly isText?: boolean
}

/** Returns the legend and the rows, separated by empty lines. Without rows only the legend (C-80: /system script of 7.23.1). */
export function printDetail(items: readonly PrintedItem[], options: DetailOptions): string {
  const { style, flags, width } = options
  const body = items.flatMap((item, at) => [...(at > 0 ? [''] : []), ...itemDetailLines(item, options)])
  const closing = style.detail.closingLine && items.length > 0 ? [''] : []
  return lines([...detailLegend(flags, style, width), ...body, ...closing])
}

/**
 * The lines of a row: number in two columns, all flags, comments on lines of their own, then the values. Later lines are indented to the
 * first value.
 */
function itemDetailLines(item: PrintedItem, { style, flags, width, showIds = false, isText = false }: DetailOptions): string[] {
  const label = showIds ? item.id.padEnd(2) : String(item.number ?? '').padStart(2)
  const margin = `${label} ${flags.length > 0 ? `${flagCells(flags, item)} ` : ''}`
  const prefix = isText && !showIds ? ' ' : margin
  const indent = style.detail.indent === 'values' ? margin.length : style.detail.indent
  // ;;; on the line of the number, the values below it: details of 6.x and 7.x in ntc-templates.
  const comments = item.comments.map((comment) => `;;; ${oneLine(comment)}`)
  const values = new Paragraph(comments.length > 0 ? blanks(indent) : prefix, indent, width, style.detail.free)
  for (const value of item.values) values.add(value)
  const above = comments.map((comment, at) => (at === 0 ? prefix : blanks(indent)) + comment)
  return above.length > 0 && item.values.length === 0 ? above : [...above, ...values.lines()]
}

/**
 * Wraps the words of one row. Each word is followed by a blank, also at the end of a line (C-20). The last columns of the terminal
 * (`detail.free` of the style) are not used.
 */
class Paragraph {
  readonly #done: string[] = []
  readonly #indent: number
  readonly #width: number
  readonly #free: number
  #line: string
  #empty = true

  constructor(first: string, indent: number, width: number, free: number) {
    this.#line = first
    this.#indent = indent
    this.#width = width
    this.#free = free
  }

  add(value: PrintedValue): void {
    const word = wordOf(value)
    if (isBlock(value)) this.#block(value.name, value.texts.join('\n'))
    else if (this.#fits(this.#line.length, word)) this.#put(`${word} `)
    else if (value.texts.length > 1 && value.quoted !== true && !this.#fits(this.#indent, word)) this.#list(value)
    else {
      if (!this.#empty) this.#break()
      this.#put(`${word} `)
    }
  }

  lines(): string[] {
    return this.#empty && this.#done.length > 0 ? this.#done : [...this.#done, this.#line]
  }

  #fits(from: number, word: string): boolean {
    return from + word.length <= this.#width - this.#free
  }

  #put(text: string): void {
    this.#line += text
    this.#empty = false
  }

  #break(indent = this.#indent): void {
    this.#done.push(this.#line)
    this.#line = blanks(indent)
    this.#empty = true
  }

  /**
   * Adds a list too long for one line: it starts on the current line, breaks after commas, continues indented by four columns, and the next
   * value starts a new line. Source: /user group of a 7.x on 82 columns, in study notes of 2023: there the comma after `web` passes the
   * last column.
   */
  #list({ name, texts }: PrintedValue): void {
    const first = `${name}=${texts[0]}`
    if (!this.#empty && this.#line.length + first.length > this.#width) this.#break()
    this.#put(first)
    for (const text of texts.slice(1)) {
      this.#put(',')
      if (this.#line.length + text.length > this.#width) this.#break(this.#indent + 4)
      this.#put(text)
    }
    this.#put(' ')
    this.#break()
  }

  /** Adds a script's source: its lines below the name, indented by two columns (/system script of 7.x, whose source has no quotes). */
  #block(name: string, text: string): void {
    if (!this.#empty && !this.#fits(this.#line.length, `${name}=`)) this.#break()
    this.#put(`${name}=`)
    for (const line of text.split(/\r?\n/)) {
      this.#break(this.#indent + 2)
      this.#put(line)
    }
    this.#break()
  }
}

const isBlock = ({ texts, quoted }: PrintedValue): boolean => quoted !== true && texts.some((text) => text.includes('\n'))

/** `name=value`. An empty value is `""` for every type: `akid=""` in C-20, `in-filter=""` beside `out-filter=bgp_out` in ntc-templates. */
function wordOf({ name, texts, quoted, verbatim }: PrintedValue): string {
  const text = texts.join(',')
  if (verbatim === true) return `${name}="${oneLine(text)}"`
  return `${name}=${quoted === true || text === '' ? detailQuoted(text) : text}`
}
