// Owns the rules of comments for check and of the byte order mark. They are evaluated in `comments.ts`, not during the walk.
import type { Family, Rule } from '../rule.ts'

export const unknownComment: Rule = {
  code: 'unknown-comment',
  severity: 'warning',
  about: 'a comment that speaks to offbox and is not understood',
  why: `A comment '# offbox: ...' with a word that offbox does not know, or that turns off a code that no finding has, has no effect: what
it was meant to turn off is reported, and what it was meant to say is not heard.`,
  wrong: '# offbox: disable=nested_list\n:put 1',
  right: '# offbox: disable=undeclared-variable\n:put $caller',
}

export const unusedDisable: Rule = {
  code: 'unused-disable',
  severity: 'hint',
  tag: 'unused',
  about: 'a comment turns off a finding that is not there',
  why: `What it turned off was mended, or never found. A comment that stays hides what comes later: take it away.`,
  wrong: '# offbox: disable=weak-key\n:put 1',
  right: ':put 1',
}

export const byteOrderMark: Rule = {
  code: 'byte-order-mark',
  severity: 'error',
  about: 'the file starts with a byte order mark',
  why: `A device refuses the three bytes EF BB BF that some editors (those of Windows above all) write before the first character: nothing
of the script runs. Save it as UTF-8 without a byte order mark; 'offbox fmt' takes it away, too.`,
  wrong: '\xef\xbb\xbf:put 1',
  right: ':put 1',
}

/** The rules of a script's comments and first bytes. */
export const comments: Family = { rules: [byteOrderMark, unknownComment, unusedDisable] }
