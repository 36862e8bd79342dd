// Owns the traps in brackets: closed too early, too late, or with another sign.
import { Brackets } from '../../syntax/brackets.ts'
import { KnownArgument } from '../../schema/known-argument.ts'
import { isOfRoot, type Trap } from './place.ts'

const openers: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' }
const closers: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

/** The number of unclosed `(` in a text; negative if it only closes some. */
function openParens(text: string): number {
  const { open, stray } = new Brackets(text).read(text.length)
  const opened = open.filter(({ sign }) => sign === '(').length
  return opened > 0 ? opened : -stray.filter((sign) => sign === ')').length
}

/** `(1 + 2 }`: another sign closes. */
const mismatched: Trap = ({ before, at, refusal: { code } }) => {
  const sign = at[0] ?? ''
  const opener = openers[sign]
  if (opener === undefined || code === 'missing-closing-brace') return undefined
  const innermost = new Brackets(before).read(before.length).open.at(-1)?.sign
  // Braces and brackets may be opened on lines above.
  if (innermost === undefined) return sign === '}' || before.trim() === '' ? undefined : `nothing in this line opens this '${sign}'`
  const missing = closers[innermost]
  return innermost === opener || missing === undefined ? undefined : `a '${missing}' is missing before this '${sign}'`
}

const missing: Trap = ({ before, at }) =>
  /^[\r\n]|^$/.test(at) && openParens(before) > 0 && openParens(at.trimStart().split(/\r?\n/, 1)[0] ?? '') >= 0
    ? "a ')' is missing in this line"
    : undefined

const newline: Trap = ({ before, at }) =>
  /^[\r\n]/.test(at) && openParens(before) > 0
    ? "a newline inside ( ) ends the command: end the line with '\\', or keep it on one line"
    : undefined

/** `http-data={"a":1}`, `set x {1;2}`: the argument accepts no array. */
const braces: Trap = ({ at, before, refusal }) => {
  if (!at.startsWith('{') || isOfRoot(refusal)) return undefined
  const { expected } = refusal
  const [, name] = /([\w.-]+)=$/.exec(before) ?? []
  const argument = expected !== undefined && 'argument' in expected ? expected.argument : undefined
  if (
    name !== undefined &&
    argument instanceof KnownArgument &&
    ['string', 'any'].includes(argument.kind.name) &&
    argument.slot !== 'array'
  )
    return `quote a text that has braces: ${name}="{...}", with \\" for each '"' in it`
  return 'no array in braces here: put it in parentheses, ({...}), or write a comma list'
}

/** The traps of brackets. */
export const bracketTraps: readonly Trap[] = [mismatched, missing, newline]
/** The trap of a `{` that the argument does not accept; tried last. */
export const braceAt: Trap = braces
