// Owns findings and places as people, editors and services count them: decoded text, UTF-16 units, 1-based lines and columns.
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import type { Diagnostic, Severity } from './diagnostic.ts'

/** A 1-based line and a 1-based column in UTF-16 units of the decoded line. A tab is one column. */
export interface CharacterPlace {
  readonly line: number
  readonly column: number
}

/** A finding in decoded text: every member counts and holds JavaScript characters (UTF-16 units), none bytes. */
export interface DecodedDiagnostic extends CharacterPlace {
  readonly severity: Severity
  /** Of offbox, in kebab-case: `bad-command-name`. */
  readonly code: string
  readonly message: string
  /** What would be right, where that is known. */
  readonly help?: string
  /** What the code stands in that the finding is about, where that is a string: `source of /system/script/add`. */
  readonly within?: string
  /** The stretch of the text, half-open, counted from 0: `text.slice(from, to)`. */
  readonly from: number
  readonly to: number
}

const ascii = /^[\x00-\x7f]*$/

/** Turns byte offsets of a source into characters of its text. */
export class Characters {
  readonly #source: Source
  readonly #isAscii: boolean
  /** Where each line starts in characters. */
  #starts: readonly number[] | undefined

  constructor(source: Source) {
    this.#source = source
    this.#isAscii = ascii.test(source.text)
  }

  /** The place of the character that holds the byte at `offset`. */
  placeAt(offset: number): CharacterPlace {
    const { line, before } = this.#within(offset)
    return { line, column: before + 1 }
  }

  /** The offset, in characters from the start of the text, of the character that holds the byte at `offset`. */
  offsetAt(offset: number): number {
    if (this.#isAscii) return offset
    const { line, before } = this.#within(offset)
    this.#starts ??= startsOf(this.#source)
    return (this.#starts[line - 1] ?? 0) + before
  }

  /** The finding in characters. An end inside a character is the end of that character. */
  decoded({ severity, code, message, help, within, from, to }: Diagnostic): DecodedDiagnostic {
    return {
      severity,
      code,
      message: fromBytes(message),
      ...(help === undefined ? {} : { help: fromBytes(help) }),
      ...(within === undefined ? {} : { within: fromBytes(within) }),
      from: this.offsetAt(from),
      to: this.offsetAt(this.#endOf(Math.max(from, to))),
      ...this.placeAt(from),
    }
  }

  /** The place behind the character that holds the last byte before `offset`. */
  endAt(offset: number): CharacterPlace {
    return this.placeAt(this.#endOf(offset))
  }

  /** The line of a byte, and how many characters of that line are before the one that holds it. */
  #within(offset: number): { readonly line: number; readonly before: number } {
    const { text } = this.#source
    const line = this.#source.lineAt(offset)
    const start = this.#source.lineStart(line)
    if (this.#isAscii) return { line, before: offset - start }
    let at = offset
    while (at > start && offset - at < longest && isContinuation(text, at)) at--
    return { line, before: fromBytes(text.slice(start, at)).length }
  }

  #endOf(offset: number): number {
    const { text } = this.#source
    let at = offset
    while (at < text.length && at - offset < longest && isContinuation(text, at)) at++
    return at
  }
}

/** The most bytes of a character of UTF-8 (RFC 3629, section 3) behind its first one. */
const longest = 3

/** Whether a byte goes on with a character of UTF-8 (RFC 3629, section 3: `10xxxxxx`). */
const isContinuation = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xc0) === 0x80

/** Where each line starts, in characters. */
function startsOf(source: Source): readonly number[] {
  const starts: number[] = []
  let before = 0
  for (let line = 1; line <= source.lines; line++) {
    starts.push(before)
    before += fromBytes(source.text.slice(source.lineStart(line), source.lineStart(line + 1))).length
  }
  return starts
}
