// Owns the rules about comments for `check`, and about the byte order mark. comments.ts, check.ts and explain.ts report their findings.
import { byteOrderMark } from '../../../text/bytes.ts'
import type { RuleFamily, Remark, Rule } from '../rule.ts'
import type { ParseStop } from '../tolerant.ts'

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

/** The finding of a byte order mark. */
export const byteOrderMarkRemark: Remark = {
  message: 'the file starts with a byte order mark: a device refuses it',
  help: 'save it as UTF-8 without a byte order mark',
  fixes: [{ title: 'remove the byte order mark', edits: [{ from: 0, to: byteOrderMark.length, text: '' }], preferred: true }],
}

/** Whether a refusal is about a byte order mark at the start of its text. */
export const isByteOrderMark = ({ refusal, source }: Pick<ParseStop, 'refusal' | 'source'>): boolean =>
  refusal.offset === 0 && source.text.startsWith(byteOrderMark)

/** The rules of a script's comments and first bytes. */
export const commentRules: RuleFamily = { rules: [byteOrderMarkRule, unknownComment, unusedDisable] }
