// Owns counts in messages: a number followed by its noun in the singular or plural.

/** `counted(1, 'file')` is `1 file`, `counted(2, 'file')` is `2 files`; `plural` is for irregular plurals. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string => `${count} ${count === 1 ? singular : plural}`
