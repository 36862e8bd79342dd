// Owns the door to the grammar: text in, a bound tree or a refusal out. Never throws for what a text holds.
import type { Decisions } from './lookahead.ts'
import { Parser, type Parsed } from './parser.ts'
import { Refusal } from './refusal.ts'
import { NameScope } from './scope.ts'
import type { Menu } from './names.ts'
import type { Source } from '../src/text/source.ts'

/**
 * Where a parse starts: the current menu, its root, and names already declared (a console's; none by default). `from` and `to` say which
 * stretch of the source is read, as if nothing stood around it; all of it by default. Offsets and places stay those of the source.
 * `packs`: plain lines are kept as a few numbers each (`PlainLine`), for long texts that are gone through once or twice.
 */
export interface ParseOptions {
  readonly root: Menu
  readonly menu?: Menu
  readonly scope?: NameScope
  readonly from?: number
  readonly to?: number
  readonly packs?: boolean | undefined
}

declare const OFFBOX_DECISIONS: Decisions

/** What the build worked out; in a program that was not built the parser records its rules. */
const built = typeof OFFBOX_DECISIONS === 'undefined' ? undefined : OFFBOX_DECISIONS

/** Chevrotain's rules are closures of an instance and cost milliseconds to make: one serves the process. */
const shared: { parser?: Parser } = {}

/** The bound tree of a source (or of a stretch of it) with its late errors, or what the device refuses and where. */
export function parseText(
  source: Source,
  { root, menu = root, scope = new NameScope(undefined, { size: 0 }), from = 0, to = source.text.length, packs }: ParseOptions,
): Parsed | Refusal {
  const parser = (shared.parser ??= new Parser({ decisions: built }))
  try {
    // What stands behind the stretch is cut off, and what stands before it is never looked at.
    const text = to === source.text.length ? source.text : source.text.slice(0, to)
    return parser.parse({ text, from, menu, root, scope, packs })
  } catch (error) {
    if (error instanceof Refusal) return error
    if (error instanceof RangeError) return parser.refusal('nested-too-deeply', parser.offset)
    throw error
  }
}
