// Owns the layout of `export`: header, sections, and line breaks.
import { formatDateTime } from '../value/date.ts'
import { eachUnit, exportValue } from './quote.ts'
import { blanks, lines } from './lines.ts'
import type { PrintStyle } from './style.ts'

/** One command of an export. An undefined value was unset and is written `!name`; `true` is a flag without a value (`fib`). */
export interface ExportLine {
  readonly verb: 'add' | 'set' | 'remove' | 'move'
  /** The text behind the verb: `[ find default-name=ether1 ]`, `telnet`, `*2`. */
  readonly selector?: string
  readonly values: readonly (readonly [name: string, value: string | true | undefined])[]
  /** Comment lines above the command, without `#`: `managed by CAPsMAN`. */
  readonly remarks?: readonly string[]
}

/** A menu of an export. A section without lines is omitted. */
export interface ExportSection {
  /** Separated by blanks or slashes. Printed with blanks, as in exports up to 7.24. */
  readonly path: string
  readonly lines: readonly ExportLine[]
}

/** The facts in the first lines of an export. */
export interface ExportHeader {
  /** The device's local time, in nanoseconds since 1970-01-01. */
  readonly now: bigint
  readonly release: string
  /** Only set for boards. */
  readonly model?: string
  readonly serialNumber?: string
}

/** The comment lines at the top of an export. */
export function exportHeader({ now, release, model, serialNumber }: ExportHeader, style: PrintStyle): string {
  return lines([
    `# ${formatDateTime(now, style.dates)} by RouterOS ${release}`,
    // The number is that of a licence, and offbox has none. The line ends in a blank, as on a CHR without a licence.
    `# ${model === undefined ? style.export.machine : 'software id'} = `,
    '#',
    ...(model === undefined ? [] : [`# model = ${model}`]),
    ...(serialNumber === undefined ? [] : [`# serial number = ${serialNumber}`]),
  ])
}

/** Returns the text of sections, each under its menu path. `width`: 80 for a file, else the terminal width. */
export function printExport(sections: readonly ExportSection[], style: PrintStyle, width: number): string {
  return lines(
    sections
      .filter((section) => section.lines.length > 0)
      .flatMap((section) => [pathOf(section), ...section.lines.flatMap((line) => commandLines('', line, style, width))]),
  )
}

/** Returns the text of `export terse`: every line starts with the path and is broken only at line ends inside values. */
export function printTerseExport(sections: readonly ExportSection[], style: PrintStyle): string {
  return lines(sections.flatMap((section) => section.lines.flatMap((line) => commandLines(`${pathOf(section)} `, line, style, Infinity))))
}

const pathOf = ({ path }: ExportSection): string => `/${path.replace(/^\//, '').replaceAll('/', ' ')}`

function commandLines(before: string, { verb, selector, values, remarks = [] }: ExportLine, style: PrintStyle, width: number): string[] {
  const command = new Command(`${before}${verb}${selector === undefined ? '' : ` ${selector}`}`, style, width)
  for (const [name, value] of values) command.add(name, value)
  return [...remarks.map((remark) => `# ${remark}`), ...command.lines]
}

const indent = 4

/**
 * A command, broken into lines as devices do. At 80 columns no argument ends beyond column 77: `network=10.255.0.24` that would end at 78
 * goes to a new line, `security-profile=Client` that ends at 77 stays (exports of 7.16 and 7.16.2). Quoted text reaches column 78.
 */
class Command {
  readonly lines: string[]
  readonly #style: PrintStyle
  readonly #limit: number

  constructor(start: string, style: PrintStyle, width: number) {
    this.lines = [start]
    this.#style = style
    this.#limit = width - 3
  }

  add(name: string, value: string | true | undefined): void {
    if (value === undefined) this.#word(`!${name}`)
    else if (value === true) this.#word(name)
    else if (this.#isLong(value)) this.#long(name, value)
    else this.#short(name, exportValue(value, this.#style))
  }

  /** Whether a value is broken inside its quotes: it has line ends, or is too long for one line. */
  #isLong(value: string): boolean {
    if (value.includes('\n')) return true
    // Each byte takes at least one column.
    return indent + value.length > this.#limit || indent + exportValue(value, this.#style).length > this.#limit
  }

  #word(word: string): void {
    if (!this.#fits(` ${word}`)) this.#break(' ')
    this.#append(word)
  }

  /** Adds a value. If it does not fit, it goes to the next line, after `name=` if that fits, else with its name. */
  #short(name: string, value: string): void {
    const word = `${name}=${value}`
    if (!this.#fits(` ${word}`) && !this.#fits(` ${name}=`)) this.#break(' ')
    if (this.#fits(` ${word}`) || (this.#isFresh && this.#fits(word))) return this.#append(word)
    this.#append(`${name}=`)
    this.#break('')
    this.#append(value)
  }

  #long(name: string, value: string): void {
    this.#word(`${name}="`)
    let fresh = false
    const write = (unit: string): void => {
      // A line end in the text ends the line. A blank at the start of a line would be skipped when read, so it is escaped.
      if (unit === '\\n' || this.#column + unit.length > this.#limit + 1) {
        this.#break('')
        fresh = true
      }
      this.#current += fresh && unit === ' ' ? '\\_' : unit
      fresh = false
    }
    eachUnit(value, this.#style, write)
    write('"')
  }

  get #current(): string {
    return this.lines.at(-1) ?? ''
  }

  set #current(text: string) {
    this.lines[this.lines.length - 1] = text
  }

  get #column(): number {
    return this.#current.length
  }

  get #isFresh(): boolean {
    return this.lines.length > 1 && this.#column === indent
  }

  #fits(text: string): boolean {
    return this.#column + text.length <= this.#limit
  }

  #append(text: string): void {
    this.#current += this.#isFresh ? text : ` ${text}`
  }

  #break(before: string): void {
    this.#current += `${before}\\`
    this.lines.push(blanks(indent))
  }
}
