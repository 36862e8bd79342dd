// Owns the traps of what other languages have, and of what is pasted with a script: comments, prompts, capitals, words.
import { isRootName, type Trap } from './place.ts'

const comment: Trap = ({ refusal: { about, code }, before, command, at }) => {
  if (at.startsWith('#'))
    return code === 'expected-end-of-command' && before.trim() !== ''
      ? "a comment starts a line or follows ';': put ';' before the '#'"
      : undefined
  const isStart = command === '/' && /^[/*]/.test(at)
  return isStart || /^(?:\/\/|\/\*|--$)/.test(about?.word ?? '')
    ? "a comment starts with '#', at the start of a line or behind ';'"
    : undefined
}

/** `[admin@MikroTik] > :put 1`, `> :put 1`. */
const prompt: Trap = ({ refusal: { code }, before, at }) => {
  const [whole] = /^\[[\w. -]+@[^\]\r\n]*\][^>\r\n]*>/.exec(`${before.trimStart()}${at}`) ?? []
  if (whole !== undefined && before.trimStart().length < whole.length) return `leave out the prompt: ${whole}`
  return code === 'expected-command-name' && /^>\s/.test(at) ? "leave out the '>' of the prompt" : undefined
}

/** `:LOCAL x`, `IF (...)`. */
const capital: Trap = ({ refusal, at }) => {
  const [word] = /^[A-Za-z]*[A-Z][A-Za-z-]*(?![\w-]|\s*[=:])/.exec(at) ?? []
  if (word === undefined || (refusal.code !== 'expected-command-name' && refusal.code !== 'bad-command-name')) return undefined
  return isRootName(word.toLowerCase(), refusal) ? `names of commands have small letters: ${word.toLowerCase()}` : undefined
}

const define = ':global NAME do={...}, called as $NAME'
const declare = ':local NAME VALUE'
const print = ':put TEXT'
const attempt = ':do {...} on-error={...}'

/** What this language has for words of others. */
const words: ReadonlyMap<string, string> = new Map([
  ...['function', 'func', 'def', 'fn', 'sub'].map((word) => [word, define] as const),
  ...['var', 'let', 'const', 'int', 'string', 'declare'].map((word) => [word, declare] as const),
  ...['echo', 'print', 'printf', 'println', 'puts', 'write'].map((word) => [word, print] as const),
  ...['try', 'catch'].map((word) => [word, attempt] as const),
  ...['switch', 'case', 'select'].map((word) => [word, 'one :if after the other'] as const),
  ...['sleep', 'wait'].map((word) => [word, ':delay 5s'] as const),
  ...['elseif', 'elsif', 'elif'].map((word) => [word, 'else={ :if (CONDITION) do={...} }'] as const),
  ...['endif', 'fi', 'end', 'done', 'begin', 'then'].map((word) => [word, 'braces around code, do={...}'] as const),
  ...['exit', 'quit', 'die'].map((word) => [word, ':error TEXT, which ends a script, or :return in a function'] as const),
  ['log.info', ':log info TEXT'],
  ['unset', ':set NAME, without a value'],
  ['until', ':do {...} while=(CONDITION)'],
  ['repeat', ':do {...} while=(CONDITION)'],
])

/** `function foo {`, `var x`, `echo "a"`. */
const word: Trap = ({ refusal, command, at, before }) => {
  const isHere = refusal.code === 'bad-command-name'
  if (!isHere && (refusal.code !== 'syntax-error' || refusal.expected === undefined || !('end' in refusal.expected) || !/^[({=:]/.test(at)))
    return undefined
  const [, first = ''] = /^:?([a-z][\w.]*)(?![\w-])/.exec(isHere ? at : command) ?? []
  const meant = words.get(first)
  return meant === undefined || before.endsWith('/') || isRootName(first, refusal)
    ? undefined
    : `there is no '${first}': the language has ${meant}`
}

/** `:log "text"`: a menu whose command is missing. */
const topic: Trap = ({ refusal: { expected, code, about }, command, at }) =>
  expected !== undefined &&
  'menu' in expected &&
  expected.menu.path === '/log' &&
  (/^["$([]/.test(at) || code === 'bad-command-name') &&
  !/\/\s*$/.test(command)
    ? `:log needs a topic: :log info ${about === undefined ? '"text"' : `"${about.word}"`} (or debug, warning, error)`
    : undefined

/** Commands of menus in other words. */
const commands: ReadonlyMap<string, string> = new Map([
  ...['show', 'list', 'display', 'view', 'ls'].map((word) => [word, 'print'] as const),
  ...['delete', 'del', 'rm', 'erase'].map((word) => [word, 'remove'] as const),
  ...['create', 'new', 'insert'].map((word) => [word, 'add'] as const),
  ...['modify', 'change', 'update'].map((word) => [word, 'set'] as const),
])

/** `/ip address show`. */
const command: Trap = ({ refusal: { expected, code, about } }) => {
  if (code !== 'bad-command-name' || expected === undefined || !('menu' in expected)) return undefined
  const { menu } = expected
  const meant = commands.get(about?.word ?? '')
  const found = meant === undefined ? undefined : menu.find(meant)
  return menu.parent === undefined || found === undefined || 'find' in found || found.name !== meant
    ? undefined
    : `did you mean '${meant}'?`
}

/** `status: running`: printed by a command. */
const output: Trap = ({ refusal: { expected }, before, at }) =>
  expected !== undefined && 'end' in expected && /^\s*[\w-]+(?: [\w-]+)*\s*$/.test(before) && /^:\s/.test(at)
    ? 'this is no command: it looks like what a command printed'
    : undefined

/** `/interface print | grep x`. */
const pipe: Trap = ({ refusal, at, outline }) =>
  /^\|\s*\w/.test(at) && /(?:^|[\s/])print\b/.test(outline) && refusal.code === 'expected-end-of-command'
    ? 'there are no pipes: select rows with print where name~"text"'
    : undefined

/** What is not of this language. */
export const foreign: readonly Trap[] = [comment, prompt, capital, topic, command, word, output, pipe]
