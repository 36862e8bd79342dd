// Owns the traps in expressions: missing parentheses, elements of arrays, operators of other languages.
import { Brackets } from '../../syntax/brackets.ts'
import { isOfRoot, refusedCommandName, maskedText, restOf, type Trap, type Trapped } from './place.ts'

const operator = /^(?:->|<=|>=|!=|<<|>>|&&|\|\||[+*%<>=&|^~]|\.(?!\.)|-(?=[\s\d$("[])|\/(?=[\s\d$("[])|,(?=\s)|(?:and|or|in)\s)/

/** `:if $x > 3 do=`, `:set i $i+1`, `:put "a" . "b"`: outside of parentheses an operator ends the command. */
const bare: Trap = ({ refusal, at, inParens, last, outline }) => {
  const isLate = refusal.code === 'bad-parameter' && isOfRoot(refusal)
  if ((refusal.code !== 'expected-end-of-command' && !isLate) || inParens || !operator.test(at) || !/\S\s+\S/.test(outline))
    return undefined
  const left = last.replace(/^[\w.-]+=(?=.)/, '')
  if (!isOperand(refusal, left, left !== last, at) || (at.startsWith('in') && /^:?for/.test(outline))) return undefined
  // A value that only has a sign in it is a text: `url=a?b=c`.
  if (left !== last && !/^[\s]|^\./.test(at) && !/^[$"[(]/.test(left)) return undefined
  const isGlued = !/\s$/.test(outline) && !/^[^\w"$[(]+\s/.test(at)
  const right = isGlued ? /^\S*/.exec(at)?.[0] : restOf(at)
  return inParentheses(right === undefined || right.length < 2 ? undefined : `${left}${isGlued ? '' : ' '}${right}`)
}

/** `$list.length`, `$row.name`. */
const member: Trap = ({ refusal: { code }, before, at, inParens }) => {
  const [, name] = /(\$[A-Za-z]\w*)$/.exec(before) ?? []
  const [, key] = /^\.([A-Za-z]\w*)(?![\w(])/.exec(at) ?? []
  return code === 'expected-end-of-command' && !inParens && name !== undefined && key !== undefined
    ? `values have no members: an element is (${name}->"${key}"), a length [:len ${name}]`
    : undefined
}

/** Whether a word may be intended as an operand. A plain word of a menu command may have another meaning, such as the number of a row. */
function isOperand(refusal: Trapped, word: string, isValue: boolean, at = ''): boolean {
  if (/^["$([{]/.test(word)) return true
  if (!isOfRoot(refusal)) return isValue
  if (!/^[a-z-]+$/i.test(word) || ['if', 'while'].includes(refusedCommandName(refusal))) return true
  return ['put', 'set', 'local', 'global', 'return'].includes(refusedCommandName(refusal)) && !at.startsWith('=')
}

/** `:put "a" . "b"`: without parentheses the `.` is a word, and the text behind it is a surplus word. */
const dotted: Trap = ({ refusal, command, at, inParens, outline }) => {
  const { code } = refusal
  if (inParens || (code !== 'expected-end-of-command' && code !== 'bad-parameter')) return undefined
  const left = /[^\s=]+\s+[.+*%<>~-]\s+$/.exec(outline)?.index
  const right = restOf(at)
  return left === undefined || !isOperand(refusal, command.slice(left), false)
    ? undefined
    : inParentheses(right === undefined ? undefined : `${command.slice(left)}${right}`)
}

const inParentheses = (expression: string | undefined): string =>
  `an expression needs parentheses: (${expression === undefined || expression.length > 60 ? '...' : joining(expression)})`

/** The expression with `.` in place of `+`, if it has texts that are no numbers: `+` does not concatenate. */
function joining(expression: string): string {
  const outline = maskedText(expression)
  const strings = expression.match(/"[^"]*"/g) ?? []
  if (!strings.some((one) => !/^"[\d.:]*"$/.test(one))) return expression
  return [...expression].map((sign, at) => (outline[at] === '+' ? '.' : sign)).join('')
}

/** `!$x` outside of parentheses. */
const negated: Trap = ({ refusal, at, inParens }) =>
  refusal.code === 'expected-end-of-command' && !inParens && /^!\s*[$([\w]/.test(at) && isOfRoot(refusal)
    ? inParentheses(restOf(at))
    : undefined

/** `$arr[0]`, `($arr["a"])`. */
const element: Trap = ({ refusal, before, at, outline }) => {
  const [, array] = /(\$?[A-Za-z][A-Za-z0-9]*)\[?$/.exec(before) ?? []
  const isOpen = before.endsWith('[')
  const [, key] = (isOpen ? /^("[^"]*"|\$?\w+)\]/ : /^\[("[^"]*"|\$?\w+)\]/).exec(at) ?? []
  if (array === undefined || key === undefined || (!isOpen && /^:?\w*$/.test(outline))) return undefined
  if (!isOpen && refusal.code !== 'expected-end-of-command') return undefined
  if (isOpen && !array.startsWith('$')) return undefined
  return `an element of an array is ($${array.replace('$', '')}->${/^[A-Za-z]/.test(key) ? `"${key}"` : key})`
}

const equality: Trap = ({ before, at }) => {
  if (!before.endsWith('=') || !at.startsWith('=')) return undefined
  return "equality is a single '=': (1 = 1)"
}

/** `($x += 1)`, `($x++)`. */
const changed: Trap = ({ before, at, inParens }) => {
  const [, name, sign] = /\$(\w+)\s*([-+*/.])$/.exec(before) ?? []
  if (!inParens || name === undefined || sign === undefined || !(at.startsWith('=') || at.startsWith(sign))) return undefined
  return `an expression changes no variable: :set ${name} ($${name} ${sign} ${at.startsWith('=') ? (restOf(at.slice(1)) ?? '...') : '1'})`
}

const ternary: Trap = ({ refusal, before, at, inParens }) =>
  /\s$/.test(before) && /^\?\s/.test(at) && inParens && refusal.code === 'syntax-error'
    ? "there is no '? :': write :if (CONDITION) do={...} else={...}"
    : undefined

const empty: Trap = ({ before, refusal }) => {
  if (/\{\s*\}\s*$/.test(before)) return 'an empty array is ({})'
  return refusal.code === 'syntax-error' && /\(\s*\)$/.test(before) ? '( ) needs an expression inside' : undefined
}

/** `(1;2)`. */
const several: Trap = ({ before, at }) =>
  at.startsWith(';') && new Brackets(before).read(before.length).open.at(-1)?.sign === '('
    ? '( ) holds one expression; an array is {1;2;3}'
    : undefined

/** `["a";"b"]`, `[1,2]`, `[1;2]`. */
const list: Trap = ({ refusal: { code }, before, at }) => {
  if (code === 'bad-command-name' && /\[[\s\d;]*$/.test(before) && /^\d+\s*[;\]]/.test(at)) return noList
  const [, inner] = /(?:^|[\s=({;[])\[\s*(\d*)$/.exec(before) ?? []
  if (inner === undefined || (code !== 'expected-command-name' && code !== 'syntax-error')) return undefined
  return (inner === '' ? /^"[^"]*"\s*[;,\]]/ : /^[;,]/).test(at) ? noList : undefined
}

const noList = '[ ] runs a command; an array is {1;2;3}'

/** `$(...)` and `${...}` of other languages, a `$` as a sign of money. */
const dollar: Trap = ({ before, at }) => {
  if (!/(?:^|[^\\])\$$/.test(before)) return undefined
  if (at.startsWith('{')) return 'in a text a variable is $name, an expression $(...), a command $[...]'
  return "a '$' must precede a name, '(' or '[': for a literal one write \\$ in a text"
}

/** The traps of expressions. */
export const expressionTraps: readonly Trap[] = [
  ...[equality, dollar, changed, element, list, several],
  ...[ternary, empty, member, bare, dotted, negated],
]
