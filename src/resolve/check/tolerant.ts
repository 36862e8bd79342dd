// Owns reading on behind what a device refuses: the same text with the lines that are to blame blanked in place, so that no offset moves.
import type { Menu } from '../../../grammar/names.ts'
import { parseText } from '../../../grammar/parse.ts'
import type { Parsed } from '../../../grammar/parser.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import { NameScope } from '../../../grammar/scope.ts'
import { Brackets, endOfStatement, type Opener } from '../../syntax/brackets.ts'
import type { Variable } from '../../syntax/tree.ts'
import { Source, type Span } from '../../text/source.ts'
import { braced, closedOnLine, erased, repairsOf, type Repair } from './repair.ts'
import { isLost } from './walk.ts'

/** A refusal, the text that was read when it was met, and the sign that is not closed where the repair found one in another line. */
export interface Stop {
  readonly refusal: Refusal
  readonly source: Source
  readonly opener: Opener | undefined
}

/** What was read of a text; all offsets are those of the text that was handed in. */
export interface TolerantReading {
  readonly parsed: Parsed
  /** The text as it was read: blanks where lines were to blame, and at its end the braces that it lacks. */
  readonly text: string
  readonly stops: readonly Stop[]
  /** Where a `}` that closes nothing ends the script: a device accepts it and runs nothing of what stands behind it. */
  readonly end: number | undefined
  /** What was blanked, as it is written. */
  readonly blamed: readonly string[]
  /** Where reading ended before the text did: behind too many refusals, or at one that nothing mends. */
  readonly given: number | undefined
  /**
   * What a line must open with for reading to go on there, where the text ended before one came: `/` behind an unknown menu, whose lines
   * mean nothing elsewhere; one of `/:` behind a refusal that nothing mends.
   */
  readonly awaits: string | undefined
  /** What is declared at its end, on the script's own level. */
  readonly declared: readonly Variable[]
}

/** What stands before a text that is a later part of a script. */
export interface Before {
  readonly menu: Menu
  /** What is declared there, on the script's own level. */
  readonly declared: readonly Variable[]
  /** The variable of what is declared on the script's own level: the same one for the same name, whichever part declares it. */
  readonly variable: (kind: 'local' | 'global', name: string) => Variable
}

/** How many refusals of one text are mended: each costs several looks at its statement. */
export const maxRepairs = 20

/**
 * Parses a text, and goes on behind each refusal: lines that may be to blame are blanked, one way after the other, and what lets the parse
 * get furthest stays. Names that those lines declare stay declared. Behind an unknown menu it goes on at the next line that opens with `/`,
 * for what comes before it belongs to that menu. The first stop is the device's own verdict.
 */
export function readOn(source: Source, root: Menu, start: Menu | Before = root): TolerantReading {
  const reader = new Reader(source, root, 'declared' in start ? start : { menu: start, declared: [], variable: undefined })
  while (reader.step());
  return reader.result()
}

/** Variables by name: one table for all parses that start with the same ones. */
function byName(declared: readonly Variable[]): ReadonlyMap<string, Variable> {
  const known = tables.get(declared) ?? new Map(declared.map((variable) => [variable.name, variable]))
  tables.set(declared, known)
  return known
}

const tables = new WeakMap<readonly Variable[], ReadonlyMap<string, Variable>>()

type Start = Omit<Before, 'variable'> & { readonly variable: Before['variable'] | undefined }

class Reader {
  readonly #source: Source
  readonly #root: Menu
  readonly #start: Start
  readonly #scope: NameScope
  readonly #stops: Stop[] = []
  readonly #blamed: string[] = []
  /** The braces of blanked lines that stayed. */
  readonly #kept = new Set<number>()
  #text: string
  /** Everything before it is accepted; `menu` is the current menu there. */
  #from = 0
  #menu: Menu
  #end: number | undefined
  #given: number | undefined
  #awaits: string | undefined
  #whole: Parsed | undefined

  constructor(source: Source, root: Menu, start: Start) {
    this.#source = source
    this.#root = root
    this.#start = start
    this.#scope = this.#fresh()
    this.#text = source.text
    this.#menu = start.menu
  }

