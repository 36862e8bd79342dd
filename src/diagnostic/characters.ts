// Owns the conversion of findings and places from bytes to characters: decoded text, UTF-16 units, 1-based lines and columns.
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import type { Diagnostic, Severity } from './diagnostic.ts'

/** A 1-based line and a 1-based column in UTF-16 units of the decoded line. A tab is one column. */
export interface CharacterPlace {
  readonly line: number
  readonly column: number
}

/** A finding in decoded text. All members hold and count JavaScript characters (UTF-16 units), not bytes. */
export interface DecodedDiagnostic extends CharacterPlace {
  readonly severity: Severity
  /** Offbox's code of the finding, in kebab-case: `bad-command-name`. */
  readonly code: string
  readonly message: string
  /** What would be correct, if known. */
  readonly help?: string
  /** The property that holds the code, if the finding is in a string: `source of /system/script/add`. */
  readonly within?: string
  /** The range in the text, half-open, counted from 0: `text.slice(from, to)`. */
  readonly from: number
  readonly to: number
}

const ascii = /^[\x00-\x7f]*$/

/** Converts byte offsets of a source to characters of its text. */
export class Characters {
  readonly #source: Source
  readonly #isAscii: boolean
  /** The number of characters before each block of `blockBytes` bytes, counted at first use. */
  #counts: readonly number[] | undefined

  constructor(source: Source) {
    this.#source = source
    this.#isAscii = ascii.test(source.text)
  }

  /** The place of the character that contains the byte at `offset`. */
  placeAt(offset: number): CharacterPlace {
    const line = this.#source.lineAt(offset)
    return { line, column: this.offsetAt(offset) - this.offsetAt(this.#source.lineStart(line)) + 1 }
  }

  /** The offset, in characters from the start of the text, of the character that contains the byte at `offset`. */
  offsetAt(offset: number): number {
    if (this.#isAscii) return offset
    const { text } = this.#source
    this.#counts ??= countsOf(text)
    const at = characterAt(text, offset)
    const whole = Math.min(Math.floor(at / blockBytes), this.#counts.length - 1)
    return (this.#counts[whole] ?? 0) + fromBytes(text.slice(characterAt(text, whole * blockBytes), at)).length
  }

  /** Converts a finding to characters. An end inside a character moves to the end of that character. */
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

  /** The place behind the character that contains the last byte before `offset`. */
  endAt(offset: number): CharacterPlace {
    return this.placeAt(this.#endOf(offset))
  }

  /** The end of the character that `offset` is in; `offset` itself between two characters. */
  #endOf(offset: number): number {
    const { text } = this.#source
    let at = offset
    while (at < text.length && at - offset < maxContinuationBytes && isContinuation(text, at)) at++
    return at
  }
}

/** The most continuation bytes of a UTF-8 character (RFC 3629, section 3). */
const maxContinuationBytes = 3

/** Whether a byte is a continuation byte of UTF-8 (RFC 3629, section 3: `10xxxxxx`). */
const isContinuation = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xc0) === 0x80

/** The number of bytes in a counted block. */
const blockBytes = 1024

/**
 * The start of the character that contains the byte at `offset`. Decoding can begin there, since a lead byte never continues a character.
 */
function characterAt(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  const end = at
  while (at > 0 && end - at < maxContinuationBytes && isContinuation(text, at)) at--
  return isContinuation(text, at) ? end : at
}

/** The number of UTF-16 units of the decoded text before each block of `blockBytes` bytes. */
function countsOf(text: string): readonly number[] {
  const counts = [0]
  for (let at = blockBytes, before = 0; at < text.length; at += blockBytes) {
    const from = characterAt(text, at)
    counts.push((counts.at(-1) ?? 0) + fromBytes(text.slice(before, from)).length)
    before = from
  }
  return counts
}
