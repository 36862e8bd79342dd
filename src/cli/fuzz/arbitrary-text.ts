// Owns the arbitrary of texts that are meaningful to a script.
import fc, { type Arbitrary } from 'fast-check'
import { fromBytes } from '../../text/bytes.ts'

/** Texts made of the script's own words, with and without the texts that it searches in them. */
export function arbitraryText(words: readonly string[]): Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom('a', '1', 'abc', 'x'), ...(words.length === 0 ? [] : [fc.constantFrom(...words.map(fromBytes))]))
  return fc.oneof(
    fc.constant(''),
    fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  )
}
