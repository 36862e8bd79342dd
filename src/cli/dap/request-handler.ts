// Owns handling requests about a stopped program: its stack, variables, values and completions.
import { Failure } from '../../diagnostic/failure.ts'
import type { DebugResponses, DebugRequest, DisplayedValue } from '../../ide/dap/messages.ts'
import { completionsAt } from '../../ide/complete.ts'
import { Document } from '../../ide/document.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { counted } from '../../text/plural.ts'
import { Source } from '../../text/source.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, nothing, type Value } from '../../value/value.ts'
import type { Activation } from './activation.ts'
import type { Breakpoints } from './breakpoints.ts'
import type { Debugger } from './debugger.ts'
import type { Evaluation } from './evaluation.ts'
import type { SourcePlaces } from './places.ts'

type Asked<K extends DebugRequest['do']> = Extract<DebugRequest, { readonly do: K }>

/** The maximum number of rows shown per menu. */
const maxRows = 1000

/** Handles an editor's requests while the program is stopped. */
export class DebugRequestHandler {
  readonly #debugged: Debugger
  readonly #places: SourcePlaces
  readonly #breakpoints: Breakpoints
  readonly #evaluation: Evaluation
  readonly #checker: () => Checker
  /** The shown menus and rows by reference, as targets of data breakpoints. */
  readonly #rows = new Map<number, string>()
  #globals = 0

  constructor(debugged: Debugger, places: SourcePlaces, breakpoints: Breakpoints, evaluation: Evaluation, checker: () => Checker) {
    this.#debugged = debugged
    this.#places = places
    this.#breakpoints = breakpoints
    this.#evaluation = evaluation
    this.#checker = checker
  }

