// Owns arbitraries of `where` conditions over a menu's properties.
import fc, { type Arbitrary } from 'fast-check'
import type { KnownMenu } from '../schema/known-menu.ts'
import { quoted } from './text.ts'
import { plainText } from './values.ts'

/** Names that are valid bare in a condition: the lexer of expressions would split others. */
const plain = /^[a-z][a-z0-9-]*$/

/** One test: `disabled`, `!disabled`, `comment~"x"`, `disabled=no`, `name=$a`. */
const question = (menu: KnownMenu, properties: readonly string[], operand: Arbitrary<string>): Arbitrary<string> =>
  fc.constantFrom(...properties).chain((property) => {
    const isBool = menu.kindOf(property).name === 'bool'
    const value = isBool ? fc.constantFrom('yes', 'no') : fc.oneof(plainText.map(quoted), operand)
    return fc.oneof(
      fc.constant(property),
      fc.constant(`!${property}`),
      fc
        .tuple(isBool ? fc.constantFrom('=', '!=') : fc.constantFrom('=', '!=', '~', '<', '>'), value)
        .map(([sign, right]) => `${property}${sign}${right}`),
    )
  })

/** A condition of one to three tests; `operand` are values to the right of a property. Empty if there are no properties. */
export function conditionOf(menu: KnownMenu, operand: Arbitrary<string>): Arbitrary<string> {
  const properties = menu.properties.filter((name) => plain.test(name))
  if (properties.length === 0) return fc.constant('')
  return fc
    .array(fc.tuple(question(menu, properties, operand), fc.constantFrom(' ', ' && ', ' || ', ' and ', ' or ')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.map(([one, sign], at) => (at === parts.length - 1 ? one : one + sign)).join(''))
}
