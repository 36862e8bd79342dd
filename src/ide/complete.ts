// Owns completion. The parser itself reports where it would look up the word at the cursor.
import { parseText } from '../../grammar/parse.ts'
import { NameScope } from '../../grammar/scope.ts'
import type { Command, Menu } from '../../grammar/names.ts'
import { KnownArgument } from '../schema/known-argument.ts'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import type { NameHistory, Lifetime } from '../schema/history.ts'
import { referenceOf } from '../schema/references.ts'
import type { Body, Node, Statement } from '../syntax/tree.ts'
import type { Variable } from '../syntax/variables.ts'
import { Source, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { aboutArgument, aboutEntry, aboutProperty } from './about.ts'
import { itemsOf } from './items.ts'
import { lastReleaseOf } from './outdated.ts'
import type { Part } from './part.ts'
import { snippets } from './snippets.ts'
import { LookupRecorder, type Lookup } from './lookup-recorder.ts'
import { kindText, wordsOf } from './entry-text.ts'
import { logicalLineStart } from '../text/logical-line.ts'
import { lastSegment } from '../text/words.ts'

/** A completion. `replaces` is the word at the cursor. */
export interface Completion {
  readonly label: string
  readonly kind: 'menu' | 'command' | 'argument' | 'value' | 'property' | 'variable' | 'item' | 'snippet'
  readonly detail: string
  /** The description of the completed name, if declared. */
  readonly about?: string | undefined
  /** The inserted text, if it is not the label: `name=`. */
  readonly insert?: string
  /** The same with placeholders (LSP 3.18, "Snippet Syntax"), for editors that support them. */
  readonly snippet?: string
  /** The text that it is filtered by, if it is not the label. */
  readonly filter?: string
  /** Whether the newest release no longer has it. */
  readonly outdated?: boolean
  /** Lower comes first: required arguments. */
  readonly rank: number
  readonly replaces: Span
}

/** A word that every lexer mode accepts, and that is no name. */
const probe = 'zqxzqx'

/** The completions at an offset, in the innermost script around it. `others` are other texts, whose rows can be referenced. */
export function completionsAt(document: Document, offset: number, others: readonly Document[] = []): readonly Completion[] {
  const { part, at, toText } = document.placeAt(offset)
  const before = part.written.slice(0, at)
  const replacing = (length: number): Span => toText({ from: at - length, to: at })
  const variable = /(?:^|[^\\])\$"?([\w-]*)$/.exec(before.slice(-100))
  if (variable !== null) return variablesAt(part, at, replacing((variable[1] ?? '').length))
  const found = new Map<string, Completion>()
  const word = /[\w.\-/]*$/.exec(before.slice(-200))?.[0] ?? ''
  for (const asked of lookupsAt(part, at, document.root)) {
    // The parts of a path are separated by slashes, the words of a list by commas.
    const own = asked.what === 'name' || asked.what === 'argument' ? lastSegment(word) : word
    for (const one of offered(asked, { document, others, before }))
      if (!found.has(one.label)) found.set(one.label, { ...one, replaces: replacing(own.length) })
    if (asked.what === 'name' && asked.menu.parent === undefined && !part.isQuoted && /(?:^|[\n;{[])[ \t]*:?\w*$/.test(before.slice(-100)))
      for (const one of forms(before, replacing)) found.set(one.label, one)
  }
  const writes = /:set\s+\w*$/.test(before.slice(-100))
  const names = writes ? variablesAt(part, at, replacing(word.length)) : []
  return [...names, ...found.values()]
}

/** Language forms that replace the sign and the word before the cursor. */
function forms(before: string, replacing: (length: number) => Span): readonly Completion[] {
  const typed = /:?\w*$/.exec(before)?.[0] ?? ''
  return snippets.map(({ label, about, text }) => ({
    label,
    kind: 'snippet',
    detail: about,
    snippet: text,
    filter: typed.startsWith(':') ? `:${label}` : label,
    rank: 3,
    replaces: replacing(typed.length),
  }))
}

/** Returns the parser's lookups of the word at an offset. Only the enclosing statement is parsed, so an earlier error does not matter. */
export function lookupsAt(part: Part, at: number, root: Menu): readonly Lookup[] {
  const recorder = new LookupRecorder(probe)
  const { from, menu } = statementAt(part, at)
  // Earlier lines as repaired, without the lines at fault; the current line as written.
  const line = logicalLineStart(part.written, at)
  const text = part.text.slice(from, Math.max(from, line)) + part.written.slice(Math.max(from, line), at) + probe
  const { outer, inner } = namesAt(part, at)
  const scope = new NameScope(scopeOf(outer), { size: 0 })
  for (const { name, kind } of inner) scope.declare(name, kind === 'global' ? 'declare-global' : 'declare-local')
  parseText(new Source(text), { root: recorder.menu(root), menu: recorder.menu(menu), scope })
  return recorder.asked
}

/** The scope of earlier chunks' declarations; cached while they do not change. */
function scopeOf(declared: readonly Variable[]): NameScope {
  const known = scopes.get(declared)
  if (known !== undefined) return known
  const scope = new NameScope(undefined, { size: 0 })
  for (const { name, kind } of declared) scope.declare(name, kind === 'global' ? 'declare-global' : 'declare-local')
  scopes.set(declared, scope)
  return scope
}

const scopes = new WeakMap<readonly Variable[], NameScope>()

/** The start of the top-level statement before an offset, and the current menu there. */
export function statementAt({ body, menu: first }: Part, offset: number): { readonly from: number; readonly menu: Menu } {
  let from = 0
  let menu = first
  let next = first
  for (const statement of body.statements) {
    const start = startOf(statement)
    if (start > offset) break
    from = start
    menu = next
    if (statement.kind === 'path' && statement.body === undefined) next = statement.menu
  }
  return { from, menu }
}

const startOf = (statement: Statement): number => ('head' in statement ? statement.head.from : statement.from)

interface Context {
  readonly document: Document
  readonly others: readonly Document[]
  readonly before: string
}

type Offer = Omit<Completion, 'replaces'>

function offered(asked: Lookup, { document, others, before }: Context): readonly Offer[] {
  switch (asked.what) {
    case 'name': {
      const { menu } = asked
      return marked(namesIn(menu, /:[\w-]*$/.test(before)), document, (history, name) => history.entry(menu.path, name))
    }
    case 'argument': {
      const { command, given } = asked
      return marked(argumentsOf(command, given), document, (history, name) => history.argument(command.menu.path, command.name, name))
    }
    case 'value':
      return [...valuesOf(asked.argument, asked.command.menu), ...itemsFor(asked.command.menu, asked.argument.name, [document, ...others])]
    case 'property':
      return propertiesOf(asked.menu)
    case 'property-value': {
      const kind = asked.menu instanceof KnownMenu ? asked.menu.kindOf(asked.property) : undefined
      const words = kind === undefined ? [] : wordsOf(kind)
      const items = itemsFor(asked.menu, asked.property, [document, ...others])
      return [...words.map((label): Offer => ({ label, kind: 'value', detail: asked.property, rank: 1 })), ...items]
    }
  }
}

/** Marks completions that the newest release no longer has, in texts for an older one. */
function marked(
  offers: readonly Offer[],
  { knowledge }: Document,
  lifeOf: (history: NameHistory, name: string) => Lifetime | undefined,
): readonly Offer[] {
  const { catalog, history } = knowledge
  if (catalog.facts === history.releasesWithFacts.at(-1)) return offers
  return offers.map((one) => (lastReleaseOf(lifeOf(history, one.label), knowledge) === undefined ? one : { ...one, outdated: true }))
}

function namesIn(menu: Menu, commandsOnly: boolean): readonly Offer[] {
  if (!(menu instanceof KnownMenu)) return []
  return [...menu.entries].flatMap(([label, entry]): readonly Offer[] => {
    if (entry instanceof KnownCommand) {
      const rank = menu.parent === undefined ? 2 : 1
      const places = label === 'add' ? menu.required.map((name, at) => ` ${name}=\${${at + 1}}`).join('') : ''
      const whole: readonly Offer[] =
        places === ''
          ? []
          : [
              {
                label: `add ${menu.required.join('= ')}=`,
                kind: 'snippet',
                detail: entry.path,
                snippet: `add${places}`,
                filter: 'add',
                rank,
              },
            ]
      return [{ label, kind: 'command', detail: entry.path, about: aboutEntry(entry), rank }, ...whole]
    }
    return commandsOnly ? [] : [{ label, kind: 'menu', detail: entry.path, about: aboutEntry(entry), rank: 1 }]
  })
}

function argumentsOf(command: Command, given: readonly string[]): readonly Offer[] {
  if (!(command instanceof KnownCommand)) return []
  const required = command.menu instanceof KnownMenu && command.name === 'add' ? command.menu.required : []
  return [...command.arguments].flatMap(([label, argument]): readonly Offer[] => {
    if (given.includes(label)) return []
    const insert = argument.flag || argument.slot === 'condition' ? label : `${label}=`
    const about = aboutArgument(label, command)
    return [{ label, kind: 'argument', detail: kindText(argument.kind), about, insert, rank: required.includes(label) ? 0 : 1 }]
  })
}

/** The words of an argument; if it takes property names (`get`), those of its menu. */
function valuesOf(argument: unknown, menu: Menu): readonly Offer[] {
  if (!(argument instanceof KnownArgument)) return []
  const { kind, name } = argument
  return kind.name === 'property'
    ? propertiesOf(menu)
    : wordsOf(kind).map((label): Offer => ({ label, kind: 'value', detail: name, rank: 1 }))
}

function itemsFor(menu: Menu, property: string, documents: readonly Document[]): readonly Offer[] {
  const reference = referenceOf(menu.path, property)
  if (reference === undefined) return []
  return documents
    .flatMap(({ views }) => views.flatMap(({ view }) => itemsOf(view).filter(({ defines, isIn }) => defines && isIn(reference.of))))
    .map(({ name, menu: { path } }): Offer => ({ label: name, kind: 'item', detail: `of ${path}`, rank: 0 }))
}

const propertiesOf = (menu: Menu): readonly Offer[] =>
  menu instanceof KnownMenu
    ? menu.properties.map((label): Offer => ({
        label,
        kind: 'property',
        detail: kindText(menu.kindOf(label)),
        about: aboutProperty(label, menu),
        rank: label.startsWith('.') ? 2 : 1,
      }))
    : []

const variablesAt = (part: Part, at: number, replaces: Span): readonly Completion[] =>
  [...visibleAt(part, at)].map(({ name, kind }) => ({ label: name, kind: 'variable', detail: kind, rank: 1, replaces }))

/** The variables visible at an offset: those of enclosing blocks up to the function, declared before it. */
function visibleAt(part: Part, offset: number): ReadonlySet<Variable> {
  const { outer, inner } = namesAt(part, offset)
  return new Set(new Map([...outer, ...inner].map((variable) => [variable.name, variable])).values())
}

/** The same in two parts: declared before the part, and in it. */
function namesAt(
  { body: own, declared }: Part,
  offset: number,
): { readonly outer: readonly Variable[]; readonly inner: readonly Variable[] } {
  let outer = declared
  let found = new Map<string, Variable>()
  const body = ({ statements }: Body): void => {
    for (const statement of statements) {
      if (startOf(statement) >= offset) break
      within(statement)
    }
  }
  const within = (statement: Statement): void => {
    if (statement.kind === 'invocation') {
      for (const { argument, value } of statement.given)
        if (value?.kind === 'names' && (argument.naming !== 'loop' || offset < statement.to))
          for (const variable of value.variables) found.set(variable.name, variable)
      for (const { value } of statement.given) node(value)
    } else if (statement.kind === 'call') [statement.callee, ...statement.given.map(({ value }) => value)].forEach(node)
    else if ((statement.kind === 'scope' || statement.kind === 'path') && statement.body !== undefined && holds(statement))
      body(statement.body)
  }
  const holds = ({ from, to }: Span): boolean => from < offset && offset <= to
  const node = (at: Node | undefined): void => {
    if (at === undefined || !holds(at)) return
    if (at.kind === 'block' || at.kind === 'bracket') {
      if (at.kind === 'block' && at.frame !== undefined) {
        outer = none
        found = new Map()
      }
      body(at.body)
    } else if (at.kind === 'group') node(at.inner)
    else if (at.kind === 'operation') at.operands.forEach(node)
    else if (at.kind === 'array') at.members.forEach(({ value }) => node(value))
    else if (at.kind === 'quoted') at.parts.forEach((part) => node(typeof part === 'string' ? undefined : part))
    else if (at.kind === 'condition') node(at.expression)
  }
  body(own)
  return { outer, inner: [...found.values()] }
}

const none: readonly Variable[] = []
