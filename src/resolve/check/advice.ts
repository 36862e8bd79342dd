// Owns the suggestion for a name or a word that a device refuses: its releases, a package, or a similar name.
import type { Command } from '../../../grammar/names.ts'
import type { Expected } from '../../../grammar/refusal.ts'
import { spanOf } from '../../schema/history.ts'
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { notedOf } from '../../schema/noted.ts'
import { wordsIn } from '../../text/words.ts'
import type { Knowledge } from './knowledge.ts'
import { didYouMean, quotedAlternatives, similar } from './similar.ts'
import { laterForms, successorOf } from './successor.ts'

/** A refused word, and what was expected in its place. */
export interface UnexpectedWord {
  readonly word: string
  readonly expected: Expected
}

/** The known names that are similar to a refused word, the nearest first. */
export function similarNames({ word, expected }: UnexpectedWord): readonly string[] {
  if ('menu' in expected) return expected.menu instanceof KnownMenu ? similar(word, expected.menu.entries.keys()) : []
  if ('argument' in expected) return expected.argument instanceof KnownArgument ? similar(word, expected.argument.kind.words) : []
  return 'command' in expected && expected.command instanceof KnownCommand ? similar(word, expected.command.arguments.keys()) : []
}

/** The suggestion for a refused word: its releases, a package, or a similar name. Undefined if there is none. */
export function advice({ expected, word }: UnexpectedWord, knowledge: Knowledge): string | undefined {
  if ('menu' in expected) return expected.menu instanceof KnownMenu ? adviceOnName(word, expected.menu, knowledge) : undefined
  if ('argument' in expected)
    return expected.argument instanceof KnownArgument ? adviceOnWord(word, expected.argument, expected.command, knowledge) : undefined
  return 'command' in expected && expected.command instanceof KnownCommand ? adviceOnArgument(word, expected.command, knowledge) : undefined
}

/** The 7.x replacement of a 6.x name. */
export function replacementOf(menu: string, word: string, { catalog }: Knowledge): string | undefined {
  const instead = catalog.release.major < 7 ? undefined : successorOf(menu, word)
  return instead === undefined ? undefined : `6.x has it; in 7.x it is ${instead}`
}

function adviceOnName(word: string, menu: KnownMenu, knowledge: Knowledge): string | undefined {
  const now = replacementOf(menu.path, word, knowledge)
  if (now !== undefined) return now
  const path = `${menu.path === '/' ? '' : menu.path}/${word}`
  const otherReleases = knowledge.otherReleases(knowledge.history.entry(menu.path, word), path)
  if (otherReleases !== undefined) return [`${path}: ${otherReleases}`, moved(word, menu)].filter((part) => part !== undefined).join('; ')
  // The device that refused it only knows the names of its own board.
  if (menu.entries.has(word)) return `${path}: other boards have it, choose one with --board`
  const names = [...menu.entries.keys()]
  return (
    ambiguous(word, names) ??
    didYouMean(word, names) ??
    (menu.path === '/' ? undefined : inOtherRelease(word, menu, knowledge)) ??
    moved(word, menu) ??
    namesIn(menu, word)
  )
}

/** The suggestion for a name at the root that exists in a submenu (`/ping` is `/tool/ping`). */
function moved(word: string, menu: KnownMenu): string | undefined {
  if (menu.path !== '/') return undefined
  const paths = [...menu.entries.values()].flatMap((top) =>
    top instanceof KnownMenu && top.entries.has(word) ? [`${top.path}/${word}`] : [],
  )
  return paths.length === 0 || paths.length > 3 ? undefined : `did you mean ${quotedAlternatives(paths)}?`
}

/** The suggestion that lists the names in a menu, if they are few; at the root, the hint that a command of a menu lacks its path. */
function namesIn(menu: KnownMenu, word: string): string | undefined {
  if (menu.path === '/') {
    const isOfMenus = [...menu.entries.values()].some((top) => top instanceof KnownMenu && hasCommand(top, word))
    return isOfMenus ? 'no menu before it: start with the path of one' : 'neither a menu nor a command of the language has this name'
  }
  const names = [...menu.entries.keys()]
  return names.length > 40 ? undefined : `${menu.path} has ${names.join(', ')}`
}

