// Owns the finding for a refusal or a late error that is already known, without a check of the whole text.
import { Refusal, type Expected, type LateError } from '../../../grammar/refusal.ts'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import { byteOrderMark } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'
import { Declarations } from '../declarations.ts'
import { unclosedAt } from '../trap.ts'
import { finding } from './finding.ts'
import type { Knowledge } from './knowledge.ts'
import { lateErrorPlace, refusalPlace } from './refused-place.ts'
import type { RefusedPlace } from './rule.ts'
import { byteOrderMarkRemark, byteOrderMarkRule, isByteOrderMark } from './rules/comment.ts'
import { atOpener, newerWord, refusalNotes, withNote } from './rules/reading.ts'
import { verdict } from './rules/refusal.ts'
import { parseTolerant, type TolerantReading } from './tolerant.ts'

/** Returns the finding of `checkSource` for a known refusal or late error. Its offsets are those of the text. */
export function explain(error: Refusal | LateError, source: Source, knowledge: Knowledge): Diagnostic {
  if (error instanceof Refusal && isByteOrderMark({ refusal: error, source }))
    return finding(source, { from: 0, to: byteOrderMark.length }, byteOrderMarkRule.code, byteOrderMarkRemark, undefined)
  let read: TolerantReading | undefined
  const reading = (): TolerantReading => (read ??= parseTolerant(source, knowledge.catalog.root))
  const isDeclared = (name: string): boolean => new Declarations(reading().parsed.script.body).has(name)
  if (!(error instanceof Refusal)) {
    const late = lateErrorPlace(error, source, isDeclared)
    return findingOf(late, withNote(late, undefined, undefined), source, knowledge)
  }
  // Which sign is at fault for a text that ends too early is what makes most of it readable, as for a check of the whole text.
  const nearest = unclosedAt(source, error)
  const mended = nearest === undefined ? undefined : reading().stops.find(({ refusal }) => refusal.offset === error.offset)?.opener
  const { open } = refusalNotes({ opener: mended, refusal: error, source }, false, ({ from }) => source.lineAt(from))
  const refused = atOpener(refusalPlace({ refusal: error, source }, isDeclared), mended ?? nearest, source)
  return findingOf(refused, withNote(refused, newerWord({ refusal: error, source }, knowledge) ?? open, undefined), source, knowledge)
}

/** The finding of a refused place, with its hints. */
function findingOf(refused: RefusedPlace, noted: ReturnType<typeof withNote>, source: Source, knowledge: Knowledge): Diagnostic {
  const { code, remark } = verdict({ ...refused, ...noted, expected: ofAnyBoard(refused.expected, knowledge) }, knowledge)
  return finding(source, { from: refused.from, to: refused.to }, code, remark, undefined)
}

/**
 * The expected names in the catalog of `knowledge`, which has the names of all boards. A device may only know the names of its own board.
 */
function ofAnyBoard(expected: Expected | undefined, { catalog }: Knowledge): Expected | undefined {
  if (expected === undefined || 'argument' in expected) return expected
  if ('menu' in expected) return { menu: catalog.menu(expected.menu.path) ?? expected.menu }
  if (!('command' in expected)) return expected
  const { menu, name } = expected.command
  const command = catalog.menu(menu.path)?.entries.get(name)
  return command instanceof KnownCommand ? { command } : expected
}
