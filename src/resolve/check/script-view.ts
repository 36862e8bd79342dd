// Owns merging the definitions and declarations of a script's chunks, and recording which of them the rules of each chunk query.
import type { Declarations, DeclaredNames } from '../declarations.ts'
import { Claims } from './claims.ts'
import { isCovered } from './definitions.ts'
import { kindKey, lineKey, lookupKeyOf } from './row-names.ts'
import type { Defined, Definitions, NameLines } from './definitions.ts'
import { isBroken, type TolerantReading } from './tolerant.ts'

/** The definitions and declarations of a chunk as statements: texts of a kind and its subject, so that equal statements are equal texts. */
export type Statements = readonly string[]

/** The text of a statement: its kind, then its subject. */
const statementText = (
  kind:
    | 'some'
    | 'open'
    | 'item'
    | 'removes'
    | 'unparsed'
    | 'public'
    | 'declares'
    | 'outside'
    | 'global'
    | 'passes'
    | 'value'
    | 'called'
    | 'partial'
    | 'broken'
    | 'section',
  ...about: string[]
): string => [kind, ...about].join('\0')

/** All statements of a chunk, which was parsed to `reading`. */
export function statementsOf(definitions: Definitions, declarations: Declarations, reading: TolerantReading): Statements {
  const { menus, unparsed, removed, public: lists, sections } = definitions.recorded
  const { all, outside, globals, passed, values, called } = declarations.recorded
  return [
    ...menus.flatMap(({ key, names, open }) => [
      ...(open ? [statementText('open', key)] : []),
      ...(names.length > 0 ? [statementText('some', key)] : []),
      ...names.map((name) => statementText('item', key, name)),
    ]),
    ...unparsed.map((word) => statementText('unparsed', word)),
    ...removed.map((key) => statementText('removes', key)),
    ...lists.map((name) => statementText('public', name)),
    ...sections.map((path) => statementText('section', path)),
    ...all.map((name) => statementText('declares', name)),
    ...outside.map((name) => statementText('outside', name)),
    ...globals.map((name) => statementText('global', name)),
    ...passed.map((name) => statementText('passes', name)),
    ...values.map((name) => statementText('value', name)),
    ...called.map((name) => statementText('called', name)),
    ...(reading.gaveUpAt === undefined ? [] : [statementText('partial')]),
    ...(isBroken(reading) ? [statementText('broken')] : []),
  ]
}

/** The rules' view of the whole script. */
export interface ScriptView {
  readonly definitions: Defined
  readonly declared: DeclaredNames
  readonly isPartial: () => boolean
  readonly isBroken: () => boolean
}

/** Counts the statements of all chunks. */
export class StatementCounts {
  readonly #counts = new Map<string, number>()
  /** Names by the menu in which they are looked up; variables under '', menus of commands under `sections`. */
  readonly #names = new Map<string, Set<string>>()

  /** Adds or removes statements. Those that appear for the first time or disappear altogether are added to `changed`. */
  count(statements: Statements, by: number, changed: Set<string>): void {
    for (const one of statements) {
      const before = this.#counts.get(one) ?? 0
      const now = before + by
      if (now === 0) this.#counts.delete(one)
      else this.#counts.set(one, now)
      if ((before === 0) === (now === 0)) continue
      changed.add(one)
      const [kind, key = '', name = ''] = one.split('\0')
      if (kind === 'item') this.#list(key, name, now > 0, changed)
      else if (kind === 'declares') this.#list('', key, now > 0, changed)
      else if (kind === 'section') this.#list('sections', key, now > 0, changed)
    }
  }

  #list(key: string, name: string, is: boolean, changed: Set<string>): void {
    const names = this.#names.get(key) ?? new Set()
    this.#names.set(key, names)
    if (is) names.add(name)
    else names.delete(name)
    changed.add(listOf(key))
  }

  /**
   * The view of the whole script for one chunk. Queries are recorded in `queries`, as statements. `lines` has the lines of names for uses
   * that are compared.
   */
  view(queries: Set<string>, lines?: () => NameLines): ScriptView {
    const holds = (statement: string): boolean => {
      queries.add(statement)
      return this.#counts.has(statement)
    }
    const list = (key: string): ReadonlySet<string> => {
      queries.add(listOf(key))
      return this.#names.get(key) ?? new Set()
    }
    const claims = new Claims()
    return {
      isPartial: () => holds(statementText('partial')),
      isBroken: () => holds(statementText('broken')),
      definitions: {
        some: (menu) => holds(statementText('some', lookupKeyOf(menu))),
        has(menu, name, ofKind = false) {
          const key = ofKind ? kindKey(menu) : lookupKeyOf(menu)
          return [statementText('unparsed', name), statementText('open', key), statementText('item', key, name)].map(holds).includes(true)
        },
        gives: (menu, name) => holds(statementText('item', kindKey(menu), name)),
        removes: (menu) => holds(statementText('removes', lookupKeyOf(menu))),
        names: (menu) => list(lookupKeyOf(menu)),
        selfNamed(key) {
          const open = holds(statementText('open', key))
          const names = list(key)
          return open || names.size > 0 ? { names, open } : undefined
        },
        isPublic: (name) => holds(statementText('public', name)),
        claim: (key, name, line) => claims.take(key, name, line),
        covers: (menu) => isCovered(menu, list('sections')),
        addedIn: (menu, name) => lines?.().added.get(lineKey(menu, name)),
        renamedIn: (menu, name) => lines?.().renamed.get(lineKey(menu, name)),
        lastGivenIn: (menu, name) => lines?.().given.get(lineKey(menu, name)) ?? 0,
      },
      declared: {
        get names() {
          return list('')
        },
        has: (name) => holds(statementText('declares', name)),
        outside: (name) => holds(statementText('outside', name)),
        isGlobal: (name) => holds(statementText('global', name)),
        passed: (name) => holds(statementText('passes', name)),
        // Nothing in a file calls the file itself.
        isHanded: () => false,
        isCalled: (name) => holds(statementText('called', name)),
        isValue: (name) => holds(statementText('value', name)),
      },
    }
  }
}

const listOf = (key: string): string => `names\0${key}`
