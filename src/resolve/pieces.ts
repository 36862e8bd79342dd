// Owns splitting a file into the pieces that `/import verbose=yes` parses separately: the fewest whole lines that contain whole statements.
import { parseText } from '../../grammar/parse.ts'
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Menu } from '../../grammar/names.ts'
import type { Source } from '../text/source.ts'

/** Some lines of a file, parsed on their own: names of earlier pieces are unknown, but the current menu is kept. */
export interface Piece {
  /** Lines of the file (1-based, inclusive). Text behind the last line end of a file is not a line (7.24.4), but is parsed. */
  readonly firstLine: number
  readonly lastLine: number
  /** The offset of its lines in the file. */
  readonly from: number
  /** Its lines, without the last line end. */
  readonly text: string
  /** Its offsets are those of the file. */
  readonly parsed: Parsed | Refusal
}

/** The context in which a file is parsed. */
interface Start {
  readonly root: Menu
  readonly menu: Menu
  /** The first line of the file to parse. */
  readonly fromLine: number
}

/** Lines of the file, inclusive. */
interface Lines {
  first: number
  last: number
}

/**
 * The pieces of a file in order. Lines without a statement (blank ones, comments) are in none. A refusal at the end of a line consumes the
 * next line too: the device looks for the rest there. Evidence: a condition over the lines 15 to 17 of an import gave `syntax error` at the
 * end of line 15 and `expected command name` at line 17, and nothing for line 16 (dry-run, 7.20.8).
 */
export function* pieces(file: Source, { root, menu: start, fromLine }: Start): Generator<Piece> {
  let menu = start
  for (const { first, last } of groups(file, start, root, fromLine)) {
    const [from, to] = [file.lineStart(first), endOf(file, last)]
    const lastLine = last > first && file.lineStart(last) === file.text.length ? last - 1 : last
    const parsed = parseText(file, { root, menu, from, to })
    if (!(parsed instanceof Refusal)) ({ menu } = parsed.script)
    yield { firstLine: first, lastLine, from, text: file.text.slice(from, endOf(file, lastLine)), parsed }
  }
}

function* groups(file: Source, start: Menu, root: Menu, fromLine: number): Generator<Lines> {
  const { lines, text } = file
  let menu = start
  for (let line = Math.max(fromLine, 1); line <= lines;) {
    const from = file.lineStart(line)
    const whole = parseText(file, { root, menu, from })
    if (!(whole instanceof Refusal)) {
      yield* linesOf(file, whole)
      // An unmatched brace ends the piece: its line is skipped.
      line = file.lineAt(whole.script.body.to) + 1
      ;({ menu } = whole.script)
      continue
    }
    const failing = file.lineAt(whole.statement)
    const before = parseText(file, { root, menu, from, to: file.lineStart(failing) })
    let first = failing
    if (!(before instanceof Refusal)) {
      yield* linesOf(file, before)
      ;({ menu } = before.script)
    } else first = line
    const reached = file.lineAt(Math.min(whole.offset, text.length))
    const last = Math.min(whole.offset >= endOf(file, reached) ? reached + 1 : reached, lines)
    yield { first, last }
    line = last + 1
  }
}

/** The lines of each statement; statements that share a line are one piece. */
function linesOf(file: Source, { script }: Parsed): readonly Lines[] {
  const found: Lines[] = []
  for (const { from, to } of script.body.statements) {
    const first = file.lineAt(from)
    const last = Math.max(file.lineAt(Math.max(to - 1, from)), first)
    const before = found.at(-1)
    if (before !== undefined && first <= before.last) before.last = Math.max(before.last, last)
    else found.push({ first, last })
  }
  return found
}

/** The end of a line, without its line end. */
const endOf = (file: Source, line: number): number => file.lineStart(line) + file.lineText(line).length
