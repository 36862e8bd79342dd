// Owns the outline of a text: functions, variables, rows and the sections of an export.
import { constantText } from '../resolve/check/constant.ts'
import { identifying } from '../resolve/check/row-names.ts'
import type { Body, Invocation, Statement } from '../syntax/tree.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { oncePerChunk } from './view.ts'

/** An entry of the outline. The range is the whole construct; `at` is its name. */
export interface OutlineEntry extends Span {
  readonly name: string
  readonly detail: string
  readonly kind: 'function' | 'variable' | 'item' | 'section'
  readonly at: Span
  readonly children: readonly OutlineEntry[]
}

/** The outline, in the order of the text. Entries behind a lone `/ip address` are its children. */
export function outlineOf({ views }: Document): readonly OutlineEntry[] {
  const top: OutlineEntry[] = []
  let section: { readonly head: Omit<OutlineEntry, 'to' | 'children'>; readonly children: OutlineEntry[] } | undefined
  const close = (end: number): void => {
    if (section !== undefined) top.push({ ...section.head, to: end, children: section.children })
    section = undefined
  }
  let last = 0
  for (const { view, from } of views)
    for (const { statement, entries } of statementsOf(view)) {
      if (statement.kind === 'path' && statement.body === undefined) {
        close(last)
        const span = shifted({ from: statement.head.from, to: statement.to }, from)
        if (statement.menu.parent !== undefined)
          section = { head: { from: span.from, name: statement.menu.path, detail: '', kind: 'section', at: span }, children: [] }
      } else {
        if (section !== undefined && isRooted(statement)) close(last)
        ;(section?.children ?? top).push(...entries.map((one) => shiftedEntry(one, from)))
      }
      last = from + Math.min(statement.to, view.text.length)
    }
  close(last)
  return top
}

/** The statements of a chunk with their outline entries, in the chunk's own offsets. */
const statementsOf = oncePerChunk(
  ({ chunk, text }): readonly { readonly statement: Statement; readonly entries: readonly OutlineEntry[] }[] =>
    chunk.reading.parsed.script.body.statements.map((statement) => ({ statement, entries: entriesOf(statement, text) })),
)

const shiftedEntry = (entry: OutlineEntry, by: number): OutlineEntry =>
  by === 0 ? entry : { ...shifted(entry, by), at: shifted(entry.at, by), children: entry.children.map((child) => shiftedEntry(child, by)) }

const isRooted = (statement: Statement): boolean => !('head' in statement) || statement.head.sign !== ''

function entriesOf(statement: Statement, text: string): readonly OutlineEntry[] {
  if (statement.kind === 'scope') return inBody(statement.body, text)
  if (statement.kind === 'path' && statement.body !== undefined) {
    const at = { from: statement.head.from, to: statement.head.words.at(-1)?.to ?? statement.to }
    const children = inBody(statement.body, text)
    return [{ from: at.from, to: statement.to, name: statement.menu.path, detail: '', kind: 'section', at, children }]
  }
  return statement.kind === 'invocation' ? ofInvocation(statement, text) : []
}

const inBody = ({ statements }: Body, text: string): readonly OutlineEntry[] =>
  statements.flatMap((statement) => entriesOf(statement, text))

function ofInvocation(invocation: Invocation, text: string): readonly OutlineEntry[] {
  const { command, given, to } = invocation
  const { from } = invocation.head
  const bodies = given.flatMap(({ value }) => (value?.kind === 'block' ? [value] : []))
  const children = bodies.flatMap(({ body }) => inBody(body, text))
  const names = given.find(({ argument }) => argument.naming === 'declare-local' || argument.naming === 'declare-global')?.value
  if (names?.kind === 'names') {
    const isFunction = bodies.some(({ frame }) => frame !== undefined)
    return names.variables.map(({ name, kind }) => {
      const start = Math.max(names.from, text.indexOf(name, names.from))
      const at = { from: start, to: Math.min(start + name.length, to) }
      return { from, to, name, detail: kind, kind: isFunction ? 'function' : 'variable', at, children: isFunction ? children : [] }
    })
  }
  if (command.name !== 'add' || command.menu.parent === undefined) return children
  const named = given.find(({ argument: { name } }) => name === identifying(command.menu.path)) ?? given.find(isComment)
  const name = named?.value === undefined ? undefined : constantText(named.value)
  const at = { from: named?.from ?? from, to: named?.to ?? to }
  const shown = name === undefined || name === '' ? command.path : name
  return [{ from, to, name: shown, detail: command.menu.path, kind: 'item', at, children }]
}

const isComment = ({ argument }: { readonly argument: { readonly name: string } }): boolean => argument.name === 'comment'
