// Owns a number with its noun.

/** `1 file`, `2 files`; `more` is an irregular plural. */
export const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`
