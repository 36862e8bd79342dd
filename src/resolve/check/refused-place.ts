// Owns converting refusals and late errors to the form in which rules examine them, with a range and hints.
import type { Expected, LateError } from '../../../grammar/refusal.ts'
import { placedMessage, placedText, type PlacedWord } from '../../diagnostic/refused.ts'
import type { Source } from '../../text/source.ts'
import { trapAt } from '../trap.ts'
import { usualForm } from '../traps/block.ts'
import type { RefusedPlace } from './rule.ts'
import type { ParseStop } from './tolerant.ts'

/** Whether the script declares a variable of this name. */
export type IsDeclared = (name: string) => boolean

/** Converts a refusal; its range ends within the text of `end` bytes. `lineOf` returns the line of an offset, for hints. */
export function refusalPlace(
  { refusal: { code, message, offset, expected, about }, source }: Pick<ParseStop, 'refusal' | 'source'>,
  isDeclared: IsDeclared,
  end = source.text.length,
  lineOf = (at: number): number => source.lineAt(at),
): RefusedPlace {
  const from = Math.min(offset, end)
  // The whole word if the device stops at its start, else one byte.
  const length = about?.from === offset ? Math.max(1, about.word.length) : 1
  const trapped = { code, expected, offset, about, isDeclared }
  const hint = trapAt(source, trapped, lineOf)
  const to = Math.min(from + length, end)
  const stop = { from, to }
  const named = about ?? (code === 'expected-end-of-command' ? nameBefore(source.text, offset, expected) : undefined)
  return { code, message, from, to, stop, late: false, expected, about: named, hint, guess: usualForm(trapped) }
}

/** An unknown argument name that was read as a positional value, so that the device stops at its `=`: `set adress=192.0.2.1/24`. */
function nameBefore(text: string, offset: number, expected: Expected | undefined): PlacedWord | undefined {
  const command = expected !== undefined && 'command' in expected ? expected.command : undefined
  const word = text[offset] === '=' ? /(?<=\s)[a-z][\w.-]*$/.exec(text.slice(Math.max(0, offset - maxNameBytes), offset))?.[0] : undefined
  return word === undefined || command?.menu.parent === undefined ? undefined : { word, from: offset - word.length }
}

/** The maximum length of an argument's name, in bytes. */
const maxNameBytes = 64

/** Whether an error is about the word directly behind that of the previous error, which has the hint then. */
export const follows = ({ text }: Source, before: LateError | undefined, { from }: LateError): boolean =>
  before !== undefined && from - before.to < 100 && /^[ \t]*$/.test(text.slice(before.to, from))

/** Whether an error is of a further element of a list in the wrong brackets, `[1;2;3]`: the first is reported. */
export const continuesList = ({ text }: Source, before: LateError | undefined, error: LateError): boolean =>
  before !== undefined &&
  [before, error].every(({ code, from, to }) => code === 'bad-command-name' && /^\d+$/.test(text.slice(from, to))) &&
  /^[ \t]*;[ \t]*$/.test(text.slice(before.to, error.from).slice(0, maxListGap)) &&
  /\[[\s\d;]*$/.test(text.slice(Math.max(0, before.from - maxListGap), before.from))

/** How far before an element the bracket of its list is looked for, in bytes. */
const maxListGap = 1000

/** Converts a late error. Without `isDeclared` it gets no hint of a trap. */
export function lateErrorPlace(late: LateError, source: Source, isDeclared: IsDeclared | undefined): RefusedPlace {
  const { code, from, to, expected, about } = late
  const placed = placedMessage(source, late)
  const place = { code, message: placedText(placed), placed, from, to, stop: { from, to }, late: true, expected, about }
  const trapped = { code, expected, offset: from, about, isDeclared }
  // The name of an unknown argument explains itself.
  const isNamed =
    isDeclared === undefined ||
    (code === 'bad-parameter' &&
      source.text[to] === '=' &&
      !/\b(?:where|find|print)\s+$/.test(source.text.slice(Math.max(0, from - 10), from)))
  return { ...place, hint: isNamed ? undefined : trapAt(source, trapped), guess: usualForm(trapped) }
}
