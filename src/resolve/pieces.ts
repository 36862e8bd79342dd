// Owns cutting a file into the pieces that `/import verbose=yes` reads one after the other: whole lines, as few as make whole statements.
import { parseText } from '../../grammar/parse.ts'
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Menu } from '../../grammar/names.ts'
import { Source } from '../text/source.ts'

/** Some lines of a file, parsed on their own: no name of an earlier piece is known, but the menu that it left is the current one. */
export interface Piece {
  /** What is read, without the last line end; places in it are those of the file. */
  readonly source: Source
  /** The lines. What stands behind the last line end of a file is none of them (7.24.4), but is read. */
  readonly text: string
  /** The file's line that it ends with. */
  readonly lastLine: number
  readonly parsed: Parsed | Refusal
}

interface Start {
  readonly root: Menu
  readonly menu: Menu
  /** The file's first line that is read. */
  readonly fromLine: number
}

/** Lines, both included, counted in the file. */
interface Lines {
  first: number
  last: number
}

/**
 * The pieces of a file in order. Lines without a statement (blank ones, comments) are in none. What is refused at the end of its line
 * has taken the next line too: the device looks for its rest there. Evidence: a condition over the lines 15 to 17 of an import gave
 * `syntax error` at the end of line 15 and `expected command name` at line 17, and nothing for line 16 (dry-run, 7.20.8).
 */
export function* pieces(file: Source, { root, menu: start, fromLine }: Start): Generator<Piece> {
  let menu = start
  for (const { first, last } of groups(file, start, root, fromLine)) {
    const source = new Source(file.text.slice(startOf(file, first), endOf(file, last)), file.name, first)
    const lastLine = last > first && startOf(file, last) === file.text.length ? last - 1 : last
    const parsed = parseText(source, { root, menu })
    if (!(parsed instanceof Refusal)) ({ menu } = parsed.script)
    yield { source, text: file.text.slice(startOf(file, first), endOf(file, lastLine)), lastLine, parsed }
  }
}

function* groups(file: Source, start: Menu, root: Menu, fromLine: number): Generator<Lines> {
  const lines = file.lineStarts.length
  let menu = start
  for (let line = Math.max(fromLine, 1); line <= lines;) {
    const from = startOf(file, line)
    const whole = read(file, from, file.text.length, menu, root)
    if (!(whole instanceof Refusal)) {
      yield* linesOf(file, from, whole)
      // An unmatched brace ends what was read: its line is passed over.
      line = file.lineAt(from + whole.script.body.to) + 1
      ;({ menu } = whole.script)
      continue
    }
    const failing = file.lineAt(from + whole.statement)
    const before = read(file, from, startOf(file, failing), menu, root)
    let first = failing
    if (!(before instanceof Refusal)) {
      yield* linesOf(file, from, before)
      ;({ menu } = before.script)
    } else first = line
    const at = from + whole.offset
    const reached = file.lineAt(Math.min(at, file.text.length))
    const last = Math.min(at >= endOf(file, reached) ? reached + 1 : reached, lines)
    yield { first, last }
    line = last + 1
  }
}

const read = (file: Source, from: number, to: number, menu: Menu, root: Menu): Parsed | Refusal =>
  parseText(new Source(file.text.slice(from, to)), { root, menu })

/** The lines of the statements; those that share a line are one piece. */
function linesOf(file: Source, offset: number, { script }: Parsed): readonly Lines[] {
  const found: Lines[] = []
  for (const { from, to } of script.body.statements) {
    const first = file.lineAt(offset + from)
    const last = Math.max(file.lineAt(offset + Math.max(to - 1, from)), first)
    const before = found.at(-1)
    if (before !== undefined && first <= before.last) before.last = Math.max(before.last, last)
    else found.push({ first, last })
  }
  return found
}

const startOf = (file: Source, line: number): number => file.lineStarts[line - 1] ?? file.text.length

/** Where a line ends, its line end not included. */
function endOf(file: Source, line: number): number {
  const next = file.lineStarts[line]
  if (next === undefined) return file.text.length
  return file.text[next - 2] === '\r' ? next - 2 : next - 1
}
