// Owns the first words of comments for offbox that tests and `offbox fuzz` read, behind `# offbox:`.

/** Those of tests. */
export const testCommentWords: readonly string[] = ['case', 'board', 'file', 'clock', 'answer', 'ask', 'row', 'reply', 'event', 'expect']

/** Those of fuzzed scripts. */
export const fuzzCommentWords: readonly string[] = ['input', 'given', 'expect', 'never', 'allow']
