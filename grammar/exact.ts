// Owns trimming an array to its length: V8 reserves 17 elements at the first push, and a tree holds very many arrays.

/** A copy of the array without reserved capacity. */
export const exact = <T>(list: readonly T[]): readonly T[] => list.slice()
