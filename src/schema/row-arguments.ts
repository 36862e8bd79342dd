// Owns which arguments of commands select rows and positions.

/** Arguments of `add` and `set` that select rows and positions: they are not properties. */
export const rowArguments: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before'])
