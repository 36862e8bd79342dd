// Owns the rules of refusals and late errors: the device's message, with suggestions.
import type { Command } from '../../../../grammar/names.ts'
import type { Expected } from '../../../../grammar/refusal.ts'
import type { RefusalCode } from '../../../diagnostic/refused.ts'
import { KnownArgument } from '../../../schema/known-argument.ts'
import { KnownCommand } from '../../../schema/known-command.ts'
import { KnownMenu } from '../../../schema/known-menu.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Family, Refused, Remark, Rule } from '../rule.ts'
import { inserted, renamed } from '../mend.ts'
import { didYouMean, listed, similar } from '../similar.ts'
import { successorOf } from '../successor.ts'

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
    right: '/routing pimsm instance add name=one',
    release: '6.49',
  },
]

/** Reports the device's own verdicts, with its messages. */
export const refusals: Family = {
  rules,
  refused(refused, { knowledge, exportedBy, report }) {
    const { code, remark } = verdict(refused, knowledge)
    const mild = exportedBy !== undefined && isOfOtherBoard(refused, knowledge) ? ({ severity: 'hint' } as const) : {}
    // The finding is at the opening brace; the fix closes it where the device stops.
    const closing = code === 'missing-closing-brace' ? inserted('close the brace at the end', refused.stop.to, '}') : []
    report(code, refused, {
      ...remark,
      ...mild,
      related: refused.related,
      last: refused.last,
      fixes: [...(remark.fixes ?? []), ...closing],
    })
  },
}

/** The finding of a refusal or a late error: code, message and suggestion. */
export function verdict(
  { code, message, late, expected, about, hint }: Omit<Refused, 'from' | 'to'>,
  knowledge: Knowledge,
): { readonly code: string; readonly remark: Remark } {
  if (about === undefined && expected !== undefined && isOfUnknownShape(code, expected, knowledge))
    return { code: 'beyond-facts', remark: { message: `offbox does not know what ${commandIn(expected)} takes here`, help: hint } }
  if (about === undefined || expected === undefined) return { code, remark: { message, help: hint } }
  const misnamed: Misnamed = { word: about.word, expected }
  const fixes = renamed({ from: about.from, to: about.from + about.word.length }, nearTo(misnamed))
  const help = advice(misnamed, knowledge) ?? hint
  // An unknown `!name` and a surplus positional value are refused at once, not late.
  const isBeyond = (late || isOfUnknownShape(code, expected, knowledge)) && isGuessed(misnamed, knowledge) && !isDated(misnamed, knowledge)
  const outdated = isOutdated(misnamed, knowledge)
  return isBeyond
    ? { code: 'beyond-facts', remark: { message: unknownWord(misnamed), help, outdated, fixes } }
    : { code, remark: { message, help, outdated, fixes } }
}

/** Whether older releases have the name, and the chosen release has a replacement or nothing. */
function isOutdated({ word, expected }: Misnamed, knowledge: Knowledge): boolean {
  const { history, isFormer } = knowledge
  if ('menu' in expected)
    return nowCalled(expected.menu.path, word, knowledge) !== undefined || isFormer(history.entry(expected.menu.path, word))
  if (!('command' in expected) || expected.command === undefined) return false
  const { menu, name } = expected.command
  return nowCalled(menu.path, word, knowledge) !== undefined || isFormer(history.argument(menu.path, name, word))
}

/** Whether a command of a release without facts may accept the argument: in 6.x some commands have other positional arguments. */
const isOfUnknownShape = (code: RefusalCode, expected: Expected, { sure }: Knowledge): boolean =>
  !sure && code === 'expected-end-of-command' && 'command' in expected && expected.command?.menu.parent !== undefined

/**
 * Whether the refused argument exists in an older release with facts: the facts come from virtual machines, and a board may have kept it
 * (`/ip/smb allow-guests` in an export of a mipsbe board with 7.15.3).
 */
function isOfOtherBoard({ expected, about }: Refused, { history, isFormer }: Knowledge): boolean {
  if (about === undefined || expected === undefined || !('command' in expected) || expected.command === undefined) return false
  const { menu, name } = expected.command
  return isFormer(history.argument(menu.path, name, about.word))
}

const commandIn = (expected: Expected): string => ('command' in expected ? expected.command?.path : undefined) ?? 'this command'

/** Similar names that may have been meant. */
function nearTo({ word, expected }: Misnamed): readonly string[] {
  if ('menu' in expected) return expected.menu instanceof KnownMenu ? similar(word, expected.menu.entries.keys()) : []
  if ('argument' in expected) return expected.argument instanceof KnownArgument ? similar(word, expected.argument.kind.words) : []
  return 'command' in expected && expected.command instanceof KnownCommand ? similar(word, expected.command.arguments.keys()) : []
}

/** A word, and what was expected instead. */
interface Misnamed {
  readonly word: string
  readonly expected: Expected
}

/**
 * Whether the name may exist in a release or on a board that the facts do not cover. A language command close to a known one is considered
 * misspelt.
 */
function isGuessed({ expected, word }: Misnamed, { sure }: Knowledge): boolean {
  const menu = 'menu' in expected ? expected.menu : 'command' in expected ? expected.command?.menu : undefined
  if (menu === undefined) return false
  if (menu.parent === undefined)
    return 'menu' in expected && !sure && menu instanceof KnownMenu && similar(word, menu.entries.keys()).length === 0
  return !sure || (menu instanceof KnownMenu && !menu.sure)
}

/**
 * Language commands are only ever added, so their first release is certain. Menus are not: /routing/bgp/instance is in 6.x and again since
 * 7.20.
 */
