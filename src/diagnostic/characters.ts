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
  /** How many characters are before each stretch of `stretch` bytes; counted when first asked for. */
  #counts: readonly number[] | undefined

  constructor(source: Source) {
    this.#source = source
    this.#isAscii = ascii.test(source.text)
  }

  /** The place of the character that holds the byte at `offset`. */
  placeAt(offset: number): CharacterPlace {
    const line = this.#source.lineAt(offset)
    return { line, column: this.offsetAt(offset) - this.offsetAt(this.#source.lineStart(line)) + 1 }
  }

  /** The offset, in characters from the start of the text, of the character that holds the byte at `offset`. */
  offsetAt(offset: number): number {
    if (this.#isAscii) return offset
    const { text } = this.#source
    this.#counts ??= countsOf(text)
    const at = characterAt(text, offset)
    const whole = Math.min(Math.floor(at / stretch), this.#counts.length - 1)
    return (this.#counts[whole] ?? 0) + fromBytes(text.slice(characterAt(text, whole * stretch), at)).length
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

  #endOf(offset: number): number {
    const { text } = this.#source
    let at = offset
    while (at < text.length && at - offset < maxContinuationBytes && isContinuation(text, at)) at++
    return at
  }
}

/** The most bytes of a character of UTF-8 (RFC 3629, section 3) behind its first one. */
const maxContinuationBytes = 3

/** Whether a byte goes on with a character of UTF-8 (RFC 3629, section 3: `10xxxxxx`). */
const isContinuation = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xc0) === 0x80

/** Bytes between two counts. */
const stretch = 1024

/** Where the character starts that holds the byte at `offset`: decoding can begin there, as no first byte goes on with others. */
function characterAt(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  const end = at
  while (at > 0 && end - at < maxContinuationBytes && isContinuation(text, at)) at--
  return isContinuation(text, at) ? end : at
}

function countsOf(text: string): readonly number[] {
  const counts = [0]
  for (let at = stretch, before = 0; at < text.length; at += stretch) {
    const from = characterAt(text, at)
    counts.push((counts.at(-1) ?? 0) + fromBytes(text.slice(before, from)).length)
    before = from
  }
  return counts
}
