// Owns the entry point of the grammar: `parseText` returns the bound tree of a text, or its refusal. It never throws because of a text.
import type { Decisions } from './lookahead.ts'
import { Parser, type Parsed } from './parser.ts'
import { Refusal } from './refusal.ts'
import { NameScope } from './scope.ts'
import type { Menu } from './names.ts'
import type { Source } from '../src/text/source.ts'

/**
 * The options of a parse: the current menu, its root, and the names already declared (by a console; none by default). `from` and `to`
 * select the part of the source that is parsed on its own (default: all of it). Offsets and places count in the whole source.
 * `packs`: plain lines are stored as a few numbers each (`PlainLine`). This saves memory for long texts that are visited once or twice.
 */
export interface ParseTextOptions {
  readonly root: Menu
  readonly menu?: Menu
  readonly scope?: NameScope
  readonly from?: number
  readonly to?: number
  readonly packs?: boolean | undefined
}

declare const OFFBOX_DECISIONS: Decisions

/** The lookahead decisions from the build. An unbuilt program records the rules instead. */
const built = typeof OFFBOX_DECISIONS === 'undefined' ? undefined : OFFBOX_DECISIONS

/** Chevrotain's rules are closures of an instance and take milliseconds to make, so the process shares one parser. */
const shared: { parser?: Parser } = {}

/** Parses a source, or a part of it. Returns the bound tree with its late errors, or the device's refusal with its offset. */
export function parseText(
  source: Source,
  { root, menu = root, scope = new NameScope(undefined, { size: 0 }), from = 0, to = source.text.length, packs }: ParseTextOptions,
): Parsed | Refusal {
  const parser = (shared.parser ??= new Parser({ decisions: built }))
  try {
    // Text after the part is cut off; text before it is never read.
    const text = to === source.text.length ? source.text : source.text.slice(0, to)
    return parser.parse({ text, from, menu, root, scope, packs })
  } catch (error) {
    if (error instanceof Refusal) return error
    if (error instanceof RangeError) return parser.refusal('nested-too-deeply', parser.offset)
    throw error
  }
}
