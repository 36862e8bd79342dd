// Owns the formatter: one statement per line, blocks indented, comments kept, expressions unchanged.
import type { Source, Span } from '../text/source.ts'
import type { Head } from './head.ts'
import type { Body, GivenArgument, Invocation, Script, Statement } from './tree.ts'

/** The style of formatted scripts. */
export interface FormatStyle {
  /** The indent of one block level (default: two blanks). */
  readonly indent?: string
  /** How words of paths are joined: `/ip/address/add`, `/ip address add`, or unchanged (default). */
  readonly paths?: 'written' | 'slashes' | 'spaces'
  /** Whether a `;` behind a statement is dropped (default) or kept. */
  readonly semicolons?: 'drop' | 'keep'
  /** Longer commands are broken between their arguments; undefined: never. */
  readonly width?: number
}

/** The separator of path words, by style. */
const joins = { written: undefined, slashes: '/', spaces: ' ' } as const

/**
 * Returns the formatted text of a script, which ends in one line end; '' for an empty script. Formatting is idempotent and preserves the
 * meaning. `source` is the text from which the script was parsed.
 */
export function formatScript(script: Script, source: Source, style: FormatStyle = {}): string {
  const formatter = new Formatter(source.text, script.comments, style)
  const lines = formatter.lines(script.body, '')
  // A stray `}` ends a script: the unparsed text behind it is kept.
  const rest = source.text.slice(script.body.to).replace(/\s+$/, '')
  return [...lines, ...(rest === '' ? [] : [rest])].map((line) => `${line}\n`).join('')
}

/** The number of columns of a text (bytes) on one line: a character of UTF-8 is one column. */
const columnsOf = (text: string): number => text.length - (text.match(/[\x80-\xbf]/g)?.length ?? 0)

/** The column behind a text that starts at a column. */
function columnBehind(text: string, column: number): number {
  const lineEnd = text.lastIndexOf('\n')
  return columnsOf(text.slice(lineEnd + 1)) + (lineEnd === -1 ? column : 0)
}

/** Writes the statements of one script. It visits them in the order of the text, and writes each comment once. */
class Formatter {
  readonly #text: string
  readonly #comments: readonly Span[]
  /** The first comment not yet written: gaps are visited in the order of the text. */
  #next = 0
  readonly #indent: string
  readonly #join: string | undefined
  readonly #keepsSemicolons: boolean
  readonly #width: number

  constructor(
    text: string,
    comments: readonly Span[],
    { indent = '  ', paths = 'written', semicolons = 'drop', width = Infinity }: FormatStyle,
  ) {
    this.#text = text
    this.#comments = comments
    this.#indent = indent
    this.#join = joins[paths]
    this.#keepsSemicolons = semicolons === 'keep'
    this.#width = width
  }

  /** The lines of a body at an indent. */
  lines(body: Body, indent: string): string[] {
    const lines: string[] = []
    let at = body.from
    for (const statement of body.statements) {
      const blank = this.#gap(lines, at, startOf(statement), indent)
      if (blank) lines.push('')
      const semicolon = this.#keepsSemicolons && /^[ \t]*;/.test(this.#text.slice(statement.to, body.to)) ? ';' : ''
      lines.push(indent + this.#statement(statement, indent) + semicolon)
      at = statement.to
    }
    this.#gap(lines, at, body.to, indent)
    return lines
  }

  /** Adds the comments between statements; returns whether a blank line comes next. A comment behind `;` stays on its statement's line. */
  #gap(lines: string[], from: number, to: number, indent: string): boolean {
    let at = from
    for (const comment of this.#commentsIn(from, to)) {
      const text = this.#written(comment.from, comment.to)
      if (at === from && !this.#text.slice(from, comment.from).includes('\n')) {
        if (lines.length > 0) lines[lines.length - 1] += `${lines.at(-1)?.endsWith(';') === true ? '' : ';'} ${text}`
        else lines.push(indent + text)
      } else {
        if (this.#hasBlankLine(at, comment.from) && lines.length > 0) lines.push('')
        lines.push(indent + text)
      }
      at = comment.to
    }
    return this.#hasBlankLine(at, to) && lines.length > 0
  }

  /** Whether the text between two nodes has a blank line. */
  #hasBlankLine(from: number, to: number): boolean {
    const first = this.#text.indexOf('\n', from)
    if (first === -1 || first >= to) return false
    const second = this.#text.indexOf('\n', first + 1)
    return second !== -1 && second < to
  }

