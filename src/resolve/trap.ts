// Owns hints for refusals caused by language traps: the probable cause, and the correct form.
import type { Refusal } from '../../grammar/refusal.ts'
import type { Source } from '../text/source.ts'
import { Brackets, openAt, type Opener } from '../syntax/brackets.ts'

/** What a trap needs of a refusal. `offset` counts in the whole text. */
export type Trapped = Pick<Refusal, 'code' | 'offset' | 'expected'>

type Trap = (before: string, at: string, refusal: Trapped) => string | undefined

/** Each function gets the line up to the place, and the text from the place on. */
const traps: readonly Trap[] = [
  (before, at, { code }) =>
    at.startsWith('#') && code === 'expected-end-of-command' && before.trim() !== ''
      ? "a comment starts a line or follows ';': put ';' before the '#'"
      : undefined,
  (before, at, { code }) =>
    (code === 'syntax-error' || code === 'bad-string') && /\\[0-9A-F]?$/.test(before) && /^[0-9a-fx]/.test(at)
      ? 'hex escapes have two upper-case digits: \\0A'
      : undefined,
  (before) => (/(?:^|[^\\])\$$/.test(before) ? "a '$' must precede a name, '(' or '[': for a literal one write \\$ in a text" : undefined),
  (before, at) => (before.endsWith('=') && at.startsWith('=') ? "equality is a single '=': (1 = 1)" : undefined),
  (before, at) =>
    openParens(before) <= 0 && (/\s\.\s*$/.test(before) || /^\.\s/.test(at))
      ? 'write expressions in parentheses: :put ("a" . "b")'
      : undefined,
  (before, at) =>
    at.startsWith('=') && /:for\s+[\w"]+\s*$/.test(before) ? ':for takes its bounds by name: :for i from=1 to=10 do={...}' : undefined,
  (before, at) => {
    const name = /(?:^|\s)([\w.-]+)\s+$/.exec(before)?.[1]
    return at.startsWith('=') && name !== undefined ? `no blank before and after '=': ${name}=...` : undefined
  },
  (before, at) => (at.startsWith('=') && /:if\b.*\sthen$/.test(before) ? ':if has do= and else=, no then=' : undefined),
  (before) => (/\{\s*\}\s*$/.test(before) ? 'an empty array is ({})' : undefined),
  (before, at) =>
    /^\xe2\x80[\x98-\x9f]/.test(at) || /\xe2\x80[\x98-\x9f]/.test(before.replaceAll(/"[^"]*"/g, ''))
      ? 'curly quotes do not quote: use straight ones, "..."'
      : undefined,
  (before, at) =>
    /^[\r\n]|^$/.test(at) && openParens(before) > 0 && openParens(at.trimStart().split(/\r?\n/, 1)[0] ?? '') >= 0
      ? "a ')' is missing in this line"
      : undefined,
  (before, at) =>
    /^[\r\n]/.test(at) && openParens(before) > 0
      ? "a newline inside ( ) ends the command: end the line with '\\', or keep it on one line"
      : undefined,
  (_, at, { expected }) => {
    const name = expected !== undefined && 'variable' in expected ? /^[A-Za-z0-9]+(?![\w-]*=)/.exec(at)?.[0] : undefined
    return name !== undefined
      ? `nothing declares '${name}' here: write :local ${name} or :global ${name} first (functions do not see names around them)`
      : undefined
  },
  (before, at) =>
    /^[_-]/.test(at) && /:(?:local|global|set)\s+[A-Za-z0-9]+$/.test(before)
      ? 'names hold letters and digits only; quote others, here and wherever they are used: "my-name"'
      : undefined,
  (_, at) => (at.startsWith("'") ? 'single quotes do not quote: use double quotes' : undefined),
  (_, at) => (at.startsWith('{') ? 'no array in braces here: put it in parentheses, ({...}), or write a comma list' : undefined),
]

/** The number of unclosed `(` in a text; negative if it only closes some. */
function openParens(text: string): number {
  const { open, stray } = new Brackets(text).read(text.length)
  const opened = open.filter(({ sign }) => sign === '(').length
  return opened > 0 ? opened : -stray.filter((sign) => sign === ')').length
}

/** The hint for a refusal, or undefined. `lineOf` returns the line of an offset, if the text is a part of a file. */
export function trapAt(source: Source, refusal: Trapped, lineOf = (at: number): number => source.lineAt(at)): string | undefined {
  const line = source.lineAt(Math.min(refusal.offset, source.text.length))
  const before = source.text.slice(source.lineStart(line), refusal.offset)
  const at = source.text.slice(refusal.offset, refusal.offset + 400)
  for (const trap of traps) {
    const hint = trap(before, at, refusal)
    if (hint !== undefined) return hint
  }
  return unclosed(source, refusal, lineOf)
}

/** The unclosed sign, if the text or the line ends too early. */
export function unclosedAt(source: Source, { offset, code }: { readonly offset: number; readonly code: string }): Opener | undefined {
  const rest = source.text.slice(offset, offset + 400)
  if (code !== 'missing-closing-brace' && !/^[\r\n]|^\s*$/.test(rest)) return undefined
  return openAt(source.text, offset).at(-1)
}

function unclosed(source: Source, refusal: Trapped, lineOf: (at: number) => number): string | undefined {
  const open = unclosedAt(source, refusal)
  return open === undefined ? undefined : `the ${open.sign} of line ${lineOf(open.offset)} is not closed`
}
