// Owns conversion of positions at the protocol boundary: lines from 0 and UTF-16 units outside, bytes inside (LSP 3.18, "Position").
import type { Position, Range } from 'vscode-languageserver'
import { Characters } from '../../diagnostic/characters.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import type { Source, Span } from '../../text/source.ts'

/** Converts positions of one text. */
export class PositionConverter {
  readonly #source: Source
  readonly #characters: Characters

  constructor(source: Source) {
    this.#source = source
    this.#characters = new Characters(source)
  }

  /** The byte offset of a position; a position behind the end of its line is that end. */
  offsetOf({ line, character }: Position): number {
    if (line >= this.#source.lines) return this.#source.text.length
    const text = this.#source.lineText(line + 1)
    return this.#source.lineStart(line + 1) + toBytes(fromBytes(text).slice(0, character)).length
  }

  rangeOf({ from, to }: Span): Range {
    return { start: this.#position(this.#characters.placeAt(from)), end: this.#position(this.#characters.endAt(Math.max(from, to))) }
  }

  spanOf({ start, end }: Range): Span {
    return { from: this.offsetOf(start), to: this.offsetOf(end) }
  }

  #position({ line, column }: { readonly line: number; readonly column: number }): Position {
    return { line: line - 1, character: column - 1 }
  }
}
