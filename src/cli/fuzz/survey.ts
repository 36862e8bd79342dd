// Owns the way through a script that gathers what the fuzzer has to know of it: functions, reads, menus, words, and texts by their places.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { bare, descend } from '../../syntax/descent.ts'
import type { Block, Body, Call, Condition, Invocation, Node, Operation, Reference, Statement } from '../../syntax/tree.ts'
import { argumentOf, Flow, type Origin } from './flow.ts'
import { Knowledge, placeOf, type Known, type Site } from './knowledge.ts'

/** A reference with the nodes around it, outermost first. */
export interface Read {
  readonly node: Reference
  readonly around: readonly (Statement | Node)[]
}

const comparing = new Set(['=', '!=', '<', '>', '<=', '>='])
const ordering = new Set(['<', '>', '<=', '>='])
const longestWord = 24
/** More rows than that are never made. */
const mostCounted = 30
/** Arguments that say where a row goes, not what it holds. */
const placing = new Set(['copy-from', 'place-before', 'destination', 'append', 'as-value', 'file', 'interval', 'count'])

/** What is gathered on the way through a script. */
export class Survey {
  readonly flow = new Flow()
  readonly knowledge = new Knowledge()
  readonly sites = new Map<string, Site[]>()
  readonly globals = new Map<string, { hasValue: boolean; called: boolean }>()
  readonly defined: { readonly name: string; readonly block: Block }[] = []
  readonly read: Read[] = []
  readonly menus = new Map<string, KnownMenu>()
  readonly words = new Set<string>()
  readonly keys = new Set<string>()
  /** Names that calls give values to. */
  readonly passed = new Set<string>()
  largest = 0
  readsClock = false
  asksNetwork = false
  waits = false

