// Owns generating candidate repairs of a refused text, which blank whole lines, or whole lines except their brackets.
import type { Refusal } from '../../../grammar/refusal.ts'
import { Brackets, type Opener } from '../../syntax/brackets.ts'
import type { Span } from '../../text/source.ts'

/** A repaired text that may parse: of the same length, or longer by braces at its end. */
export interface Repair {
  readonly text: string
  readonly span: Span
  /** The unclosed sign of the blanked line, if the line is before the refusal. */
  readonly opener: Opener | undefined
}

/** The number of lines with unclosed signs that are tried. */
const maxOpenerLines = 8

/** The candidate repairs of a refusal, the likeliest first. */
export function* repairsOf(text: string, { offset, statement, code }: Refusal): Iterable<Repair> {
  const at = Math.min(offset, text.length)
  // The text before the statement is accepted, even on the same line.
  const behind = ({ from, to }: Span): Span => ({ from: Math.max(from, statement), to: Math.max(to, statement) })
  const own = behind(runAt(text, at > 0 && (at === text.length || text[at] === '\n') ? at - 1 : at))
  const both = function* (span: Span, opener?: Opener): Iterable<Repair> {
    for (const keeps of [true, false]) {
      const mended = blanked(text, span, keeps)
      if (mended !== text) yield { text: mended, span, opener }
    }
  }
  const lines = linesOf(text, statement, at).map(behind)
  const atEnd = text.slice(at).trim() === ''
  if (code === 'missing-closing-brace') {
    for (const line of contradictoryOpeners(text, lines))
      yield { text: blanked(text, line, false), span: line, opener: openerOf(text, line) }
    yield { text: `${text}}`, span: { from: text.length, to: text.length }, opener: lastOpen(text, statement) }
  }
  if (!atEnd) yield* both(own)
  const left = lines.filter((line) => line.from !== own.from && leavesOpen(text.slice(line.from, line.to)))
  for (const line of left.slice(0, maxOpenerLines)) yield* both(line, openerOf(text, line))
  if (atEnd) yield* both(own)
  yield* both(behind(runAt(text, statement)))
  if (code === 'missing-closing-brace')
    for (const line of lines.filter(({ from, to }) => /\{\s*$/.test(text.slice(from, to))).slice(-maxOpenerLines))
      yield { text: erased(text, line), span: line, opener: openerOf(text, line) }
}

/** The text with a range replaced by blanks, except line ends. */
export const erased = (text: string, { from, to }: Span): string =>
  text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, ' ') + text.slice(to)

/**
 * The text with some lines blanked. With `keeps` their declarations, and the brackets that match other lines, are written at the start and
 * end of the lines, if there is room.
 */
export function blanked(text: string, span: Span, keeps: boolean): string {
  const line = text.slice(span.from, span.to)
  const declared = declarationsIn(line)
  const { closes, opens } = keeps ? heldBy(line) : { closes: '', opens: '' }
  const start = (closes === '' ? '' : `${closes} ;`) + declared
  const mended = start.length + opens.length <= line.length ? start : closes
  if (mended.length + opens.length > line.length) return text
  return text.slice(0, span.from) + mended.padEnd(line.length - opens.length) + opens + text.slice(span.to)
}

/** Declarations of the names that a line declares: `:local a;:global b;`. A loop's counter belongs to its block and is not included. */
function declarationsIn(line: string): string {
  const found: string[] = []
  for (const [, word = '', names = ''] of line.matchAll(/:(local|global|foreach|for)\s+([A-Za-z][A-Za-z0-9]*(?:,[A-Za-z][A-Za-z0-9]*)?)/g))
    for (const name of names.split(',')) found.push(`:${word === 'global' ? 'global' : 'local'} ${name};`)
  return found.join('')
}

/** The brackets of a line that match other lines: closers of earlier openers, and braces that the line leaves open. */
function heldBy(line: string): { readonly closes: string; readonly opens: string } {
  const { open, stray } = new Brackets(line).read(line.length)
  if (open.every(({ sign }) => sign !== '"'))
    return { closes: stray.join(''), opens: open.flatMap(({ sign }) => (sign === '{' ? [sign] : [])).join('') }
  // Behind an unclosed string the brackets are unknown.
  return { closes: /^[\s}\])]*/.exec(line)?.[0].replaceAll(/\s/g, '') ?? '', opens: /\{\s*$/.test(line) ? '{' : '' }
}

