// Owns the pieces of random scripts in tests.

/** Pieces of text from which random scripts are composed. */
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