  constructor(body: Body) {
    descend(body, (part) => {
      if (part.kind === 'invocation') this.flow.note(part)
      else if (part.kind === 'reference') this.flow.refer(part)
    })
    descend(body, (part, around) => this.#see(part, around))
  }

  #see(part: Statement | Node, around: Read['around']): void {
    switch (part.kind) {
      case 'invocation':
        return this.#command(part)
      case 'call':
        return this.#call(part)
      case 'operation':
        return this.#operation(
          part,
          around.findLast((one) => one.kind === 'condition'),
        )
      case 'reference':
        return this.#reference(part, around)
      case 'literal':
        if (typeof part.value === 'number' && part.value > this.largest && part.value <= mostCounted) this.largest = part.value
        return this.#word(part.text)
      case 'quoted':
        return this.#word(this.flow.textsOf(part)[0])
    }
  }

  #word(text: string | undefined): void {
    if (text !== undefined && text !== '' && text.length <= longestWord) this.words.add(text)
  }

  #call({ given }: Call): void {
    for (const { key } of given) if (key !== undefined) this.passed.add(key)
  }

  #operation(operation: Operation, condition: Condition | undefined): void {
    const { operator, operands } = operation
    const [left, right] = operands
    if (left === undefined || right === undefined) return
    if (operator === '->') for (const key of this.flow.textsOf(right)) this.keys.add(key)
    if (operator === '~') this.#compared(operation, condition, left, 1, 'patterns')
    if (!comparing.has(operator)) return
    this.#compared(operation, condition, left, 1, 'texts')
    this.#compared(operation, condition, right, 0, 'texts')
  }

  /** What stands beside a value on the other side of a sign, operand `other`, belongs to where the value comes from. */
  #compared(operation: Operation, condition: Condition | undefined, value: Node, other: number, what: keyof Known): void {
    const place = this.#placeOf(value, condition)
    if (place === undefined) return
    const texts = this.flow.textsOf(operation.operands[other])
    for (const text of texts) {
      this.knowledge.learn(place, what, text)
      if (ordering.has(operation.operator) && /^\d{1,15}$/.test(text))
        for (const near of [Number(text) - 1, Number(text) + 1]) this.knowledge.learn(place, what, String(near))
    }
    this.#site(operation, { at: other, place, what })
  }

  #site({ from, to }: { readonly from: number; readonly to: number }, site: Site): void {
    const key = `${from} ${to}`
    this.sites.set(key, [...(this.sites.get(key) ?? []), site])
  }

  /** Where the texts of a node belong; undefined where that is not known. */
  #placeOf(node: Node, condition: Condition | undefined): string | undefined {
    const inner = bare(node)
    if (inner.kind === 'reference' && inner.variable.kind === 'property')
      return condition === undefined ? undefined : this.#property(condition.menu, inner.variable.name)
    const origin = this.flow.originOf(node)
    if (origin?.from === 'row') this.#named(origin.menu, origin.property)
    return origin === undefined ? undefined : nameOf(origin)
  }

  #command(invocation: Invocation): void {
    const { menu, path, name } = invocation.command
    if (/^\/(system\/(clock|scheduler|resource)|certificate|timestamp)/.test(path) || name === 'timestamp') this.readsClock = true
    if (path === '/tool/fetch' || path === '/resolve') this.asksNetwork = true
    if (path === '/delay' || path === '/tool/fetch' || path === '/execute') this.waits = true
    const asked = path === '/typeof' || path === '/len' ? argumentOf(invocation, 'value') : undefined
    if (asked !== undefined) this.flow.ask(bare(asked))
    if (path === '/find') this.#sought(invocation, 'in', 'key')
    if (menu.parent === undefined) return this.#declaration(invocation)
    // Who only writes into the log looks at no line of it.
    if (/^\/log\/(debug|info|warning|error)$/.test(path)) return
    this.#menu(menu)
    for (const given of invocation.given) {
      const { value } = given
      const { name: argument } = given.argument
      if (value === undefined || value.kind === 'condition') continue
      if (argument === 'numbers' || argument === 'number') this.#row(invocation, menu, argument, value)
      else if (argument === 'value-name') for (const property of this.flow.textsOf(value)) this.#property(menu, property)
      else if (argument === 'proplist')
        for (const list of this.flow.textsOf(value)) list.split(',').forEach((one) => this.#property(menu, one))
      else if (given.argument instanceof KnownArgument && !given.argument.flag && !placing.has(argument) && name !== 'print')
        this.#given(invocation, menu, argument, value)
    }
  }

  #given(invocation: Invocation, menu: unknown, argument: string, value: Node): void {
    const place = this.#property(menu, argument)
    if (place === undefined) return
    for (const text of this.flow.textsOf(value)) this.knowledge.learn(place, 'texts', text)
    this.#site(invocation, { at: argument, place, what: 'texts' })
  }

  /** A row that is named. Ids and numbers are no names. */
  #row(invocation: Invocation, menu: unknown, argument: string, value: Node): void {
    if (!(menu instanceof KnownMenu) || bare(value).kind === 'bracket' || this.flow.conditionOf(value) !== undefined) return
    const texts = this.flow.textsOf(value).filter((text) => !/^(\*|\d+$)/.test(text))
    const isFound = bare(value).kind === 'reference' && texts.length === 0
    if (menu.shape === 'settings' || isFound) return
    const place = this.#property(menu, 'name')
    if (place === undefined) return
    for (const text of texts) this.knowledge.learn(place, 'texts', text)
    this.#site(invocation, { at: argument, place, what: 'texts' })
  }

  /** `:find in=TEXT key=PIECE`. */
  #sought(invocation: Invocation, whole: string, key: string): void {
    const origin = this.flow.originOf(argumentOf(invocation, whole))
    if (origin === undefined) return
    const place = nameOf(origin)
    for (const text of this.flow.textsOf(argumentOf(invocation, key))) this.knowledge.learn(place, 'pieces', text)
    this.#site(invocation, { at: key, place, what: 'pieces' })
  }

  /** `:global`, `:local`, `:set` and functions that they define. */
  #declaration({ command, given }: Invocation): void {
    const names = given.find(({ value }) => value?.kind === 'names')?.value
    const variable = names?.kind === 'names' ? names.variables[0] : undefined
    if (variable === undefined) return
    const { name } = variable
    const block = given.find(({ value }) => value?.kind === 'block' && value.frame !== undefined)?.value
    const isGlobal = variable.kind === 'global'
    if (block?.kind === 'block' && isGlobal) this.defined.push({ name, block })
    if (command.path === '/global') {
      const known = this.globals.get(name) ?? { hasValue: false, called: false }
      this.globals.set(name, { ...known, hasValue: known.hasValue || given.length > 1 })
    } else if (command.path === '/set' && isGlobal && this.globals.has(name))
      this.globals.set(name, { hasValue: true, called: this.globals.get(name)?.called === true })
  }

  #reference(node: Reference, around: Read['around']): void {
    // The list is that of the descent, which goes on.
    this.read.push({ node, around: [...around] })
    const { variable } = node
    const parent = around.at(-1)
    if (variable.kind === 'global' && parent?.kind === 'call' && parent.callee === node)
      this.globals.set(variable.name, { hasValue: true, called: true })
    if (variable.kind === 'property') this.#property(around.findLast((one) => one.kind === 'condition')?.menu, variable.name)
  }

  #menu(menu: unknown): KnownMenu | undefined {
    if (!(menu instanceof KnownMenu) || menu.parent === undefined) return undefined
    this.menus.set(menu.path, menu)
    return menu
  }

  /** A property of a menu that the script names; gives the place of its texts. */
  #property(menu: unknown, name: string): string | undefined {
    const known = this.#menu(menu)
    return known === undefined || name === '' ? undefined : this.#named(known.path, name)
  }

  #named(menu: string, property: string): string {
    this.knowledge.property(menu, property)
    return placeOf(menu, property)
  }
}

/** Where the texts of an origin belong. */
export function nameOf(origin: Origin): string {
  switch (origin.from) {
    case 'row':
      return placeOf(origin.menu, origin.property)
    case 'web':
      return 'web'
    case 'input':
      return `input ${origin.name}`
  }
}