/** Whether a line leaves a string, a `(` or a `[` open. */
function leavesOpen(line: string): boolean {
  if (/\\\r?$/.test(line)) return false
  return new Brackets(line).read(line.length).open.some(({ sign }) => sign !== '{')
}

/** The last sign that a line leaves open. */
function openerOf(text: string, { from, to }: Span): Opener | undefined {
  const line = text.slice(from, to)
  const last = new Brackets(line).read(line.length).open.at(-1)
  return last === undefined ? undefined : { sign: last.sign, offset: from + last.offset }
}

const lastOpen = (text: string, from: number): Opener | undefined => new Brackets(text, from).read(text.length).open.at(-1)

/** The line of an offset, with the lines that `\` joins to it; without its line end. */
function runAt(text: string, at: number): Span {
  let from = text.lastIndexOf('\n', at - 1) + 1
  while (from > 0 && isContinued(text, from - 1)) from = text.lastIndexOf('\n', from - 2) + 1
  return { from, to: endOfRun(text, at) }
}

function endOfRun(text: string, at: number): number {
  let to = lineEnd(text, at)
  while (to < text.length && isContinued(text, to)) to = lineEnd(text, to + 1)
  return to
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** Whether the line that ends at `end` is continued on the next. */
const isContinued = (text: string, end: number): boolean => /\\\r?$/.test(text.slice(Math.max(0, end - 2), end))

/** The logical lines from that of `from` to that of `to`. */
function linesOf(text: string, from: number, to: number): readonly Span[] {
  const lines: Span[] = []
  for (let at = text.lastIndexOf('\n', from - 1) + 1; at <= to && at < text.length;) {
    const end = endOfRun(text, at)
    lines.push({ from: at, to: end })
    at = end + 1
  }
  return lines
}

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0

/**
 * Lines that open a brace which contradicts the indentation: a line behind them is not indented deeper and closes nothing, or a `}` further
 * left closes them. In the order in which they are found.
 */
function contradictoryOpeners(text: string, lines: readonly Span[]): readonly Span[] {
  const odd = new Set<Span>()
  const stack: { readonly line: Span; readonly indent: number }[] = []
  let inString = false
  for (const line of lines) {
    const words = text.slice(line.from, line.to)
    const { open, stray } = new Brackets(words).read(words.length)
    const wasInString = inString
    if (open.some(({ sign }) => sign === '"')) inString = !inString
    if (wasInString || /^\s*(#|$)/.test(words)) continue
    const indent = indentOf(words)
    const closers = stray.filter((sign) => sign === '}').length
    if (/^\s*\}/.test(words))
      for (let top = stack.at(-1); top !== undefined && top.indent > indent; top = stack.at(-1)) odd.add(stack.pop()!.line)
    else for (const { line: opener } of stack.filter((one) => one.indent >= indent)) odd.add(opener)
    stack.length = Math.max(0, stack.length - closers)
    for (const { sign } of open) if (sign === '{') stack.push({ line, indent })
  }
  return [...odd].slice(0, maxOpenerLines)
}

/**
 * Candidate repairs of an unmatched `}` at `stray`: each removes an earlier `}` that is alone on its line and indented differently from the
 * line that it closes. That one is probably surplus, and not the unmatched one.
 */
export function braced(text: string, from: number, stray: number): readonly string[] {
  const found: string[] = []
  const stack: number[] = []
  for (const { from: start, to } of linesOf(text, from, stray - 1)) {
    const line = text.slice(start, to)
    const indent = indentOf(line)
    const { open, stray: closers } = new Brackets(line).read(line.length)
    for (const closer of closers) {
      if (closer !== '}') continue
      const opened = stack.pop()
      if (opened !== undefined && opened !== indent && line.trim() === '}') found.push(erased(text, { from: start, to }))
    }
    for (const { sign } of open) if (sign === '{') stack.push(indent)
  }
  return found.slice(0, maxOpenerLines)
}

/** The `{` that is closed at the start of the line of an offset; undefined if there is none. */
export function closedOnLine(text: string, from: number, offset: number): number | undefined {
  const start = Math.max(from, text.lastIndexOf('\n', offset - 1) + 1)
  if (!/^\s*\}/.test(text.slice(start, offset))) return undefined
  return new Brackets(text, from).read(start).open.findLast(({ sign }) => sign === '{')?.offset
}
