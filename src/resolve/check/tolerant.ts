// Owns tolerant parsing: after a refusal it blanks the lines at fault, without changing offsets, and continues behind them.
import type { Menu } from '../../../grammar/names.ts'
import { parseText } from '../../../grammar/parse.ts'
import type { Parsed } from '../../../grammar/parser.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import { NameScope } from '../../../grammar/scope.ts'
import { Brackets, endOfStatement, type Opener } from '../../syntax/brackets.ts'
import type { Variable } from '../../syntax/variables.ts'
import { Source, type Span } from '../../text/source.ts'
import { braced, closedOnLine, erased, repairsOf, type Repair } from './repair.ts'
import { isMenuUnknown } from './walk.ts'

/** A refusal at which the parse stopped, the text that was parsed then, and the unclosed sign if the repair found it on another line. */
export interface ParseStop {
  readonly refusal: Refusal
  readonly source: Source
  readonly opener: Opener | undefined
}

/** Whether any part was refused or a `}` ends the script, so that blocks may not end where the author intended. */
export const isBroken = ({ stops, end }: TolerantReading): boolean => stops.length > 0 || end !== undefined

/** The result of tolerant parsing; all offsets are those of the original text. */
export interface TolerantReading {
  readonly parsed: Parsed
  /** The text as parsed: with blanked lines, and missing braces added at its end. */
  readonly text: string
  readonly stops: readonly ParseStop[]
  /** The offset of an unmatched `}` that ends the script: a device accepts it and runs nothing behind it. */
  readonly end: number | undefined
  /** The original text of the blanked parts. */
  readonly blankedTexts: readonly string[]
  /** Where parsing gave up before the end of the text: after too many refusals, or at one that no repair fixes. */
  readonly gaveUpAt: number | undefined
  /**
   * The first character of a line at which parsing can resume, if the text ended before one: `/` behind an unknown menu, whose lines mean
   * nothing elsewhere; one of `/:` behind a refusal that no repair fixes.
   */
  readonly awaits: string | undefined
  /** The top-level variables declared at its end. */
  readonly declared: readonly Variable[]
}

/** The context of a text that is a later part of a script. */
export interface Before {
  readonly menu: Menu
  /** The top-level variables declared there. */
  readonly declared: readonly Variable[]
  /** Returns the variable of a top-level declaration; the same for the same name in all parts. */
  readonly variable: (kind: 'local' | 'global', name: string) => Variable
}

/** The maximum number of refusals, and of unmatched `}`, repaired in one text: each costs several parses of its statement. */
export const maxRepairs = 20

/**
 * Parses a text, and continues behind each refusal: it tries several repairs that blank the lines at fault, and keeps the repair with which
 * the parse gets furthest. Names that blanked lines declare remain declared. Behind an unknown menu it continues at the next line that
 * starts with `/`, since the lines between belong to that menu. The first of `stops` is what a device reports. `packs`: as in
 * `ParseTextOptions`.
 */