  /** The scope of the text's start. */
  #fresh(): NameScope {
    return new NameScope(undefined, { size: 0 }, this.#start.variable, byName(this.#start.declared))
  }

  result(): TolerantReading {
    let scope = this.#scope
    const parse = (): Parsed | Refusal => this.#parse(this.#text, { menu: this.#start.menu, scope: (scope = this.#fresh()) })
    let parsed = this.#whole ?? parse()
    // What was accepted piece by piece may be refused as one, where a piece that is gone declared a name.
    while (parsed instanceof Refusal) {
      this.#from = parsed.statement
      this.#giveUp()
      parsed = parse()
    }
    const text = this.#text
    const { declared: before } = this.#start
    const own = [...scope.own]
    const declared = own.length === 0 ? before : [...before, ...own]
    // An unknown menu is a late error: without any, no list is gone through.
    const awaits = this.#awaits ?? (parsed.late.length > 0 && isLost(parsed.script.body) ? '/' : undefined)
    return { parsed, text, stops: this.#stops, end: this.#end, blamed: this.#blamed, given: this.#given, awaits, declared }
  }

  /** Mends the next place that stops the parse. False where none is left, or where it gives up. */
  step(): boolean {
    const first = this.#from === 0 && this.#text === this.#source.text
    const parsed = this.#parse(this.#text, { menu: this.#menu, scope: this.#scope, from: this.#from })
    if (!(parsed instanceof Refusal)) {
      const { to } = parsed.script.body
      if (to < this.#text.length) return this.#passBrace(to)
      if (first) this.#whole = parsed
      return false
    }
    const { statement } = parsed
    const before = this.#parse(this.#text, { menu: this.#menu, scope: this.#scope, from: this.#from, to: statement })
    if (before instanceof Refusal) return this.#giveUp()
    const closed = this.#closedEarly(before, parsed)
    this.#menu = before.script.menu
    this.#from = statement
    // A line that is meant for an unknown menu is refused for what it would mean elsewhere: the menu is what is wrong.
    if (!'/:'.includes(this.#text[statement] ?? '/') && isLost(before.script.body)) return this.#skip(nextRooted(this.#text, statement))
    if (this.#stops.length === maxRepairs) return this.#giveUp()
    if (closed !== undefined) {
      this.#stops.push({ refusal: parsed, source: new Source(this.#text, this.#source.name), opener: undefined })
      ;({ text: this.#text, menu: this.#menu, from: this.#from } = closed)
      return true
    }
    return this.#mend(parsed)
  }

  #mend(refusal: Refusal): boolean {
    const source = new Source(this.#text, this.#source.name)
    const stop = (opener: Opener | undefined): unknown => this.#stops.push({ refusal, source, opener })
    const { statement, about, expected } = refusal
    if (about !== undefined && expected !== undefined && 'menu' in expected && this.#text[statement] === '/') {
      const end = endOfStatement(this.#text, statement, refusal.offset)
      if (end !== undefined) {
        stop(undefined)
        return this.#skip(nextRooted(this.#text, end))
      }
    }
    const best = this.#best(refusal)
    // `} on-error={` behind a `{` whose command is blanked is no fault of its own.
    const opened = closedOnLine(this.#text, statement, refusal.offset)
    if (opened === undefined || !this.#kept.has(opened)) stop(best?.opener)
    if (best === undefined) return this.#skip(nextOutermost(this.#text, refusal.offset), true)
    this.#blame(best.span)
    for (let at = best.span.from; at < best.span.to; at++) if (best.text[at] === '{') this.#kept.add(at)
    this.#text = best.text
    return true
  }

  /** The repair that lets the parse get furthest, the first one of several. */
  #best(refusal: Refusal): Repair | undefined {
    const now = reachOf(refusal, this.#text)
    let best: { readonly repair: Repair; readonly far: number } | undefined
    for (const repair of repairsOf(this.#text, refusal)) {
      // A scope of its own: what a try declares is gone with it.
      const scope = new NameScope(this.#scope, this.#scope.frame)
      const far = reachOf(this.#parse(repair.text, { menu: this.#menu, scope, from: this.#from }), repair.text)
      if (far > (best?.far ?? now)) best = { repair, far }
      if (far === Infinity) break
    }
    return best?.repair
  }

  /**
   * Where a block ends right before a refusal, at a `}` that is indented otherwise than what it closes, and without it all is accepted: the
   * text without it, and where to read on.
   */
  #closedEarly({ script }: Parsed, { statement }: Refusal): { text: string; menu: Menu; from: number } | undefined {
    const last = script.body.statements.at(-1)
    if (last === undefined) return undefined
    const from = Math.max(this.#from, this.#text.lastIndexOf('\n', last.from - 1) + 1)
    const moved = script.body.statements.findLast((one) => one.kind === 'path' && one.body === undefined && one !== last)
    const menu = moved?.kind === 'path' ? moved.menu : script.body.menu
    const text = braced(this.#text, from, statement).find((mended) => {
      const scope = new NameScope(this.#scope, this.#scope.frame)
      return reachOf(this.#parse(mended, { menu, scope, from }), mended) === Infinity
    })
    return text === undefined ? undefined : { text, menu, from }
  }

  /** Reads on behind a `}` that closes nothing. */
  #passBrace(at: number): boolean {
    // Behind a refusal it may be what the repair left over.
    if (this.#stops.length === 0) this.#end ??= at
    const other = braced(this.#text, this.#from, at).find((text) => {
      const scope = new NameScope(this.#scope, this.#scope.frame)
      return reachOf(this.#parse(text, { menu: this.#menu, scope, from: this.#from }), text) > at
    })
    this.#text = other ?? erased(this.#text, { from: at, to: at + 1 })
    return true
  }

  /** Blanks what stands from the last accepted place up to `to`; all of it where that is undefined. */
  #skip(to: number | undefined, told = false): boolean {
    if (to === undefined) {
      this.#awaits = told ? outermost : rooted
      return this.#giveUp(told)
    }
    const span = { from: this.#from, to }
    this.#blame(span)
    this.#text = erased(this.#text, span)
    return true
  }

  /** Leaves out what stands behind the last accepted place. `told`: there may be more to find. */
  #giveUp(told = true): false {
    if (told) this.#given = this.#from
    const span = { from: this.#from, to: this.#text.length }
    this.#blame(span)
    this.#text = erased(this.#text, span)
    return false
  }

  #blame({ from, to }: Span): void {
    this.#blamed.push(this.#source.text.slice(from, to))
  }

  #parse(text: string, at: { menu: Menu; scope: NameScope; from?: number; to?: number }): Parsed | Refusal {
    return parseText(new Source(text), { root: this.#root, ...at })
  }
}

/**
 * How far a parse got, as an offset; Infinity where it took all. A string that does not close takes all that follows: there only whole
 * statements count. Where only braces are missing at the end, it is behind all offsets, and the further the fewer they are.
 */
function reachOf(parsed: Parsed | Refusal, text: string): number {
  if (!(parsed instanceof Refusal)) return parsed.script.body.to < text.length ? parsed.script.body.to : Infinity
  const { offset, statement, code } = parsed
  if (code === 'missing-closing-brace') return Number.MAX_SAFE_INTEGER - new Brackets(text, statement).read(text.length).open.length
  return text.slice(offset).trim() === '' ? statement : offset
}

/** The start of the next line that opens with one of `signs`, from the line start `at` on. */
function nextLine(text: string, at: number, signs: string): number | undefined {
  for (let line = at; line < text.length;) {
    if (signs.includes(text[line] ?? '')) return line
    const end = text.indexOf('\n', line)
    if (end === -1) return undefined
    line = end + 1
  }
  return undefined
}

const rooted = '/'
const outermost = '/:'

const nextRooted = (text: string, at: number): number | undefined => nextLine(text, at, rooted)

/** The next line behind a place that looks like an outermost statement. */
function nextOutermost(text: string, at: number): number | undefined {
  const end = text.indexOf('\n', at)
  return end === -1 ? undefined : nextLine(text, end + 1, outermost)
}
