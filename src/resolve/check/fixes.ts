// Owns making the fixes of findings (edits of the text).
import type { Edit, Fix } from '../../diagnostic/diagnostic.ts'
import { Brackets } from '../../syntax/brackets.ts'
import type { Node } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'
import type { DeclaredNames } from '../declarations.ts'
import { colonKey, type ColonKey } from '../colon-key.ts'
import { isCommandLike, isWholeCommand, meantBy, type Finding } from '../lint-finding.ts'
import { isSlip, similar } from './similar.ts'
import { constantText } from './constant.ts'
import { lastAtMost } from '../../text/sorted.ts'
import { continuesLine } from '../../text/logical-line.ts'

/** Returns fixes that replace a word, one for each name. A single fix is preferred. */
export const renamed = (span: Span, names: readonly string[]): readonly Fix[] =>
  names.map((name) => ({ title: `write '${name}'`, edits: [{ ...span, text: name }], preferred: names.length === 1 }))

/** Like `renamed`, for a word in a constant value or an element of a list in it; none if the value has escapes. */
export function renamedIn(node: Node, word: string, names: readonly string[]): readonly Fix[] {
  const text = constantText(node)
  const start = node.kind === 'quoted' ? node.from + 1 : node.from
  const isPlain = text !== undefined && text.length === node.to - node.from - 2 * (start - node.from)
  const at = isPlain ? placeIn(text, word) : -1
  return at === -1 ? [] : renamed({ from: start + at, to: start + at + word.length }, names)
}

/** Like `renamedIn`, for names that are only similar: a fix is preferred if the word is certainly a slip (`isSlip`). */
export const respelt = (node: Node, word: string, names: readonly string[]): readonly Fix[] =>
  renamedIn(node, word, names).map((one, at) => ({ ...one, preferred: one.preferred && isSlip(word, names[at] ?? '') }))

/** The place of a word in a text, as an element of a list if it is one: `ether1` in `ether10,ether1`. */
function placeIn(text: string, word: string): number {
  const isEdge = (sign: string | undefined): boolean => sign === undefined || /[,/!%@]/.test(sign)
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (isEdge(text[at - 1]) && isEdge(text[at + word.length])) return at
  const at = text.indexOf(word)
  return at === text.lastIndexOf(word) ? at : -1
}

/** A fix that inserts text. */
export const inserted = (title: string, offset: number, text: string): readonly Fix[] => [fix(title, { ...at(offset), text })]

/** Finds the brackets that are open at offsets of a text. Ascending queries cost one scan; a query further up starts again. */
export class Opens {
  readonly text: string
  #read: Brackets
  #at = 0
  #starts: readonly number[] | undefined

  constructor(text: string) {
    this.text = text
    this.#read = new Brackets(text)
  }

