// Owns the traps in strings and names: quotes, escapes, undeclared names.
import { quotedAlternatives, similar } from '../check/similar.ts'
import type { Trap } from './place.ts'

/** `"say "hi""`: the quote ends the string. */
const inner: Trap = ({ refusal: { code }, before, at, outline }) => {
  if (code !== 'expected-end-of-command' || !before.endsWith('"')) return undefined
  // A string in brackets or one that was given a name is followed by the next argument: `name="x"comment=`.
  if (/^[\w-]+=/.test(at)) return 'a blank is missing behind the string'
  if (/^[\w\\/.<>-]/.test(at)) return `a '"' inside a string is written \\"`
  return /^[$["(]/.test(at) && !outline.includes('(')
    ? 'parts are joined in one string, "a$b", or with \'.\' in parentheses, ("a" . $b)'
    : undefined
}

const hex: Trap = ({ refusal: { code }, before, at }) =>
  (code === 'syntax-error' || code === 'bad-string') && /\\[0-9A-F]?$/.test(before) && /^[0-9a-fx]/.test(at)
    ? 'hex escapes have two upper-case digits: \\0A'
    : undefined

const escape: Trap = ({ refusal: { code }, before }) =>
  code === 'bad-string' && before.endsWith('\\') ? "a '\\' inside a string is written \\\\" : undefined

const single: Trap = ({ at }) => (at.startsWith("'") ? 'single quotes do not quote: use double quotes' : undefined)

const curly: Trap = ({ before, at }) =>
  /^\xe2\x80[\x98-\x9f]/.test(at) || /\xe2\x80[\x98-\x9f]/.test(before.replaceAll(/"[^"]*"/g, ''))
    ? 'curly quotes do not quote: use straight ones, "..."'
    : undefined

const name: Trap = ({ before, at }) =>
  /^[_-]/.test(at) && /:(?:local|global|set)\s+[A-Za-z0-9]+$/.test(before)
    ? 'names hold letters and digits only; quote others, here and wherever they are used: "my-name"'
    : undefined

const undeclared: Trap = ({ refusal: { expected }, at }) => {
  const word = expected !== undefined && 'variable' in expected ? /^[A-Za-z0-9]+(?![\w-]*=)/.exec(at)?.[0] : undefined
  if (word === undefined || expected === undefined || !('variable' in expected)) return undefined
  const near = similar(word, expected.visible?.() ?? [])
  return near.length > 0
    ? `nothing declares '${word}' here: did you mean ${quotedAlternatives(near)}?`
    : `nothing declares '${word}' here: write :local ${word} or :global ${word} first (functions do not see names around them)`
}

/** The traps of strings and names. */
export const textTraps: readonly Trap[] = [hex, escape, inner, curly, undeclared, name, single]
