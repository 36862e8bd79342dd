// Owns what would mend a finding, as edits.
import type { Edit, Fix } from '../../diagnostic/diagnostic.ts'
import { Brackets } from '../../syntax/brackets.ts'
import type { Node } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'
import type { Declared } from '../declarations.ts'
import type { Finding } from '../lint.ts'
import { similar } from './similar.ts'
import { constantText } from './use.ts'
import { lastAtMost } from '../../text/sorted.ts'

/** The fixes that write one of some names in place of a word; one that is alone is preferred. */
export const renamed = (span: Span, names: readonly string[]): readonly Fix[] =>
  names.map((name) => ({ title: `write '${name}'`, edits: [{ ...span, text: name }], preferred: names.length === 1 }))

/** The fixes that write one of some names in place of a word of a value that is written out; none where escapes hide its place. */
export function renamedIn(node: Node, word: string, names: readonly string[]): readonly Fix[] {
  const text = constantText(node)
  const start = node.kind === 'quoted' ? node.from + 1 : node.from
  const isPlain = text !== undefined && text.length === node.to - node.from - 2 * (start - node.from)
  const at = isPlain ? text.indexOf(word) : -1
  return at === -1 ? [] : renamed({ from: start + at, to: start + at + word.length }, names)
}

/** The fix that puts something into a text. */
export const inserted = (title: string, offset: number, text: string): readonly Fix[] => [fix(title, { ...at(offset), text })]

/** What is open at the places of a text, read once for all of them: places are asked in their order, else it is read again. */
export class Opens {
  readonly text: string
  #read: Brackets
  #at = 0
  #starts: readonly number[] | undefined

  constructor(text: string) {
    this.text = text
    this.#read = new Brackets(text)
  }

  /** What is open before an offset, the innermost last. */
  before(offset: number): Brackets['open'] {
    if (offset < this.#at) this.#read = new Brackets(this.text)
    this.#at = offset
    return this.#read.read(offset).open
  }

  /** Where the first of the lines starts that `\`, a string or a bracket joins to the one that an offset stands in. */
  lineOf(offset: number): number {
    const starts = (this.#starts ??= [...startsIn(this.text)])
    return starts[lastAtMost(starts, offset)] ?? 0
  }
}

/** Where lines start with which a command may start: nothing joins them to the one before. */
function* startsIn(text: string): Iterable<number> {
  const brackets = new Brackets(text)
  for (let line = 0; ;) {
    const isJoined = /\\\r?\n$/.test(text.slice(Math.max(0, line - 3), line))
    if (!isJoined && [undefined, '{'].includes(brackets.read(line).open.at(-1)?.sign)) yield line
    const end = text.indexOf('\n', line)
    if (end === -1) return
    line = end + 1
  }
}

/** What would mend a trap of the language. `opens` is of the text that was checked, `declared` the names that it declares. */
export function fixesOf({ code, from, to, more }: Finding, opens: Opens, declared: Declared): readonly Fix[] {
  const { text } = opens
  const word = text.slice(from, to)
  const name = word.replace(/^\$/, '')
  switch (code) {
    case 'bare-word': {
      const meant = similar(word, declared.names)
      return [
        ...meant.map((one) => fix(`read the variable: $${one}`, { from, to, text: `$${one}` })),
        { ...fix(`write the text "${word}"`, { from, to, text: `"${word}"` }), preferred: meant.length === 0 },
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
      // Commas in strings and calls are others.
      return comma.some((part) => /["[({]/.test(part))
        ? []
        : [{ ...fix("separate members with ';'", { from, to, text: comma.join(';') }), preferred: true }]
    }
    case 'no-fractions':
      return [fix(`write the text "${word}"`, { from, to, text: `"${word}"` })]
    default:
      return []
  }
}

const at = (offset: number): Span => ({ from: offset, to: offset })

const fix = (title: string, edit: Edit): Fix => ({ title, edits: [edit], preferred: false })

/** Declares a name in a line of its own before the command that an offset stands in. */
function declaration(opens: Opens, offset: number, words: string): readonly Fix[] {
  const line = opens.lineOf(offset)
  const indent = /^[ \t]*/.exec(opens.text.slice(line, line + 200))?.[0] ?? ''
  return [fix(`declare it: ${words}`, { ...at(line), text: `${indent}${words}\n` })]
}
