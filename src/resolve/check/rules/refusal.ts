// Owns the rules about refusals and late errors of the device: its message, with suggestions.
import type { Expected } from '../../../../grammar/refusal.ts'
import type { RefusalCode } from '../../../diagnostic/refused.ts'
import { KnownMenu } from '../../../schema/known-menu.ts'
import { advice, similarNames, replacementOf, type UnexpectedWord } from '../advice.ts'
import type { Knowledge } from '../knowledge.ts'
import type { RuleFamily, RefusedPlace, Remark, Rule } from '../rule.ts'
import { inserted, renamed } from '../fixes.ts'
import { isSlip, similar } from '../similar.ts'

const rules: readonly Rule[] = [
  {
    code: 'syntax-error',
    severity: 'error',
    about: 'the device cannot parse the script from here on',
    why: `The device stops at the first byte that it cannot parse, and runs nothing of the script. Frequent causes: a value that the \
argument does not accept (disabled=maybe), an undeclared variable (:set x 1), a newline inside parentheses, single quotes, or a menu that \
this release does not have, written with slashes.`,
    wrong: ':set counter 1',
    right: ':local counter 0\n:set counter 1',
  },
  {
    code: 'expected-end-of-command',
    severity: 'error',
    about: 'the command is complete, but text follows it',
    why: `A surplus word, a comment behind a command (a comment starts a line or follows a ';'), or, before 7.23, an argument that the \
command does not have.`,
    wrong: ':put "a" # a comment',
    right: ':put "a"; # a comment',
  },
  {
    code: 'expected-command-name',
    severity: 'error',
    about: 'a command should start here, but does not',
    why: `The line starts with something that cannot be a command: a digit, a sign, a surplus bracket, or a command behind a complete \
path.`,
    wrong: ':put 1\n> 2',
    right: ':put 1\n:put 2',
  },
  {
    code: 'missing-closing-brace',
    severity: 'error',
    about: 'a brace is not closed at the end of the text',
    why: 'Often the file was truncated (some consoles cut pasted text), or a brace is in an unquoted string.',
    wrong: ':if (1 = 1) do={\n  :put 1\n',
    right: ':if (1 = 1) do={\n  :put 1\n}\n',
  },
  {
    code: 'bad-string',
    severity: 'error',
    about: 'a string is not closed, or contains an invalid escape',
    why: `Escapes are \\" \\\\ \\$ \\? \\n \\r \\t \\a \\b \\f \\v \\_ and two upper-case hex digits (\\0A). An unescaped $ must be \
followed by a name.`,
    wrong: ':put "a\\x41"',
    right: ':put "a\\41"',
  },
  {
    code: 'missing-value',
    severity: 'error',
    about: '`where=` without a condition',
    why: 'The condition must follow `where=` on the same line; to select all rows, omit `where`.',
    wrong: ':put [:len [/ip route find where=]]',
    right: ':put [:len [/ip route find]]',
  },
  {
    code: 'nested-too-deeply',
    severity: 'error',
    about: 'brackets, parentheses or braces nest deeper than offbox parses',
    why: 'offbox parses 250 levels; a script that needs more was probably generated.',
    wrong: `:put ${'('.repeat(300)}1${')'.repeat(300)}`,
    right: ':put ((1))',
  },
  {
    code: 'bad-command-name',
    severity: 'late',
    about: 'no menu or command has this name; the script is accepted and fails here',
    why: `An unknown path with blanks between its words is accepted, and fails at run time, where on-error can catch it. With slashes \
(/system/nonsense) the whole script is refused. The menu may need another release or a package: --release and --packages choose them.`,
    wrong: '/ip adress print',
    right: '/ip address print',
  },
  {
    code: 'bad-parameter',
    severity: 'late',
    about: 'the command has no argument of this name; the script is accepted and fails here',
    why: 'From 7.23 on a device accepts an unknown argument and fails when it runs the command; before that it refuses the whole script.',
    wrong: '/ip address add adress=192.0.2.1/24 interface=ether1',
    right: '/ip address add address=192.0.2.1/24 interface=ether1',
  },
  {
    code: 'beyond-facts',
    severity: 'hint',
    about: 'an unknown name in a release about which offbox has no facts',
    why: `The facts about menus cover 7.9 to 7.24. For older and newer releases a name that the nearest known release lacks is only a \
hint; the device may well have it.`,
    wrong: '/routing pim bsr-candidates add interface=ether1',
    right: '/routing igmp-proxy interface add interface=ether1',
    release: '6.49',
  },
]

/** Reports refusals and late errors. */
export const refusalRules: RuleFamily = {
  rules,
  refused(refused, { knowledge, exportedBy, report }) {
    const { code, remark } = verdict(refused, knowledge)
    const milder = exportedBy !== undefined && isOfOtherBoard(refused, knowledge) ? ({ severity: 'hint' } as const) : {}
    // The finding is at the opening brace; the fix closes it where the device stops.
    const closing = code === 'missing-closing-brace' ? inserted('close the brace at the end', refused.stop.to, '}') : []
    report(code, refused, {
      ...remark,
      ...milder,
      related: refused.related,
      last: refused.last,
      fixes: [...(remark.fixes ?? []), ...closing],
    })
  },
}

