// Owns the TextMate grammar: highlighting for editors without a language server, generated from the tokens and the names of the newest
// release.
import { escapedBytes } from '../../../grammar/escapes.ts'
import { isMenu } from '../../../grammar/names.ts'
import { patterns } from '../../../grammar/tokens.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'

/** A rule of a TextMate grammar, as far as this one uses it. */
interface Pattern {
  readonly name?: string
  readonly match?: string
  readonly begin?: string
  readonly end?: string
  readonly include?: string
  readonly captures?: Readonly<Record<string, { readonly name: string }>>
  readonly patterns?: readonly Pattern[]
}

/** A TextMate grammar as JSON. */
export interface TextMate {
  readonly name: string
  readonly scopeName: string
  readonly fileTypes: readonly string[]
  readonly patterns: readonly Pattern[]
  readonly repository: Readonly<Record<string, Pattern>>
}

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Control-flow commands. */
const control = new Set(['if', 'for', 'foreach', 'while', 'do', 'return', 'error', 'onerror', 'retry', 'break', 'continue', 'exit'])

/** Declaring commands. */
const declaring = new Set(['local', 'global', 'set'])

const alternatives = (words: Iterable<string>): string => [...words].map(quoted).join('|')

/** The grammar; `root` is the root menu with all its contents. */
export function textMate(root: KnownMenu): TextMate {
  const entries = [...root.entries]
  const menus = entries.flatMap(([name, entry]) => (isMenu(entry) ? [name] : []))
  const words = entries.flatMap(([name, entry]) => (isMenu(entry) ? [] : [name]))
  const word = (scope: string, which: (name: string) => boolean): Pattern => ({
    match: `(:)(${alternatives(words.filter(which))})(?![\\w-])`,
    captures: { 1: { name: 'punctuation.definition.command.rsc' }, 2: { name: scope } },
  })
  const name = patterns.name.source
  const code: readonly Pattern[] = [
    'comment',
    'string',
    'variable',
    'control',
    'declaring',
    'command',
    'path',
    'argument',
    'number',
    'constant',
    'operator',
  ].map((part) => ({ include: `#${part}` }))
  return {
    name: 'RouterOS script',
    scopeName: 'source.rsc',
    fileTypes: ['rsc'],
    patterns: code,
    repository: {
      comment: { match: '(?:^|(?<=[;{\\[]))\\s*(#.*)$', captures: { 1: { name: 'comment.line.number-sign.rsc' } } },
      string: {
        name: 'string.quoted.double.rsc',
        begin: '"',
        end: '"',
        patterns: [
          { name: 'constant.character.escape.rsc', match: `\\\\(?:[0-9A-F]{2}|[${escapedBytes.map(quoted).join('')}]|\\s*$)` },
          { name: 'meta.embedded.rsc', begin: '\\$\\[', end: '\\]', patterns: code },
          { name: 'meta.embedded.rsc', begin: '\\$\\(', end: '\\)', patterns: code },
          { include: '#variable' },
        ],
      },
      variable: { name: 'variable.other.rsc', match: `\\$(?:${patterns.identifier.source}|"[^"]*")` },
      control: word('keyword.control.rsc', (one) => control.has(one)),
      declaring: word('storage.type.rsc', (one) => declaring.has(one)),
      command: word('support.function.rsc', (one) => !control.has(one) && !declaring.has(one)),
      path: {
        name: 'entity.name.namespace.rsc',
        match: `(?<![\\w/-])/\\s*(?:${alternatives(menus)})(?![\\w.-])(?:[/ ]+${name}(?![^\\s/;\\]}]))*`,
      },
      argument: {
        match: `(?<![\\w.-])(${patterns.key.source.replace(/=$/, '')})(=)`,
        captures: { 1: { name: 'variable.parameter.rsc' }, 2: { name: 'keyword.operator.assignment.rsc' } },
      },
      number: { name: 'constant.numeric.rsc', match: '\\b(?:0x[0-9A-Fa-f]+|\\d+(?:[.:/]\\d+)*(?:[smhdw]|ms)?)\\b' },
      constant: { name: 'constant.language.rsc', match: '(?<![\\w.-])(?:true|false|yes|no|nothing|nil)(?![\\w.-])' },
      operator: { name: 'keyword.operator.rsc', match: patterns.operator.source.replace('(?:and', '\\b(?:and') },
    },
  }
}
