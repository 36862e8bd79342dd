// Owns reading on behind what a device refuses: the stretches of a text that parse, and what was refused between them.
import { parseText } from '../../../grammar/parse.ts'
import type { Parsed } from '../../../grammar/parser.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import { Scope } from '../../../grammar/scope.ts'
import type { Menu } from '../../../grammar/names.ts'
import { Source } from '../../text/source.ts'
import { isLost } from './walk.ts'

/** A stretch that parses. Offsets in its tree count from `base`. */
export interface Region {
  readonly base: number
  readonly parsed: Parsed
}

/** A refusal; its offsets count from `base`. */
export interface Stop {
  readonly base: number
  readonly refusal: Refusal
}

export interface Regions {
  readonly regions: readonly Region[]
  readonly stops: readonly Stop[]
}

/** How many refusals of one text are looked for: each costs another look at what comes before it. */
const most = 20

/**
 * Parses a text. Behind a refusal the parse goes on at the line after the statement, if the text tells where that is: not where braces,
 * brackets or quotes do not close, for then every line behind it would be read wrongly. Behind an unknown menu it goes on at the next line
 * that opens with `/`, for what comes before it belongs to that menu.
 */
export function regionsOf(source: Source, root: Menu, start: Menu = root): Regions {
  const regions: Region[] = []
  const stops: Stop[] = []
  const scope = new Scope(undefined, { size: 0 })
  let menu = start
  let base = 0
  let looks = 0
  while (base < source.text.length || base === 0) {
    const rest = base === 0 ? source : pieceAt(source, base, source.text.length)
    const parsed = parseText(rest, { root, menu, scope })
    if (!(parsed instanceof Refusal)) {
      regions.push({ base, parsed })
      break
    }
    // What is declared before the refusal is known behind it, too: the scope keeps it.
    const before = parseText(pieceAt(source, base, base + parsed.statement), { root, menu })
    const statement = base + parsed.statement
    let lost = false
    if (!(before instanceof Refusal)) {
      regions.push({ base, parsed: before })
      ;({ menu } = before.script)
      lost = !'/:'.includes(source.text[statement] ?? '/') && isLost(before.script.body, source.text, base)
    }
    // A line that is meant for an unknown menu is refused for what it would mean elsewhere: the menu is what is wrong.
    if (!lost) stops.push({ base, refusal: parsed })
    if (++looks > most) break
    const next = lost ? nextRooted(source.text, statement) : resumption(source.text, statement, base + parsed.offset, parsed)
    if (next === undefined) break
    base = next
  }
  return { regions, stops }
}

const pieceAt = (source: Source, from: number, to: number): Source =>
  new Source(source.text.slice(from, to), source.name, source.lineAt(from))

/** Where to read on: the start of a line behind `offset`, or undefined where that cannot be told. */
function resumption(text: string, statement: number, offset: number, { about, expected }: Refusal): number | undefined {
  const end = endOfStatement(text, statement, offset)
  if (end === undefined) return undefined
  return about !== undefined && expected !== undefined && 'menu' in expected && opensAtRoot(text, statement) ? nextRooted(text, end) : end
}

const opensAtRoot = (text: string, statement: number): boolean => text[statement] === '/'

/** The start of the next line that opens with `/`, from the line start `at` on. */
function nextRooted(text: string, at: number): number | undefined {
  for (let line = at; line < text.length;) {
    if (text[line] === '/') return line
    const end = text.indexOf('\n', line)
    if (end === -1) return undefined
    line = end + 1
  }
  return undefined
}

/** The line start behind the statement at `from`, past `past`; undefined where its braces, brackets or quotes do not close. */
function endOfStatement(text: string, from: number, past: number): number | undefined {
  const open: string[] = []
  let opening = true
  for (let at = from; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '#' && opening) {
      const end = text.indexOf('\n', at)
      if (end === -1) return text.length
      at = end - 1
      continue
    }
    if (sign === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1
    else if (sign === '"') {
      const end = closing(text, at)
      if (end === undefined) return undefined
      at = end
    } else if (sign === '{' || sign === '[' || sign === '(') open.push(sign)
    else if (sign === '}' || sign === ']' || sign === ')') {
      if (open.pop() === undefined) return undefined
    } else if (sign === '\n' && open.length === 0 && at >= past) return at + 1
    opening = '\n;{['.includes(sign) || (opening && (sign === ' ' || sign === '\t' || sign === '\r'))
  }
  return open.length === 0 ? text.length : undefined
}

/** Where the string that opens at `at` closes. A string of many lines without a backslash before each line end was not meant. */
function closing(text: string, at: number): number | undefined {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '"') return end
  }
  return undefined
}
