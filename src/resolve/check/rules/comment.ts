// Owns the rules about comments for `check`, and about the byte order mark. comments.ts and check.ts report their findings.
import type { RuleFamily, Rule } from '../rule.ts'

/** The rule about a comment for offbox whose word is unknown. */
export const unknownComment: Rule = {
  code: 'unknown-comment',
  severity: 'warning',
  about: 'an unknown comment for offbox',
  why: "A comment '# offbox: ...' with an unknown word, or one that disables a code which does not exist, has no effect.",
  wrong: '# offbox: disable=nested_list\n:put 1',
  right: '# offbox: disable=undeclared-variable\n:put $caller',
}

/** The rule about a comment that disables a finding which does not occur. */
export const unusedDisable: Rule = {
  code: 'unused-disable',
  severity: 'hint',
  tag: 'unused',
  about: 'a comment disables a finding that does not occur',
  why: 'The finding was fixed, or never occurred. The comment would hide later findings: remove it.',
  wrong: '# offbox: disable=weak-key\n:put 1',
  right: ':put 1',
}

/** The rule about a byte order mark, which a device reads as a part of the first word. */
export const byteOrderMarkRule: Rule = {
  code: 'byte-order-mark',
  severity: 'error',
  about: 'the file starts with a byte order mark',
  why: `A device refuses the three bytes EF BB BF that some editors (mainly on Windows) write at the start of a file: nothing of the \
script runs. Save it as UTF-8 without a byte order mark; 'offbox fmt' removes it, too.`,
  wrong: '\xef\xbb\xbf:put 1',
  right: ':put 1',
}

/** The rules of a script's comments and first bytes. */
export const commentRules: RuleFamily = { rules: [byteOrderMarkRule, unknownComment, unusedDisable] }