  /** Returns the response to any request except `launch`. Throws a Failure if there is none. */
  answer(question: Exclude<DebugRequest, Asked<'launch'>>): Partial<DebugResponses> {
    switch (question.do) {
      case 'breakpoints':
        return { breakpoints: this.#breakpoints.set(this.#places, question.at, question.list) }
      case 'functions':
        return { verified: this.#breakpoints.setFunctions(question.list) }
      case 'filters':
        this.#breakpoints.filters = new Set(question.filters)
        return { done: true }
      case 'data': {
        const verified = this.#breakpoints.setData(question.list)
        this.#debugged.remember()
        return { verified }
      }
      case 'data-info':
        return { info: this.#info(question) }
      case 'stack':
        return { stack: this.#debugged.stack.map(({ name, spot }) => ({ name, spot })).reverse() }
      case 'scopes':
        return { scopes: this.#scopes(this.#own(question.frame)) }
      case 'variables':
        return { variables: this.#evaluation.children(question.reference) }
      case 'evaluate':
        return { value: this.#value(question) }
      case 'set':
        return { value: this.#evaluation.setUnder(question.reference, question.name, question.value) }
      case 'assign':
        return { value: this.#assigned(question) }
      case 'complete':
        return { completions: this.#completions(question) }
      case 'locations': {
        const page = this.#places.page(question)
        const all = page === undefined ? [] : this.#places.locations(page)
        return { locations: all.filter(({ line }) => line >= question.from && line <= question.to) }
      }
      case 'source': {
        const page = this.#places.page({ reference: question.reference })
        if (page === undefined) throw new Failure('there is no such text')
        return { text: fromBytes(page.source.text) }
      }
      case 'sources':
        return { sources: this.#places.pages }
      case 'why':
        return { why: this.#why() }
    }
  }

  /** The activation of a frame id; 0 is the innermost one. */
  #own(frame = 0): Activation {
    const activation = this.#debugged.stack.at(-1 - frame)
    if (activation === undefined) throw new Failure('the program is not stopped there')
    return activation
  }

  #scopes(activation: Activation): DebugResponses['scopes'] {
    const { frame, locals } = activation
    const evaluation = this.#evaluation
    const variables = (list: () => readonly (readonly [string, Value])[]): number => evaluation.openVariables(activation, list)
    this.#globals = variables(() => {
      const all = [...frame.machine.device.globals.values()]
      return all.flatMap(({ name, value }): (readonly [string, Value])[] => (value === undefined ? [] : [[name, value]]))
    })
    const positional = (): readonly (readonly [string, Value])[] => frame.positional.map((value, at) => [`$${at}`, value])
    return [
      {
        name: 'Locals',
        reference: variables(() => [...locals].map(([name, slot]) => [name, frame.slots[slot] ?? nothing])),
        costly: false,
      },
      { name: 'Arguments', reference: variables(() => [...positional(), ...(frame.named ?? [])]), costly: false },
      { name: 'Globals', reference: this.#globals, costly: false },
      { name: 'Rows', reference: evaluation.open(() => this.#debugged.menus.map((menu) => this.#menu(activation, menu))), costly: true },
    ]
  }

  /** A menu with its rows, each with its properties. */
  #menu(activation: Activation, menu: string): DisplayedValue {
    const rows = this.#rowsOf(activation, menu)
    const reference = this.#evaluation.open(() =>
      rows.slice(0, maxRows).map((row, at) => {
        const properties = row instanceof ArrayValue ? row : new ArrayValue()
        const id = properties.at('.id')
        const called = properties.at('name') ?? properties.at('comment')
        const opened = this.#evaluation.open(() =>
          properties.keys().map((key) => this.#evaluation.shown(fromBytes(key), properties.at(key) ?? nothing)),
        )
        if (id !== undefined) this.#rows.set(opened, `${menu} ${show(id)}`)
        const text = called === undefined ? `${properties.length} properties` : fromBytes(show(called))
        return { name: id === undefined ? String(at) : fromBytes(show(id)), value: text, type: 'row', reference: opened }
      }),
    )
    return {
      name: menu,
      value: counted(rows.length, 'row'),
      type: 'menu',
      reference: rows.length === 0 ? 0 : reference,
    }
  }

  /** The rows of `print as-value`; none for a menu without it. */
  #rowsOf(activation: Activation, menu: string): readonly Value[] {
    try {
      const value = this.#evaluation.value(activation, `${menu}/print as-value`)
      if (!(value instanceof ArrayValue)) return []
      return value.keyedSize > 0 ? [value] : value.items
    } catch (error) {
      if (error instanceof Failure) return []
      throw error
    }
  }

  #info({ reference, name }: Asked<'data-info'>): DebugResponses['info'] {
    const row = reference === undefined ? undefined : this.#rows.get(reference)
    if (row !== undefined) return { id: `row ${row} ${name}`, description: `${name} of ${row}` }
    const plain = name.replace(/^\$/, '')
    const activation = this.#debugged.stack.at(-1)
    const isGlobal = activation?.frame.machine.device.globals.get(toBytes(plain))?.value !== undefined
    const isShadowed = reference === undefined && activation?.locals.has(toBytes(plain)) === true
    if (isGlobal && !isShadowed && (reference === undefined || reference === this.#globals))
      return { id: `global ${plain}`, description: `global ${plain}` }
    return { description: 'only globals and properties of rows can be watched' }
  }

  #value({ expression, frame, prints }: Asked<'evaluate'>): DisplayedValue {
    const activation = this.#own(frame)
    const set = /^:set\s+"?([\w-]+)"?\s+(\S[\s\S]*)$/.exec(expression.trim())
    // In the debug console a variable itself is assigned, not a copy.
    if (prints && set?.[1] !== undefined && set[2] !== undefined)
      return this.#evaluation.write(activation, { name: set[1], keys: [] }, set[2])
    if (!prints) return this.#evaluation.shown(expression, this.#evaluation.value(activation, expression), activation)
    const { output, value } = this.#evaluation.printed(activation, expression)
    const shown = this.#evaluation.shown(expression, value, activation)
    // `:put` returns what it prints.
    const isPrinted = value === nothing || shown.value === '' || output === `${shown.value}\n`
    return { ...shown, value: isPrinted ? output.replace(/\n$/, '') : output + shown.value }
  }

  /** `$x`, `x`, or an element: `($x->"key"->0)`. */
  #assigned({ expression, value, frame }: Asked<'assign'>): DisplayedValue {
    const activation = this.#own(frame)
    const [, name = '', path = ''] = /^\(?\s*\$?([\w-]+)\s*((?:->\s*(?:"[^"]*"|[\w-]+)\s*)*)\)?$/.exec(expression.trim()) ?? []
    if (name === '') throw new Failure('only variables and elements of them can be set: ($x->"key")')
    const keys = [...path.matchAll(/->\s*(?:"([^"]*)"|([\w-]+))/g)].map(([, quoted, bare = '']) =>
      quoted !== undefined ? toBytes(quoted) : /^\d+$/.test(bare) ? Number(bare) : toBytes(bare),
    )
    return this.#evaluation.write(activation, { name, keys }, value)
  }

  #completions({ text, at, frame }: Asked<'complete'>): DebugResponses['completions'] {
    const activation = this.#debugged.stack.at(-1 - (frame ?? 0))
    const before = text.slice(0, at)
    const variable = /\$([\w-]*)$/.exec(before)
    if (variable !== null && activation !== undefined) {
      const start = at - (variable[1] ?? '').length
      const globals = [...activation.frame.machine.device.globals.values()].flatMap(({ name, value }) =>
        value === undefined ? [] : [name],
      )
      const all = new Set([...activation.locals.keys(), ...(activation.frame.named?.keys() ?? []), ...globals].map(fromBytes))
      return [...all].sort().map((label) => ({ label, text: label, start, length: at - start, kind: 'variable' }))
    }
    const bytes = toBytes(before)
    const document = new Document(new Source(bytes), this.#checker())
    return completionsAt(document, bytes.length).map(({ label, insert, kind, replaces }) => {
      const start = fromBytes(bytes.slice(0, replaces.from)).length
      return { label: fromBytes(label), text: fromBytes(insert ?? label), start, length: at - start, kind }
    })
  }

  #why(): DebugResponses['why'] {
    const { why } = this.#debugged
    if (why === undefined) return 'none'
    const { failure, uncaught } = why
    const calls = this.#debugged.stack.map(({ name, spot }) => `${name} at ${spot.name}:${spot.line}`).reverse()
    return { message: fromBytes(failure.message), trace: calls.join('\n'), uncaught }
  }
}
