// Owns reading on behind what a device refuses: the stretches of a text that parse, and what was refused between them.
import { parseText } from '../../../grammar/parse.ts'
import type { Parsed } from '../../../grammar/parser.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import { Scope } from '../../../grammar/scope.ts'
import type { Menu } from '../../../grammar/names.ts'
import { endOfStatement } from '../../syntax/brackets.ts'
import type { Source } from '../../text/source.ts'
import { isLost } from './walk.ts'

/** The stretches of a text that parse, and what was refused between them; all offsets are those of the text. */
export interface Regions {
  readonly regions: readonly Parsed[]
  readonly stops: readonly Refusal[]
}

/** How many refusals of one text are looked for: each costs another look at what comes before it. */
const most = 20

/**
 * Parses a text. Behind a refusal the parse goes on at the line after the statement, if the text tells where that is: not where braces,
 * brackets or quotes do not close, for then every line behind it would be read wrongly. Behind an unknown menu it goes on at the next line
 * that opens with `/`, for what comes before it belongs to that menu.
 */
export function regionsOf(source: Source, root: Menu, start: Menu = root): Regions {
  const regions: Parsed[] = []
  const stops: Refusal[] = []
  const scope = new Scope(undefined, { size: 0 })
  let menu = start
  let from = 0
  for (let looks = 0; looks === 0 || (looks <= most && from < source.text.length); looks++) {
    const parsed = parseText(source, { root, menu, scope, from })
    if (!(parsed instanceof Refusal)) {
      regions.push(parsed)
      break
    }
    const { statement } = parsed
    // What is declared before the refusal is known behind it, too: the scope keeps it.
    const before = parseText(source, { root, menu, from, to: statement })
    let lost = false
    if (!(before instanceof Refusal)) {
      regions.push(before)
      ;({ menu } = before.script)
      lost = !'/:'.includes(source.text[statement] ?? '/') && isLost(before.script.body)
    }
    // A line that is meant for an unknown menu is refused for what it would mean elsewhere: the menu is what is wrong.
    if (!lost) stops.push(parsed)
    const next = lost ? nextRooted(source.text, statement) : resumption(source.text, parsed)
    if (next === undefined) break
    from = next
  }
  return { regions, stops }
}

/** Where to read on: the start of a line behind the place of a refusal, or undefined where that cannot be told. */
function resumption(text: string, { statement, offset, about, expected }: Refusal): number | undefined {
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