export function parseTolerant(source: Source, root: Menu, start: Menu | Before = root, packs = false): TolerantReading {
  const reader = new Reader(source, root, 'declared' in start ? start : { menu: start, declared: [], variable: undefined }, packs)
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

/** Parses one text tolerantly: `step` repairs one refusal after the other. */
class Reader {
  readonly #source: Source
  readonly #root: Menu
  readonly #start: Start
  readonly #packs: boolean
  readonly #scope: NameScope
  readonly #stops: ParseStop[] = []
  readonly #blankedTexts: string[] = []
  /** The braces kept from blanked lines. */
  readonly #kept = new Set<number>()
  #text: string
  /** Everything before this offset is accepted; `menu` is the current menu there. */
  #from = 0
  #menu: Menu
  #end: number | undefined
  /** The number of unmatched `}` passed. */
  #passed = 0
  #gaveUpAt: number | undefined
  #awaits: string | undefined
  #whole: Parsed | undefined

  constructor(source: Source, root: Menu, start: Start, packs: boolean) {
    this.#source = source
    this.#root = root
    this.#start = start
    this.#packs = packs
    this.#scope = this.#newScope()
    this.#text = source.text
    this.#menu = start.menu
  }

  /** A new scope for the start of the text. */
  #newScope(): NameScope {
    return new NameScope(undefined, { size: 0 }, this.#start.variable, byName(this.#start.declared))
  }

  result(): TolerantReading {
    let scope = this.#scope
    const parse = (): Parsed | Refusal => this.#parse(this.#text, { menu: this.#start.menu, scope: (scope = this.#newScope()) })
    let parsed = this.#whole ?? parse()
    // Text accepted piece by piece may be refused as a whole, if a blanked piece declared a name.
    while (parsed instanceof Refusal) {
      this.#from = parsed.statement
      this.#giveUp()
      parsed = parse()
    }
    const text = this.#text
    const { declared: before } = this.#start
    const own = [...scope.own]
    const declared = own.length === 0 ? before : [...before, ...own]
    // An unknown menu is a late error: without late errors this search is skipped.
    const awaits = this.#awaits ?? (parsed.late.length > 0 && isMenuUnknown(parsed.script.body) ? '/' : undefined)
    return {
      parsed,
      text,
      stops: this.#stops,
      end: this.#end,
      blankedTexts: this.#blankedTexts,
      gaveUpAt: this.#gaveUpAt,
      awaits,
      declared,
    }
  }

  /** Repairs the next refusal. Returns false if there is none, or if it gives up. */
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
    // A line for an unknown menu may be refused for its meaning elsewhere: the fault is the menu.
    if (!'/:'.includes(this.#text[statement] ?? '/') && isMenuUnknown(before.script.body))
      return this.#skip(nextRooted(this.#text, statement))
    if (this.#stops.length === maxRepairs) return this.#giveUp()
    if (closed !== undefined) {
      this.#stops.push({ refusal: parsed, source: new Source(this.#text, this.#source.name), opener: undefined })
      ;({ text: this.#text, menu: this.#menu, from: this.#from } = closed)
      return true
    }
    return this.#repair(parsed)
  }

  /** Repairs a refusal by blanking text. */
  #repair(refusal: Refusal): boolean {
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
    // A `} on-error={` behind a `{` whose command was blanked is not at fault.
    const opened = closedOnLine(this.#text, statement, refusal.offset)
    if (opened === undefined || !this.#kept.has(opened)) stop(best?.opener)
    if (best === undefined) return this.#skip(nextOutermost(this.#text, refusal.offset), true)
    this.#recordBlanked(best.span)
    for (let at = best.span.from; at < best.span.to; at++) if (best.text[at] === '{') this.#kept.add(at)
    this.#text = best.text
    return true
  }

  /** The repair with which the parse gets furthest, the first one on a tie. */
  #best(refusal: Refusal): Repair | undefined {
    const now = reachOf(refusal, this.#text)
    let best: { readonly repair: Repair; readonly far: number } | undefined
    for (const repair of repairsOf(this.#text, refusal)) {
      // Each attempt has its own scope, whose declarations are discarded.
      const scope = new NameScope(this.#scope, this.#scope.frame)
      const far = reachOf(this.#parse(repair.text, { menu: this.#menu, scope, from: this.#from }), repair.text)
      if (far > (best?.far ?? now)) best = { repair, far }
      if (far === Infinity) break
    }
    return best?.repair
  }

  /**
   * If a block ends right before a refusal, at a `}` indented differently from its opener, and without it everything is accepted: the text
   * without it, and where to continue.
   */
  #closedEarly({ script }: Parsed, { statement }: Refusal): { text: string; menu: Menu; from: number } | undefined {
    const last = script.body.statements.at(-1)
    if (last === undefined) return undefined
    const from = Math.max(this.#from, this.#text.lastIndexOf('\n', last.from - 1) + 1)
    const moved = script.body.statements.findLast((one) => one.kind === 'path' && one.body === undefined && one !== last)
    const menu = moved?.kind === 'path' ? moved.menu : script.body.menu
    const text = braced(this.#text, from, statement).find((repaired) => {
      const scope = new NameScope(this.#scope, this.#scope.frame)
      return reachOf(this.#parse(repaired, { menu, scope, from }), repaired) === Infinity
    })
    return text === undefined ? undefined : { text, menu, from }
  }

  /** Continues behind an unmatched `}`. */
  #passBrace(at: number): boolean {
    if (this.#passed++ === maxRepairs) return this.#giveUp()
    // Behind a refusal it may be an artefact of the repair.
    if (this.#stops.length === 0) this.#end ??= at
    const other = braced(this.#text, this.#from, at).find((text) => {
      const scope = new NameScope(this.#scope, this.#scope.frame)
      return reachOf(this.#parse(text, { menu: this.#menu, scope, from: this.#from }), text) > at
    })
    this.#text = other ?? erased(this.#text, { from: at, to: at + 1 })
    return true
  }

  /** Blanks the text from the last accepted offset up to `to`; to the end if that is undefined. */
  #skip(to: number | undefined, mayHoldErrors = false): boolean {
    if (to === undefined) {
      this.#awaits = mayHoldErrors ? outermost : rooted
      return this.#giveUp(mayHoldErrors)
    }
    const span = { from: this.#from, to }
    this.#recordBlanked(span)
    this.#text = erased(this.#text, span)
    return true
  }

  /** Blanks the text behind the last accepted offset. `mayHoldErrors`: it may contain further errors. */
  #giveUp(mayHoldErrors = true): false {
    if (mayHoldErrors) this.#gaveUpAt = this.#from
    const span = { from: this.#from, to: this.#text.length }
    this.#recordBlanked(span)
    this.#text = erased(this.#text, span)
    return false
  }

  #recordBlanked({ from, to }: Span): void {
    this.#blankedTexts.push(this.#source.text.slice(from, to))
  }

  #parse(text: string, at: { menu: Menu; scope: NameScope; from?: number; to?: number }): Parsed | Refusal {
    return parseText(new Source(text), { root: this.#root, packs: this.#packs, ...at })
  }
}

/**
 * How far a parse got, as an offset; Infinity for the whole text. An unclosed string swallows all following text: then only whole
 * statements count. Where only braces are missing at the end, it is behind all offsets, the further the fewer are missing.
 */
function reachOf(parsed: Parsed | Refusal, text: string): number {
  if (!(parsed instanceof Refusal)) return parsed.script.body.to < text.length ? parsed.script.body.to : Infinity
  const { offset, statement, code } = parsed
  if (code === 'missing-closing-brace') return Number.MAX_SAFE_INTEGER - new Brackets(text, statement).read(text.length).open.length
  return text.slice(offset).trim() === '' ? statement : offset
}

/** The next line that starts with one of `signs`, from the line start `at` on. */
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

/** The next line behind an offset that looks like a top-level statement. */
function nextOutermost(text: string, at: number): number | undefined {
  const end = text.indexOf('\n', at)
  return end === -1 ? undefined : nextLine(text, end + 1, outermost)
}
