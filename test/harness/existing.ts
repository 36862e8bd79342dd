// Owns taking a value that a test knows to be there.

/** Returns a value that is neither undefined nor null. Throws an Error with its name (`what`) if it is. */
export function existing<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`there is no ${what}`)
  return value
}