/** The finding of a refusal or a late error: code, message and suggestion. */
export function verdict(
  { code, message, placed, late, expected, about, hint, guess }: Omit<RefusedPlace, 'from' | 'to'>,
  knowledge: Knowledge,
): { readonly code: string; readonly remark: Remark } {
  if (about === undefined && expected !== undefined && isOfUnknownShape(code, expected, knowledge))
    return { code: 'beyond-facts', remark: { message: `offbox does not know what ${commandIn(expected)} takes here`, help: hint ?? guess } }
  if (about === undefined || expected === undefined) return { code, remark: { message, placed, help: hint ?? guess } }
  const misnamed: UnexpectedWord = { word: about.word, expected }
  // A mistake of the language is not mended by a similar name: `elseif` is no `else`.
  const near = hint === undefined ? similarNames(misnamed) : []
  // A similar value may be another one; a similar name of a command or an argument is what was meant.
  const isCertain = (name: string): boolean => !('argument' in expected) || isSlip(about.word, name)
  const fixes = renamed({ from: about.from, to: about.from + about.word.length }, near).map((one, at) => ({
    ...one,
    preferred: one.preferred && isCertain(near[at] ?? ''),
  }))
  const help = hint ?? advice(misnamed, knowledge) ?? guess
  // An unknown `!name` and a surplus positional value are refused at once, not late.
  const isBeyond = (late || isOfUnknownShape(code, expected, knowledge)) && isGuessed(misnamed, knowledge) && !isDated(misnamed, knowledge)
  const outdated = isOutdated(misnamed, knowledge)
  return isBeyond
    ? { code: 'beyond-facts', remark: { message: unknownWord(misnamed), help, outdated, fixes } }
    : { code, remark: { message, placed, help, outdated, fixes } }
}

/** Whether older releases have the name, and the chosen release has a replacement or nothing. */
function isOutdated({ word, expected }: UnexpectedWord, knowledge: Knowledge): boolean {
  const { history, isFormer } = knowledge
  if ('menu' in expected)
    return replacementOf(expected.menu.path, word, knowledge) !== undefined || isFormer(history.entry(expected.menu.path, word))
  if (!('command' in expected) || expected.command === undefined) return false
  const { menu, name } = expected.command
  return replacementOf(menu.path, word, knowledge) !== undefined || isFormer(history.argument(menu.path, name, word))
}

/** Whether a command of a release without facts may accept the argument: in 6.x some commands have other positional arguments. */
const isOfUnknownShape = (code: RefusalCode, expected: Expected, { sure }: Knowledge): boolean =>
  !sure && code === 'expected-end-of-command' && 'command' in expected && expected.command?.menu.parent !== undefined

/**
 * Whether the refused argument exists in an older release with facts: the facts come from virtual machines, and a board may have kept it
 * (`/ip/smb allow-guests` in an export of a mipsbe board with 7.15.3).
 */
function isOfOtherBoard({ expected, about }: RefusedPlace, { history, isFormer }: Knowledge): boolean {
  if (about === undefined || expected === undefined || !('command' in expected) || expected.command === undefined) return false
  const { menu, name } = expected.command
  return isFormer(history.argument(menu.path, name, about.word))
}

const commandIn = (expected: Expected): string => ('command' in expected ? expected.command?.path : undefined) ?? 'this command'

/**
 * Whether the name may exist in a release or on a board that the facts do not cover. A language command close to a known one is considered
 * misspelt.
 */
function isGuessed({ expected, word }: UnexpectedWord, { sure }: Knowledge): boolean {
  const menu = 'menu' in expected ? expected.menu : 'command' in expected ? expected.command?.menu : undefined
  if (menu === undefined) return false
  // A known argument is refused for its place: `comment= name=x`, where it is read as a value.
  if ('command' in expected && expected.command?.exact(word) !== undefined) return false
  if (menu.parent === undefined)
    return 'menu' in expected && !sure && menu instanceof KnownMenu && similar(word, menu.entries.keys()).length === 0
  return !sure || (menu instanceof KnownMenu && !menu.sure)
}

/**
 * Language commands are only ever added, so their first release is certain. Menus are not: /routing/bgp/instance is in 6.x and again since
 * 7.20.
 */
const isDated = ({ expected, word }: UnexpectedWord, { history }: Knowledge): boolean =>
  'menu' in expected && expected.menu.parent === undefined && history.entry(expected.menu.path, word) !== undefined

function unknownWord({ word, expected }: UnexpectedWord): string {
  if ('menu' in expected) return `offbox knows no '${word}' in ${expected.menu.path}`
  return `offbox knows no argument '${word}' of ${commandIn(expected)}`
}
