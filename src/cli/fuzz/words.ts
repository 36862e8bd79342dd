// Owns the arbitraries of texts that mean something to a script.
import fc, { type Arbitrary } from 'fast-check'
import { fromBytes } from '../../text/bytes.ts'
import { matching, type Known } from './knowledge.ts'

/** Texts made of the script's own words, with and without what it looks for in them. */
export function textOf(words: readonly string[]): Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom('a', '1', 'abc', 'x'), ...(words.length === 0 ? [] : [fc.constantFrom(...words.map(fromBytes))]))
  return fc.oneof(
    fc.constant(''),
    fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  )
}

/** What stands where a pattern leaves open what does: often the same, so that rows meet, and sometimes one of many. */
const filling = fc.oneof(fc.constantFrom('1', '2', 'a'), fc.integer({ min: 3, max: 99 }).map(String))

/** What stands between the pieces of a text. */
const between = fc.constantFrom('', 'a', '1', 'x', ' ', '10.0.0.1', '-')

/** Texts of a place that the script compares, matches or cuts; undefined where it does none of these with it. */
export function knownTextOf({ texts, patterns, pieces }: Known): Arbitrary<string> | undefined {
  const all = [
    ...(texts.size === 0 ? [] : [fc.constantFrom(...[...texts].map(fromBytes))]),
    ...(patterns.size === 0 ? [] : [fc.tuple(fc.constantFrom(...patterns), filling, fc.constantFrom('', '', 'x', 'a1')).map(matchingOf)]),
    ...(pieces.size === 0 ? [] : [piecesOf([...pieces].map(fromBytes), patterns)]),
  ]
  return all.length === 0 ? undefined : fc.oneof(...all)
}

const matchingOf = ([pattern, open, around]: readonly [string, string, string]): string => fromBytes(matching(pattern, open, around))

/** The pieces in the order in which the script looks for them, some of them missing; behind what it matches first, where it does. */
function piecesOf(pieces: readonly string[], patterns: ReadonlySet<string>): Arbitrary<string> {
  const head =
    patterns.size === 0
      ? fc.constant('')
      : fc.tuple(fc.constantFrom(...patterns), filling).map(([pattern, open]) => fromBytes(matching(pattern, open)))
  const parts = pieces.map((piece) =>
    fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constant(piece) }, { weight: 1, arbitrary: fc.constant('') }), between),
  )
  return fc
    .tuple(head, between, fc.tuple(...parts))
    .map(([start, open, all]) => start + open + all.map(([piece, behind]) => piece + behind).join(''))
}
