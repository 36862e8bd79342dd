// Owns the one form that scripts are brought into: one statement a line, blocks indented, comments kept, expressions as written.
import type { Source } from '../text/source.ts'
import type { Body, Given, Invocation, Script, Statement } from './tree.ts'

export interface FormatStyle {
  /** What one level of blocks is indented by; two blanks by default. */
  readonly indent?: string
  /** How words of paths are joined: `/ip/address/add`, `/ip address add`, or each as it is written, which is the default. */
  readonly paths?: 'written' | 'slashes' | 'blanks'
}

/** What stands between the words of a path, by style. */
const joins = { written: undefined, slashes: '/', blanks: ' ' } as const

/**
 * The formatted text of a script, ending in one line end; an empty script is ''. Formatting it again changes nothing,
 * nor does it change the meaning.
 */
export function formatScript(script: Script, source: Source, { indent = '  ', paths = 'written' }: FormatStyle = {}): string {
  const formatter = new Formatter(source.text, indent, joins[paths])
  const lines = formatter.lines(script.body, '')
  // A stray `}` ends a script: what follows it was never read, and stays.
  const rest = source.text.slice(script.body.to).replace(/\s+$/, '')
  return [...lines, ...(rest === '' ? [] : [rest])].map((line) => `${line}\n`).join('')
}

/** How long the blank or continued line end before a place is; 0 where none is. */
function blankBefore(text: string, at: number): number {
  if (at > 2 && text.startsWith('\\\r\n', at - 3)) return 3
  if (at > 1 && text.startsWith('\\\n', at - 2)) return 2
  return at > 0 && ' \t'.includes(text[at - 1]!) ? 1 : 0
}

class Formatter {
  readonly #text: string
  readonly #indent: string
  readonly #join: string | undefined

  constructor(text: string, indent: string, join: string | undefined) {
    this.#text = text
    this.#indent = indent
    this.#join = join
  }

  /** The lines of a body at an indent. */
  lines(body: Body, indent: string): string[] {
    const lines: string[] = []
    let at = body.from
    for (const statement of body.statements) {
      const blank = this.#gap(lines, at, this.#start(statement), indent)
      if (blank) lines.push('')
      lines.push(indent + this.#statement(statement, indent))
      at = statement.to
    }
    this.#gap(lines, at, body.to, indent)
    return lines
  }

  /** Adds the comments between statements, and says whether a blank line comes next. A comment behind `;` stays on its statement's line. */
  #gap(lines: string[], from: number, to: number, indent: string): boolean {
    const [behind = '', ...below] = this.#text.slice(from, to).split('\n')
    const hash = behind.indexOf('#')
    if (hash !== -1) {
      const comment = behind.slice(hash).trimEnd()
      if (lines.length > 0) lines[lines.length - 1] += `; ${comment}`
      else lines.push(indent + comment)
    }
    let blank = false
    below.forEach((line, at) => {
      const text = line.replace(/^[\s;\\]+/, '').trimEnd()
      if (text.startsWith('#')) {
        if (blank) lines.push('')
        lines.push(indent + text)
        blank = false
      } else if (text === '' && at < below.length - 1) blank = lines.length > 0
    })
    return blank
  }

  /** Where a statement starts, its `:` or `/` included. */
  #start(statement: Statement): number {
    if (statement.kind !== 'invocation' && statement.kind !== 'unknown' && statement.kind !== 'path') return statement.from
    let at = statement.from
    // Blanks, and lines that go on, may stand between sign and word.
    for (let joined = blankBefore(this.#text, at); joined > 0; joined = blankBefore(this.#text, at)) at -= joined
    return at > 0 && ':/'.includes(this.#text[at - 1]!) ? at - 1 : statement.from
  }

  #statement(statement: Statement, indent: string): string {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement, indent)
      case 'scope':
        return this.#braces(statement.body, indent)
      case 'path':
        if (statement.body === undefined) return this.#path(this.#start(statement), statement.to)
        return `${this.#path(this.#start(statement), statement.body.from - 1)} ${this.#braces(statement.body, indent)}`
      case 'call':
      case 'unknown':
        return this.#written(this.#start(statement), statement.to)
    }
  }

  #invocation(invocation: Invocation, indent: string): string {
    const [first] = invocation.given
    const start = this.#start(invocation)
    // What came with an unknown parameter is bound to nothing: it would be lost.
    if (invocation.late !== undefined) return this.#written(start, invocation.to)
    const from = first?.from ?? invocation.to
    let text = this.#path(start, from)
    let at = from
    for (const given of invocation.given) {
      text += this.#between(at, given.from, indent) + this.#given(given, indent)
      at = given.to
    }
    return text
  }

  /** What separates two arguments: a blank, or the line break that the author put there. */
  #between(from: number, to: number, indent: string): string {
    const gap = this.#text.slice(from, to)
    if (!gap.includes('\n')) return ' '
    return gap.includes('#') ? gap : ` \\\n${indent}${this.#indent}${this.#indent}`
  }

  #given({ from, to, value }: Given, indent: string): string {
    if (value?.kind !== 'block') return this.#written(from, to)
    return this.#text.slice(from, value.from) + this.#braces(value.body, indent)
  }

  /** One statement that stands on one line stays there. */
  #braces(body: Body, indent: string): string {
    const inside = this.#text.slice(body.from, body.to)
    if (inside.trim() === '') return '{}'
    const lines = this.lines(body, indent + this.#indent)
    const [only] = lines
    if (!inside.includes('\n') && body.statements.length === 1 && only !== undefined && !only.includes('\n')) return `{ ${only.trim()} }`
    return `{\n${lines.join('\n')}\n${indent}}`
  }

  /** The words of a path. One that holds more than words and what joins them (a line break, a comment) stays as written. */
  #path(from: number, to: number): string {
    const written = this.#written(from, to)
    if (this.#join === undefined || !/^\/?[\w.-]+([ \t]*\/[ \t]*[\w.-]+|[ \t]+[\w.-]+)*$/.test(written)) return written
    const words = written.split(/[\s/]+/)
    return (written.startsWith('/') ? '/' : '') + words.filter((word) => word !== '').join(this.#join)
  }

  /** Text as written, without blanks around it. */
  #written(from: number, to: number): string {
    return this.#text.slice(from, to).trim()
  }
}
