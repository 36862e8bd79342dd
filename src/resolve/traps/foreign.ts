// Owns the traps of foreign text in scripts: words and comments of other languages, capitals, pasted prompts and outputs.
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

/** The form in this language by words of other languages. */
const words: readonly (readonly [meant: string, words: readonly string[]])[] = [
  [define, ['function', 'func', 'def', 'fn', 'sub']],
  [declare, ['var', 'let', 'const', 'int', 'string', 'declare']],
  [print, ['echo', 'print', 'printf', 'println', 'puts', 'write']],
  [attempt, ['try', 'catch']],
  ['one :if after the other', ['switch', 'case', 'select']],
  [':delay 5s', ['sleep', 'wait']],
  ['else={ :if (CONDITION) do={...} }', ['elseif', 'elsif', 'elif']],
  ['braces around code, do={...}', ['endif', 'fi', 'end', 'done', 'begin', 'then']],
  [':error TEXT, which ends a script, or :return in a function', ['exit', 'quit', 'die']],
  [':log info TEXT', ['log.info']],
  [':set NAME, without a value', ['unset']],
  [':do {...} while=(CONDITION)', ['until', 'repeat']],
]

const meantBy = (table: typeof words, word: string): string | undefined => table.find(([, others]) => others.includes(word))?.[0]

/** `function foo {`, `var x`, `echo "a"`. */
const word: Trap = ({ refusal, command, at, before }) => {
  const isHere = refusal.code === 'bad-command-name'
  if (!isHere && (refusal.code !== 'syntax-error' || refusal.expected === undefined || !('end' in refusal.expected) || !/^[({=:]/.test(at)))
    return undefined
  const [, first = ''] = /^:?([a-z][\w.]*)(?![\w-])/.exec(isHere ? at : command) ?? []
  const meant = meantBy(words, first)
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

/** The commands of menus by words of other systems. */
const commands: typeof words = [
  ['print', ['show', 'list', 'display', 'view', 'ls']],
  ['remove', ['delete', 'del', 'rm', 'erase']],
  ['add', ['create', 'new', 'insert']],
  ['set', ['modify', 'change', 'update']],
]

/** `/ip address show`. */
const command: Trap = ({ refusal: { expected, code, about } }) => {
  if (code !== 'bad-command-name' || expected === undefined || !('menu' in expected)) return undefined
  const { menu } = expected
  const meant = meantBy(commands, about?.word ?? '')
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

/** The traps of foreign text. */
export const foreignTraps: readonly Trap[] = [comment, prompt, capital, topic, command, word, output, pipe]
