// Owns the list of arguments that select rows and positions.

/** The arguments of `add` and `set` that select rows and positions, and are no properties. */
export const rowArguments: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before'])
