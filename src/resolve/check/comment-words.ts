// Owns the words behind `# offbox:` in comments that tests and `offbox fuzz` read.

/** The words that tests read. */
export const testCommentWords: readonly string[] = ['case', 'board', 'file', 'clock', 'answer', 'ask', 'row', 'reply', 'event', 'expect']

/** The words that `offbox fuzz` reads. */
export const fuzzCommentWords: readonly string[] = ['input', 'given', 'expect', 'never', 'allow']
