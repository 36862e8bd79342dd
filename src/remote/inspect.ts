// Owns `/console/inspect`: lets tools query a device's console for names, arguments, completions and highlighting.
import { entryAt } from '../device/invoke.ts'
import { missingArguments } from '../diagnostic/failure.ts'
import { completionsAt, type Completion } from '../ide/complete.ts'
import { Document } from '../ide/document.ts'
import { tokensOf } from '../ide/tokens.ts'
import { KnownCommand } from '../schema/known-command.ts'
import type { WireRow } from '../device/types.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { noMatch } from '../schema/refusal.ts'
import { Source } from '../text/source.ts'
import type { Served } from './served.ts'

/**
 * The rows of `request=child|syntax|completion|highlight|self`. `path` has commas between its words; any other form gives no rows. `input`
 * is text that follows it (consoles shown in forum posts, 7.9 to 7.16; the preference numbers are theirs).
 */
export function inspect(served: Served, words: ReadonlyMap<string, string>): readonly WireRow[] {
  const request = words.get('request')
  if (request === undefined) throw missingArguments(['request'])
  const { root } = served.catalog
  const path = (words.get('path') ?? '').split(',').filter((word) => word !== '')
  const entry = path.some((word) => word.includes('/')) ? undefined : entryAt(root, path.join('/'))
  const input = words.get('input') ?? ''
  if (entry === undefined) return []
  switch (request) {
    case 'self':
      return [selfOf(entry, path.at(-1) ?? '')]
    case 'child':
      return childrenOf(entry)
    case 'syntax':
      return syntaxOf(input === '' ? entry : (named(served, path, input) ?? entry))
    case 'completion':
      return completionsOf(served, path, input)
    case 'highlight':
      return [
        [
          ['type', 'highlight'],
          ['highlight', coloursOf(served, path, input)],
        ],
      ]
  }
  throw noMatch('request')
}

type Entry = KnownMenu | KnownCommand

/** The `type` of an entry: `cmd` is a command, `path` a menu with rows or values, `dir` a menu that only has submenus. */
const typeOf = (entry: Entry): string => (entry instanceof KnownCommand ? 'cmd' : entry.shape === undefined ? 'dir' : 'path')

const selfOf = (entry: Entry, name: string): WireRow => [
  ['type', 'self'],
  ['name', name],
  ['node-type', typeOf(entry)],
]

const childrenOf = (entry: Entry): readonly WireRow[] => {
  const found: readonly (readonly [string, string])[] =
    entry instanceof KnownCommand
      ? [...entry.arguments.keys()].map((name) => [name, 'arg'] as const)
      : [...entry.entries].map(([name, child]) => [name, typeOf(child)] as const)
  return found
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, type]) => [
      ['type', 'child'],
      ['name', name],
      ['node-type', type],
    ])
}

function syntaxOf(entry: Entry): readonly WireRow[] {
  const row = (symbol: string, type: string, nested: number, text: string): WireRow => [
    ['type', 'syntax'],
    ['symbol', symbol],
    ['symbol-type', type],
    ['nested', String(nested)],
    ['nonorm', nested === 0 ? 'true' : 'false'],
    ['text', text],
  ]
  const below =
    entry instanceof KnownCommand
      ? [...entry.arguments.values()].map(({ name, kind }) => row(`<${name}>`, 'explanation', 1, kind.words.slice(0, 16).join(' | ')))
      : [
          ...(entry.parent === undefined ? [] : [row('..', 'explanation', 1, '')]),
          ...[...entry.entries.keys()].toSorted().map((name) => row(name, 'explanation', 1, '')),
        ]
  return [row('', 'collection', 0, ''), ...below]
}

/** The command or menu at the end of a text. */
function named(served: Served, path: readonly string[], input: string): Entry | undefined {
  const words = input
    .trim()
    .replace(/^[/:]/, '')
    .split(/[\s/]+/)
  const from = /^[/:]/.test(input.trim()) ? '' : `${path.join('/')}/`
  for (let length = words.length; length > 0; length--) {
    const found = entryAt(served.catalog.root, from + words.slice(0, length).join('/'))
    if (found !== undefined) return found
  }
  return undefined
}

/** The text with its menu before it, as a document; `start` is the offset of the text. */
function documentOf(served: Served, path: readonly string[], input: string): { readonly document: Document; readonly start: number } {
  const before = path.length === 0 ? '' : `/${path.join('/')}\n`
  return { document: new Document(new Source(before + input, ''), served.checker()), start: before.length }
}

/** The completion kinds that a device has, too: not an editor's snippets. */
type Offered = Exclude<Completion['kind'], 'snippet'>

const styles: Readonly<Record<Offered, string>> = {
  menu: 'dir',
  command: 'cmd',
  argument: 'arg',
  value: 'none',
  property: 'arg',
  variable: 'varname-local',
  item: 'none',
}

const preferences: Readonly<Record<Offered, number>> = {
  menu: 96,
  command: 95,
  argument: 96,
  value: 96,
  property: 96,
  variable: 96,
  item: 96,
}

function completionsOf(served: Served, path: readonly string[], input: string): readonly WireRow[] {
  const { document, start } = documentOf(served, path, input)
  const word = /[\w.-]*$/.exec(input)?.[0] ?? ''
  const found = completionsAt(document, start + input.length)
  return found
    .filter(({ label }) => label.startsWith(word))
    .toSorted((one, other) => (one.label < other.label ? -1 : 1))
    .flatMap(({ label, kind, replaces }): readonly WireRow[] =>
      kind === 'snippet'
        ? []
        : [
            [
              ['type', 'completion'],
              ['completion', label],
              ['style', styles[kind]],
              ['offset', String(replaces.from - start)],
              ['preference', String(preferences[kind])],
              ['show', 'true'],
              ['text', ''],
            ],
          ],
    )
}

/** A class for each byte of the text, separated by commas. */
function coloursOf(served: Served, path: readonly string[], input: string): string {
  const { document, start } = documentOf(served, path, input)
  const classes = new Array<string>(input.length).fill('none')
  for (const { from, to, class: name } of tokensOf(document))
    for (let at = Math.max(from, start); at < to; at++)
      classes[at - start] = name === 'string' || name === 'number' || name === 'enum' ? 'none' : name
  return classes.join(',')
}