/** Whether a menu or one below it has a command of this name. */
const hasCommand = (menu: KnownMenu, word: string): boolean =>
  [...menu.entries].some(([name, entry]) => (entry instanceof KnownMenu ? hasCommand(entry, word) : name === word))

/** The suggestion for a misspelt name that only another release has. */
function inOtherRelease(word: string, menu: KnownMenu, { history }: Knowledge): string | undefined {
  return didYouMean(word, history.entries(menu.path))
}

function adviceOnArgument(word: string, command: KnownCommand, knowledge: Knowledge): string | undefined {
  const now = replacementOf(command.menu.path, word, knowledge)
  if (now !== undefined) return now
  const lifetime = knowledge.history.argument(command.menu.path, command.name, word)
  // The device that refused it only knows the names of its own board.
  if (addedByBoards(command).includes(word)) return `${word} of ${command.path}: ${boardsOnly(word, command, knowledge)}`
  const known = command.arguments.get(word)
  if (known !== undefined) return known.alone ? `${word} takes no value: write ${word} without =` : undefined
  const otherReleases = knowledge.otherReleases(lifetime, command.path)
  const later = laterForms[command.menu.path]?.[word]
  if (otherReleases !== undefined) return `${word} of ${command.path}: ${otherReleases}${later === undefined ? '' : `; ${later}`}`
  const names = [...command.arguments.keys()]
  return ambiguous(word, names) ?? didYouMean(word, names) ?? longer(word, names)
}

/** The arguments that only boards add to a command. */
export const addedByBoards = ({ menu, name }: KnownCommand): readonly string[] =>
  wordsIn(notedOf(menu.path, ({ boardArguments }) => boardArguments, name) ?? '')

/** Which devices have an argument that virtual machines of the release lack, and how to choose one. */
export function boardsOnly(word: string, { menu, name }: KnownCommand, { history }: Knowledge): string {
  const lifetime = history.argument(menu.path, name, word)
  const machines = lifetime === undefined ? 'do not' : `only ${spanOf(lifetime, history.releasesWithFacts)}`
  return `boards have it, virtual machines ${machines}; choose a board with --board, as --board RB5009UG+S+`
}

/** The suggestion for a word that is a part of few names (`path` of `ra-path`). */
function longer(word: string, names: readonly string[]): string | undefined {
  const found = names.filter((name) => name.split('-').includes(word))
  return found.length === 0 || found.length > 3 ? undefined : `did you mean ${quotedAlternatives(found)}?`
}

/** The suggestion for a wrong value: the values that the argument accepts. */
function adviceOnWord(word: string, { name, kind }: KnownArgument, command: Command | undefined, knowledge: Knowledge): string | undefined {
  if (kind.name === 'bool') return `${name} is yes or no`
  if (command instanceof KnownCommand) {
    for (const one of word.split(',')) {
      const lifetime = knowledge.history.word(command.menu.path, command.name, name, one)
      const otherReleases = knowledge.otherReleases(lifetime, command.path)
      if (otherReleases !== undefined) return `${name}=${one}: ${otherReleases}`
    }
  }
  return didYouMean(word, kind.words) ?? choices(name, kind.words)
}

/** The maximum number of words that a suggestion lists. */
const maxChoices = 24

/** `chain is 'input', 'forward' or 'output'`; of very many words the first ones, and how many more there are. */
export function choices(name: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined
  if (words.length <= maxChoices) return `${name} is ${quotedAlternatives(words)}`
  const listed = words.slice(0, maxChoices - 1).map((word) => `'${word}'`)
  return `${name} is ${listed.join(', ')} or one of ${words.length - listed.length} more`
}

function ambiguous(word: string, names: readonly string[]): string | undefined {
  const longer = names.filter((name) => name.startsWith(word))
  return longer.length > 1
    ? `'${word}' begins ${longer.slice(0, 6).join(', ')}${longer.length > 6 ? ' ...' : ''}: write more of it`
    : undefined
}
