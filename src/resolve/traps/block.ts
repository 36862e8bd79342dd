// Owns the traps in conditions, loops and declarations whose parts are written as in other languages.
import { isOfRoot, refusedCommandName, type Trap, type Trapped } from './place.ts'

/** The forms of commands whose parts are often written as in other languages. */
const forms: Readonly<Record<string, string>> = {
  if: ':if (CONDITION) do={...} else={...}',
  for: ':for i from=1 to=10 do={...}',
  foreach: ':foreach i in=$list do={...}',
  while: ':while (CONDITION) do={...}',
  do: ':do {...} while=(CONDITION), or on-error={...}',
  onerror: ':onerror e in={...} do={...}',
}

/** `else if (...)`, `elseif (...)`. */
const elseIf: Trap = ({ refusal: { about }, command, outline }) =>
  /(?:^|[\s_:])(?:else\s+:?if|else?if)\s*$/.test(outline) ||
  /(?:^|\s)else\s+:?if\s*$/.test(command) ||
  /^(?:elseif|elsif|elif)$/.test(about?.word ?? '')
    ? "there is no 'else if': else={ :if (CONDITION) do={...} }"
    : undefined

/** `else={...}` or `do={...}` on a line of its own. */
const apart: Trap = ({ command, at, refusal: { about, code } }) => {
  const word = code === 'bad-command-name' ? about?.word : /^:?([a-z-]+)\s*$/.exec(command)?.[1]
  if (word === undefined || !parts.has(word) || (code !== 'bad-command-name' && !/^[={]/.test(at))) return undefined
  const owner = owners[word] ?? 'command'
  return `${word}= belongs to the ${owner} before it: write it on that line, behind the '}' or ')' (a '\\' at its end joins the next line)`
}

const owners: Readonly<Record<string, string>> = { else: ':if', 'on-error': ':do' }
const parts: ReadonlySet<string> = new Set(['do', 'else', 'on-error', 'while'])

const then: Trap = ({ command, at, refusal: { about } }) =>
  /^:?if\b/.test(command) && ((at.startsWith('=') && /\sthen$/.test(command)) || about?.word === 'then')
    ? ':if has do= and else=, no then='
    : undefined

/** `do=:put 1`: without braces the value is one word. */
const unbraced: Trap = ({ command }) => {
  const [, name] = /(?:^|\s)(do|else|on-error|in|command)=:?[a-z]+\s+$/.exec(command) ?? []
  return name === undefined || !/^:?(?:if|for|foreach|while|do|onerror|retry|local|global)\b/.test(command)
    ? undefined
    : `code is given in braces: ${name}={ ... }`
}

/** `:for i=1 to=3`. */
const bounds: Trap = ({ before, at }) =>
  at.startsWith('=') && /:for\s+[\w"]+\s*$/.test(before) ? ':for takes its bounds by name: :for i from=1 to=10 do={...}' : undefined

/** `:local $x 5`: where a name is declared it has no `$`. */
const declared: Trap = ({ refusal: { expected }, at, command }) => {
  if (expected === undefined || !('argument' in expected) || !['name', 'names'].includes(expected.slot)) return undefined
  const [, name] = /^\$(\w+)/.exec(at) ?? []
  if (name !== undefined) return `a name that is declared has no '$': ${command.trimEnd()} ${name} ...`
  const form = forms[expected.command?.name ?? '']
  return at.startsWith('(') && form !== undefined ? `the form is ${form}` : undefined
}

/** The traps of conditions, loops and declarations. */
export const blockTraps: readonly Trap[] = [elseIf, apart, then, unbraced, bounds, declared]

/** The usual form of a refused language command, as the hint if no trap matches. */
export function usualForm(refusal: Trapped): string | undefined {
  const form = isOfRoot(refusal) ? forms[refusedCommandName(refusal)] : undefined
  return form === undefined ? undefined : `the form is ${form}`
}
