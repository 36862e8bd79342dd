// Owns arbitraries of names: of variables, rows and files.
import fc, { type Arbitrary } from 'fast-check'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** The name of a row: `lan-1`. */
export const itemName: Arbitrary<string> = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)

/** A variable name that needs no quotes and is not a keyword. */
export const variableName: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, ...letters.toUpperCase(), '0', '1', '2'), maxLength: 8 }),
  )
  .map(([first, rest]) => first + rest)
  .filter((name) => !['in', 'and', 'or', 'any', 'where', 'true', 'false', 'yes', 'no'].includes(name))

/** A variable name as a script writes it, quoted if it is not a plain word: `"my name"`, read as `$"my name"`. */
export const quotedName: Arbitrary<string> = fc
  .tuple(variableName, fc.constantFrom(' ', '-', '_', '.'), variableName)
  .map(([first, sign, second]) => `"${first}${sign}${second}"`)

/** A file's name on a device: `flash/pub/a.txt`. */
export const fileName: Arbitrary<string> = fc
  .tuple(fc.array(itemName, { maxLength: 2 }), itemName, fc.constantFrom('.txt', '.rsc', '.backup', '.crt', ''))
  .map(([folders, name, end]) => [...folders, name + end].join('/'))
