// Owns arbitraries for names: of variables, of items, of files.
import fc, { type Arbitrary } from 'fast-check'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A name as items have it: `lan-1`. */
export const itemName: Arbitrary<string> = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)

/** A variable's name that needs no quotes; no word of the language among them. */
export const variableName: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, ...letters.toUpperCase(), '0', '1', '2'), maxLength: 8 }),
  )
  .map(([first, rest]) => first + rest)
  .filter((name) => !['in', 'and', 'or', 'any', 'where', 'true', 'false', 'yes', 'no'].includes(name))

/** A variable's name as it stands in a script; what is no plain word stands in quotes: `"my name"`, read as `$"my name"`. */
export const quotedName: Arbitrary<string> = fc
  .tuple(variableName, fc.constantFrom(' ', '-', '_', '.'), variableName)
  .map(([first, sign, second]) => `"${first}${sign}${second}"`)

/** A file's name on a device: `flash/pub/a.txt`. */
export const fileName: Arbitrary<string> = fc
  .tuple(fc.array(itemName, { maxLength: 2 }), itemName, fc.constantFrom('.txt', '.rsc', '.backup', '.crt', ''))
  .map(([folders, name, end]) => [...folders, name + end].join('/'))
