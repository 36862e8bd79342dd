// Owns the pieces that random texts of tests are put together of.

/** Pieces of text that random scripts are put together from. */
export const scriptBits: readonly string[] = [
  '/ip ',
  'address ',
  'add ',
  'name=',
  'x',
  '"',
  '\\',
  '\n',
  '{',
  '}',
  '[',
  ']',
  '(',
  '$a ',
  ':local ',
  ':set ',
  '#',
  'source=',
  ' ',
  '=',
  '\r\n',
  '/',
]
