// Owns cutting a list to its length: V8 makes room for 17 elements with the first push, and a tree has a list at every turn.

/** The same elements in a list that takes no more room than they need. */
export const exact = <T>(list: readonly T[]): readonly T[] => list.slice()
