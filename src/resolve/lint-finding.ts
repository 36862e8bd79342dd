// Owns the codes of findings about language traps, with the message and help of each.
import type { Span } from '../text/source.ts'
import { quotedAlternatives } from './check/similar.ts'
import { colonKey } from './colon-key.ts'

/** The functions that make the texts of a finding. */
interface Words {
  readonly message: (name: string, more: FindingDetails) => string
  readonly help?: (name: string, more: FindingDetails) => string | undefined
}

/** Details about an undeclared name, or about a command that is not called. */
export interface FindingDetails {
  /** Similar names that may have been meant. */
  readonly near: readonly string[]
  /** Whether no caller can provide it: it is in a function that only this script can call. */
  readonly isOwn: boolean
  /** Whether the name is almost certainly a mistake. */
  readonly isSure: boolean
  /** Whether it is in braces, which may be intended as the code of a function. */
  readonly isInBraces?: boolean
  /** Whether it is compared with the result of a command in brackets. */
  readonly isResult?: boolean
}

/** The operator or constant of this language, by a word of other languages, or by its own word in other letters. */
const meanings = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', '!'],
  ['in', 'in'],
  ['true', 'true'],
  ['false', 'false'],
])

/** The operator or constant that was probably intended by a bare word (`AND`, `not`, `True`); undefined for other words. */
export const meantBy = (word: string): string | undefined => meanings.get(word.toLowerCase())

/** Operators of other languages, for the help only: what they compare may differ. */
const operators = new Map([
  ...['eq', 'is', 'equals', 'equal'].map((word) => [word, '='] as const),
  ...['ne', 'neq'].map((word) => [word, '!='] as const),
  ...['like', 'contains', 'matches'].map((word) => [word, '~ (a regular expression)'] as const),
  ['gt', '>'],
  ['ge', '>='],
  ['lt', '<'],
  ['le', '<='],
  ['xor', '^ between numbers'],
  ['mod', '%'],
])

/** Whether a bare word looks like a command: `:len`, `/interface`. */
export const isCommandLike = (word: string): boolean => /^[:/][a-z-]+(?:\/[a-z-]+)*$/.test(word)

/** The start of a text, for a message. */
const short = (text: string): string => (text.length > 60 || text.includes('\n') ? `${text.slice(0, 57).split('\n', 1)[0]} ...` : text)

/** Whether a text is a command with further words or values. */
export const isWholeCommand = (text: string): boolean => /^[:/][a-z-]+(?:\/[a-z-]+)*[\s[("$]/.test(text)

/** Whether the text of a finding is a construct, and not a name. Every construct is reported; of a name only the first read. */
export const isConstruct = (text: string): boolean => isWholeCommand(text) || colonKey(text) !== undefined

function messageForBareWord(name: string): string {
  if (isWholeCommand(name)) return `'${short(name)}' is no command here: its words are variables, and nothing declares them`
  return colonKey(name) === undefined
    ? `'${name}' without quotes is a variable here, and nothing declares it`
    : `a ':' does not separate a key from its value: it is part of the name of a variable`
}

function helpForBareWord(name: string, { isInBraces }: FindingDetails): string {
  if (isWholeCommand(name)) {
    const inBrackets = `a command is called in brackets: [${short(name)}]`
    return isInBraces === true ? `${inBrackets}; the code of a function is given with do={...}` : inBrackets
  }
  const element = colonKey(name)
  if (element !== undefined) return `the key of an element has a '=': {${element.key}=${short(element.value)}}`
  if (isCommandLike(name)) return `a command is called in brackets, [${name} ...]; the code of a function is given with do={...}`
  const meant = meantBy(name) ?? operators.get(name.toLowerCase())
  if (meant !== undefined) return `the language has ${meant}; write "${name}" for the text`
  return `write "${name}" for the text`
}

const words = {
  'nested-list': { message: () => "a list with ',' between braces is one element", help: () => "separate elements with ';'" },
  'self-comparison': {
    message: (name) => `'$${name}' is the property ${name} here, not a variable: it is compared with itself`,
    help: () => 'rename the variable: no property of the menu may have its name',
  },
  'bare-word': {
    message: messageForBareWord,
    help: helpForBareWord,
  },
  'nil-by-name': {
    message: (name) => `'${name}' is not a keyword: it is an undeclared variable, which is nothing`,
    help: (_, { isResult }) => `what is meant is ${isResult === true ? '[:typeof [...]] = "nil"' : '[:typeof $x] = "nothing"'}`,
  },
  'undeclared-variable': {
    message: (name, { isOwn }) =>
      isOwn
        ? `'${name}' is never declared, and no call of this function passes ${name}=: it is empty`
        : `'${name}' is never declared: it is empty unless the caller passes ${name}=`,
    help: (_, { near }) => (near.length === 0 ? undefined : `did you mean ${quotedAlternatives(near)}?`),
  },
  'curly-quotes': {
    message: () => 'curly quotes do not quote: they are part of the value',
    help: () => 'use straight ones, "..."',
  },
  'numbered-argument': {
    message: (name) => `'$${name}' is an argument of a function, and this is none: it is empty`,
    help: (name) => `for the sign itself write \\$${name}`,
  },
  'outer-variable': {
    message: (name) => `a function cannot read '${name}' of the surrounding script, and no call passes it`,
    help: (name) => `declare it inside (:global ${name}) or pass it (${name}=$${name})`,
  },
  'own-value': {
    message: (name) => `'$${name}' is the local that is being declared here: it reads nothing, also where a call passes ${name}=`,
    help: (name) => `:local ${name}1 $${name}, or read $${name} without declaring it`,
  },
  'ended-block': {
    message: (name) => `'${name}' is a local of another block, or declared later: it is empty here`,
    help: (name) => `declare it in front (:local ${name}) and :set it in the block`,
  },
  'mixed-declaration': {
    message: (name) => `'${name}' is declared as local and as global in one scope: readers get the first one`,
    help: () => 'use two names',
  },
  'keyed-array-in-text': {
    message: () => 'elements with keys are dropped when an array is concatenated with text',
    help: () => 'name the element: ($array->"key")',
  },
  'condition-not-boolean': {
    message: () => 'a text is not a condition: it fails with "conditional not boolean"',
    help: () => 'compare it, or call a command in [ ]',
  },
  'not-equal': {
    message: () => "'<>' is no operator: it is a '<' and a '>' that defers what follows",
    help: () => "not equal is '!='",
  },
  'no-fractions': {
    message: (name) => `there are no fractions: ${name} is an address or a time`,
    help: (name) => `write "${name}" for the text`,
  },
} as const satisfies Readonly<Record<string, Words>>

/** Receives the findings about language traps; `name` is the name of the variable, or the text. */
export type ReportTrap = (code: LintCode, span: Span, name?: string, more?: FindingDetails) => void

/** The code of a finding about a language trap. */
export type LintCode = keyof typeof words

/** One finding; offsets count like the body's. */
export interface Finding extends Span {
  readonly code: LintCode
  readonly message: string
  readonly help: string | undefined
  readonly more: FindingDetails
}

/** No details. */
export const noDetails: FindingDetails = { near: [], isOwn: false, isSure: true }

/** Makes the finding of a code at a place. `name` is the name or text in its message, `more` has details about an undeclared name. */
export function findingOf(code: LintCode, { from, to }: Span, name: string, more = noDetails): Finding {
  const { message, help }: Words = words[code]
  return { code, from, to, message: message(name, more), help: help?.(name, more), more }
}