  /** The comments that start in a range. */
  #commentsIn(from: number, to: number): readonly Span[] {
    const all = this.#comments
    let first = this.#next
    while (first < all.length && all[first]!.from < from) first++
    let end = first
    while (end < all.length && all[end]!.from < to) end++
    this.#next = end
    return all.slice(first, end)
  }

  #statement(statement: Statement, indent: string): string {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement, indent)
      case 'scope':
        return this.#braces(statement.body, indent)
      case 'path':
        if (statement.body === undefined) return this.#path(statement.head)
        return (
          this.#path(statement.head) +
          this.#between(endOf(statement.head), statement.body.from - 1, indent) +
          this.#braces(statement.body, indent)
        )
      case 'call':
      case 'unknown':
        return this.#written(startOf(statement), statement.to)
    }
  }

  #invocation(invocation: Invocation, indent: string): string {
    const { head } = invocation
    // Arguments of an unknown parameter are not bound, so the formatter would drop them.
    if (invocation.late !== undefined) return this.#written(head.from, invocation.to)
    let text = this.#path(head)
    let column = columnBehind(text, indent.length)
    let at = endOf(head)
    for (const given of invocation.given) {
      const between = this.#between(at, given.from, indent)
      const written = this.#given(given, indent)
      const piece = (between === ' ' && this.#isTooWide(column, written) ? this.#break(indent) : between) + written
      text += piece
      column = columnBehind(piece, column)
      at = given.to
    }
    return text
  }

  /** Whether an argument would exceed the width on a line that it does not start. An argument that opens a block is never moved. */
  #isTooWide(column: number, written: string): boolean {
    const [first = ''] = written.split('\n', 1)
    return column + 1 + columnsOf(first) > this.#width && !first.endsWith('{')
  }

  /** A continued line end, with the indent of the next line. */
  #break(indent: string): string {
    return ` \\\n${indent}${this.#indent}${this.#indent}`
  }

  /** The separator between a path and its first argument or block, or of two arguments: a blank, or the author's line break. */
  #between(from: number, to: number, indent: string): string {
    const gap = this.#text.slice(from, to)
    if (!gap.includes('\n')) return ' '
    return this.#commentsIn(from, to).length > 0 ? gap : this.#break(indent)
  }

  #given({ from, to, value }: GivenArgument, indent: string): string {
    if (value?.kind !== 'block') return this.#written(from, to)
    return this.#text.slice(from, value.from) + this.#braces(value.body, indent)
  }

  /** A body in braces. A single statement that was written on one line stays on that line. */
  #braces(body: Body, indent: string): string {
    const inside = this.#text.slice(body.from, body.to)
    if (inside.trim() === '') return '{}'
    const lines = this.lines(body, indent + this.#indent)
    const [only] = lines
    const isShort = only !== undefined && !only.includes('\n') && columnsOf(only) + 4 <= this.#width
    if (!inside.includes('\n') && body.statements.length === 1 && isShort) return `{ ${only.trim()} }`
    return `{\n${lines.join('\n')}\n${indent}}`
  }

  /** A path with its words joined by the style. A path with anything else in it (a line break, a comment) stays unchanged. */
  #path(head: Head): string {
    const { from, sign, words } = head
    const join = this.#join
    const isPlain = words.every((word, at) => this.#isPlain(words[at - 1]?.to ?? from + sign.length, word, at))
    if (join === undefined || sign === ':' || !isPlain) return this.#written(from, endOf(head))
    return sign + words.map((word) => this.#text.slice(word.from, word.to)).join(join)
  }

  /** Whether a word of a path is on the same line as the previous word, and the first one directly behind the sign. */
  #isPlain(before: number, { from, to }: Span, at: number): boolean {
    const gap = this.#text.slice(before, from)
    return (at === 0 ? gap === '' : /^[ \t]*\/?[ \t]*$/.test(gap)) && !this.#text.slice(from, to).includes('\\')
  }

  /** The source text, trimmed. */
  #written(from: number, to: number): string {
    return this.#text.slice(from, to).trim()
  }
}

/** The start of a statement, including its `:` or `/`. */
const startOf = (statement: Statement): number =>
  statement.kind === 'invocation' || statement.kind === 'unknown' || statement.kind === 'path' ? statement.head.from : statement.from

/** The end of the path that starts a statement: behind its last word, or behind a lone `/`. */
const endOf = ({ from, sign, words }: Head): number => words.at(-1)?.to ?? from + sign.length