  /** The open signs before an offset, the innermost last. */
  before(offset: number): Brackets['open'] {
    if (offset < this.#at) this.#read = new Brackets(this.text)
    this.#at = offset
    return this.#read.read(offset).open
  }

  /** The start of the logical line of an offset: `\`, a string or a bracket joins lines. */
  lineOf(offset: number): number {
    const starts = (this.#starts ??= [...startsIn(this.text)])
    return starts[lastAtMost(starts, offset)] ?? 0
  }
}

/** The starts of the lines on which a command may start. */
function* startsIn(text: string): Iterable<number> {
  const brackets = new Brackets(text)
  for (let line = 0; ;) {
    if (!continuesLine(text, line) && [undefined, '{'].includes(brackets.read(line).open.at(-1)?.sign)) yield line
    const end = text.indexOf('\n', line)
    if (end === -1) return
    line = end + 1
  }
}

/** The fixes of a language trap. `opens` belongs to the checked text, `declared` to its declarations. */
export function fixesOf({ code, from, to, more }: Finding, opens: Opens, declared: DeclaredNames): readonly Fix[] {
  const { text } = opens
  const word = text.slice(from, to)
  const name = word.replace(/^\$/, '')
  switch (code) {
    case 'bare-word': {
      if (isWholeCommand(word)) return inBrackets(text, { from, to })
      const element = colonKey(word)
      if (element !== undefined) return withKey(text, { from, to }, element)
      const own = meantBy(word)
      const meant = similar(word, declared.names)
      return [
        ...(own === undefined ? [] : [{ ...fix(`write ${own}`, { from, to, text: own }), preferred: true }]),
        ...meant.map((one) => fix(`read the variable: $${one}`, { from, to, text: `$${one}` })),
        {
          ...fix(`write the text "${word}"`, { from, to, text: `"${word}"` }),
          preferred: meant.length === 0 && own === undefined && !isCommandLike(word) && !isBeside(text, { from, to }),
        },
      ]
    }
    case 'undeclared-variable': {
      const sign = word.startsWith('$') ? '$' : ''
      const meant = renamed({ from: from + sign.length, to }, more.near).map((one) => ({ ...one, preferred: one.preferred && more.isSure }))
      const isInString = sign !== '' && opens.before(from).at(-1)?.sign === '"'
      return [
        ...meant,
        ...(isInString ? inserted('keep the $ for who reads the text: \\$', from, '\\') : []),
        ...(/^[A-Za-z0-9]+$/.test(name) ? ['local', 'global'].flatMap((word) => declaration(opens, from, `:${word} ${name}`)) : []),
      ]
    }
    case 'outer-variable': {
      const open = opens.before(from).findLast(({ sign, offset }) => sign === '{' && text[offset - 1] === '=')
      return open === undefined
        ? []
        : [fix(`declare it in this function: :global ${name}`, { ...at(open.offset + 1), text: `:global ${name}; ` })]
    }
    case 'nested-list': {
      const comma = text.slice(from, to).split(',')
      // Commas in strings and calls have other meanings.
      return comma.some((part) => /["[({]/.test(part))
        ? []
        : [{ ...fix("separate members with ';'", { from, to, text: comma.join(';') }), preferred: true }]
    }
    case 'curly-quotes': {
      const [, inner = ''] = curlyQuoted.exec(word) ?? []
      return inner === '' || /["\\$]/.test(inner) ? [] : [{ ...fix(`write "${inner}"`, { from, to, text: `"${inner}"` }), preferred: true }]
    }
    case 'not-equal':
      return [{ ...fix("write '!='", { from, to, text: '!=' }), preferred: true }]
    case 'no-fractions':
      return [fix(`write the text "${word}"`, { from, to, text: `"${word}"` })]
    default:
      return []
  }
}

/** A text between curly quotes (UTF-8 of U+2018 to U+201F), or behind one. */
const curlyQuoted = /^\xe2\x80[\x98-\x9f](.*?)(?:\xe2\x80[\x98-\x9f])?$/

/** Whether a word is next to another operand, without an operator between: then it is a part of something, and not a text of its own. */
const isBeside = (text: string, { from, to }: Span): boolean => {
  const [before, behind] = [text.slice(Math.max(0, from - 200), from), text.slice(to, to + 200)]
  const isBehind = /[\w"\])}]\s*$/.test(before) && !/(?:^|[^\w$-])(?:and|or|in)\s+$/.test(before)
  return isBehind || (/^\s*[\w"$([{:/]/.test(behind) && !/^\s*(?:and|or|in)[^\w-]/.test(behind))
}

/** A command that consists of words and simple arguments. */
const plainCommand = /^[:/][a-z-]+(?:[ /]+(?:[\w-]+=)?(?:[\w./-]+|\$\w+|"[^"\\$]*"))+$/

/** A fix that puts a command into brackets; preferred if all its words belong to it. */
function inBrackets(text: string, { from, to }: Span): readonly Fix[] {
  const isGroup = text[from - 1] === '(' && text[to] === ')'
  if (!isGroup || !plainCommand.test(text.slice(from, to))) return []
  const edits = [
    { from: from - 1, to: from, text: '[' },
    { from: to, to: to + 1, text: ']' },
  ]
  return [{ title: 'call the command in brackets', edits, preferred: true }]
}

/** A fix that writes `=` behind a key. It is preferred if the value is simple and no `,` is next to the element. */
function withKey(text: string, { from, to }: Span, { key, colon, value }: ColonKey): readonly Fix[] {
  const start = from + key.length
  const isPlain = /^(?:"[^"]*"|[A-Za-z][A-Za-z0-9]*)$/.test(key) && /^(?:\d+|true|false|\$[A-Za-z][A-Za-z0-9]*|"[^"]*")$/.test(value)
  const isAlone = /[{;]\s*$/.test(text.slice(0, from).slice(-200)) && /^\s*[};]/.test(text.slice(to, to + 200))
  return [{ ...fix("write '=' behind the key", { from: start, to: start + colon.length, text: '=' }), preferred: isPlain && isAlone }]
}

const at = (offset: number): Span => ({ from: offset, to: offset })

const fix = (title: string, edit: Edit): Fix => ({ title, edits: [edit], preferred: false })

/** A fix that declares a name on a new line before the command that contains an offset. */
function declaration(opens: Opens, offset: number, words: string): readonly Fix[] {
  const line = opens.lineOf(offset)
  const indent = /^[ \t]*/.exec(opens.text.slice(line, line + 200))?.[0] ?? ''
  return [fix(`declare it: ${words}`, { ...at(line), text: `${indent}${words}\n` })]
}