const isDated = ({ expected, word }: Misnamed, { history }: Knowledge): boolean =>
  'menu' in expected && expected.menu.parent === undefined && history.entry(expected.menu.path, word) !== undefined

function unknownWord({ word, expected }: Misnamed): string {
  if ('menu' in expected) return `offbox knows no '${word}' in ${expected.menu.path}`
  return `offbox knows no argument '${word}' of ${commandIn(expected)}`
}

/** The suggestion for a word: the name in another release, a package, or a similar name. */
function advice({ expected, word }: Misnamed, knowledge: Knowledge): string | undefined {
  if ('menu' in expected) return expected.menu instanceof KnownMenu ? adviceOnName(word, expected.menu, knowledge) : undefined
  if ('argument' in expected)
    return expected.argument instanceof KnownArgument ? adviceOnWord(word, expected.argument, expected.command, knowledge) : undefined
  return 'command' in expected && expected.command instanceof KnownCommand ? adviceOnArgument(word, expected.command, knowledge) : undefined
}

/** The 7.x replacement of a 6.x name. */
function nowCalled(menu: string, word: string, { catalog }: Knowledge): string | undefined {
  const instead = catalog.release.major < 7 ? undefined : successorOf(menu, word)
  return instead === undefined ? undefined : `6.x has it; in 7.x it is ${instead}`
}

function adviceOnName(word: string, menu: KnownMenu, knowledge: Knowledge): string | undefined {
  const now = nowCalled(menu.path, word, knowledge)
  if (now !== undefined) return now
  const path = `${menu.path === '/' ? '' : menu.path}/${word}`
  const elsewhere = knowledge.elsewhere(knowledge.history.entry(menu.path, word), path)
  if (elsewhere !== undefined) return [`${path}: ${elsewhere}`, moved(word, menu)].filter((part) => part !== undefined).join('; ')
  // The device that refused it only knows the names of its own board.
  if (menu.entries.has(word)) return `${path}: other boards have it, choose one with --board`
  const names = [...menu.entries.keys()]
  return (
    ambiguous(word, names) ??
    didYouMean(word, names) ??
    (menu.path === '/' ? undefined : inOtherRelease(word, menu, knowledge)) ??
    moved(word, menu) ??
    namesIn(menu)
  )
}

/** A name at the root that exists in a submenu: `/ping` is `/tool/ping`. */
function moved(word: string, menu: KnownMenu): string | undefined {
  if (menu.path !== '/') return undefined
  const paths = [...menu.entries.values()].flatMap((top) =>
    top instanceof KnownMenu && top.entries.has(word) ? [`${top.path}/${word}`] : [],
  )
  return paths.length === 0 || paths.length > 3 ? undefined : `did you mean ${listed(paths)}?`
}

/** The names in a menu, if the list is short. */
function namesIn(menu: KnownMenu): string | undefined {
  const inRoot = menu.path === '/'
  const names = [...menu.entries].flatMap(([name, entry]) => (inRoot && !(entry instanceof KnownMenu) ? [] : [name]))
  return names.length > 40 ? undefined : `${inRoot ? 'the menus are' : `${menu.path} has`} ${names.join(', ')}`
}

/** A misspelt name that only another release has. */
function inOtherRelease(word: string, menu: KnownMenu, { history }: Knowledge): string | undefined {
  return didYouMean(word, history.entries(menu.path))
}

function adviceOnArgument(word: string, command: KnownCommand, knowledge: Knowledge): string | undefined {
  const now = nowCalled(command.menu.path, word, knowledge)
  if (now !== undefined) return now
  const life = knowledge.history.argument(command.menu.path, command.name, word)
  const elsewhere = knowledge.elsewhere(life, command.path)
  if (elsewhere !== undefined) return `${word} of ${command.path}: ${elsewhere}`
  const names = [...command.arguments.keys()]
  return ambiguous(word, names) ?? didYouMean(word, names) ?? longer(word, names)
}

/** A word that is a component of few names: `path` of `ra-path`. */
function longer(word: string, names: readonly string[]): string | undefined {
  const found = names.filter((name) => name.split('-').includes(word))
  return found.length === 0 || found.length > 3 ? undefined : `did you mean ${listed(found)}?`
}

/** The suggestion for a wrong value: the values that the argument accepts. */
function adviceOnWord(word: string, { name, kind }: KnownArgument, command: Command | undefined, knowledge: Knowledge): string | undefined {
  if (kind.kind === 'bool') return `${name} is yes or no`
  if (command instanceof KnownCommand) {
    for (const one of word.split(',')) {
      const life = knowledge.history.word(command.menu.path, command.name, name, one)
      const elsewhere = knowledge.elsewhere(life, command.path)
      if (elsewhere !== undefined) return `${name}=${one}: ${elsewhere}`
    }
  }
  return didYouMean(word, kind.words) ?? choices(name, kind.words)
}

/** `chain is 'input', 'forward' or 'output'`, if there are not too many words. */
export const choices = (name: string, words: readonly string[]): string | undefined =>
  words.length === 0
    ? undefined
    : `${name} is ${
        words.length > 12
          ? `${words
              .slice(0, 12)
              .map((word) => `'${word}'`)
              .join(', ')} ...`
          : listed(words)
      }`

function ambiguous(word: string, names: readonly string[]): string | undefined {
  const longer = names.filter((name) => name.startsWith(word))
  return longer.length > 1
    ? `'${word}' begins ${longer.slice(0, 6).join(', ')}${longer.length > 6 ? ' ...' : ''}: write more of it`
    : undefined
}
