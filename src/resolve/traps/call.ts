// Owns the traps in calls: several commands on a line, commands as values, functions in variables.
import { isOfRoot, isRootName, refusedCommandName, restOf, type Trap } from './place.ts'

/** `:put 1 :put 2`. */
const joined: Trap = ({ refusal, at, outline, inParens }) => {
  if (!isBehind(refusal.code) || inParens || !/\s$/.test(outline)) return undefined
  const [, word] = /^[:/]([a-z][a-z0-9-]*)(?![\w.=-])/.exec(at.replace(/^,\s+/, '')) ?? []
  return word !== undefined && isRootName(word, refusal) ? "two commands on one line need a ';' between them" : undefined
}

/** `:put :len "abc"`, `:local x /interface get ether1 name`, `:put len "abc"`. */
const value: Trap = ({ refusal, at, outline, command }) => {
  if (!isBehind(refusal.code) || !/\s$/.test(outline)) return undefined
  const found = [...outline.matchAll(/(?<=\s|=)([:/]?)([a-z][a-z0-9-]*)(?=[\s/])/g)].find(
    ([whole, sign, word = ''], at) =>
      isRootName(word, refusal) && (sign !== '' || (at === 0 && whole === outline.trimEnd().split(/\s+/).at(-1))),
  )
  const [, sign = ''] = found ?? []
  // A word without a sign is probably text: `:put set up`.
  if (found === undefined || (sign === '' && (!/^["$([]/.test(at) || !/^:?(?:put|local|global|set|return)\b/.test(command))))
    return undefined
  const called = `${sign === '' ? ':' : ''}${command.slice(found.index)}${restOf(at) ?? '...'}`
  return `a command that gives a value stands in brackets: [${called}]`
}

const isBehind = (code: string): boolean => code === 'expected-end-of-command' || code === 'bad-parameter'

/** `$foo(5)`, `foo(5)`. */
const called: Trap = ({ refusal: { expected }, command, at }) => {
  const [, name] = /^[:$]?([A-Za-z]\w*)$/.exec(command) ?? []
  if (name === undefined || !at.startsWith('(') || expected === undefined || !('end' in expected)) return undefined
  const [, given = ''] = /^\(([^()]{0,40})\)/.exec(at) ?? []
  return `a function takes its arguments without parentheses: ${`$${name} ${given.replaceAll(/\s*,\s*/g, ' ')}`.trim()}`
}

/** `foo` in place of `$foo`, for a function in a variable. */
const undollared: Trap = ({ refusal: { code, about, expected, isDeclared }, before, command, at }) => {
  const isGlued = code === 'syntax-error' && expected !== undefined && 'end' in expected && /^:?[a-z][a-z0-9-]*$/.test(command)
  // A device reads letters up to the first capital: `myFunction` ends at the `F`.
  const word = isGlued
    ? `${command.replace(':', '')}${/^[A-Za-z0-9]*/.exec(at)?.[0] ?? ''}`
    : code === 'bad-command-name'
      ? about?.word
      : undefined
  return word !== undefined && !before.endsWith('/') && isDeclared?.(word) === true
    ? `a function in a variable is called with '$': $${word}`
    : undefined
}

/** `:put $f 1 2`. */
const given: Trap = ({ refusal, last, outline, at }) => {
  const name = /^\$?([A-Za-z][A-Za-z0-9]*)$/.exec(last)?.[1]
  if (!isBehind(refusal.code) || !isOfRoot(refusal) || name === undefined || !/\S\s+\S+\s+$/.test(outline)) return undefined
  if (refusal.isDeclared?.(name) !== true || !/^[\w"$[(]/.test(at)) return undefined
  return `a function with arguments is called in brackets: [$${name} ${restOf(at) ?? '...'}]`
}

/** `[find where name=x]` at the root, where `find` is the language command. */
const find: Trap = ({ refusal, outline }) =>
  isOfRoot(refusal) && refusedCommandName(refusal) === 'find' && /\bwhere\b/.test(outline)
    ? ':find searches texts and arrays: for rows write the menu before it, [/interface find where ...]'
    : undefined

/** The traps of calls. */
export const callTraps: readonly Trap[] = [called, undollared, joined, find, value, given]
