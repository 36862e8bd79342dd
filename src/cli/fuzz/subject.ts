// Owns the static analysis of a script for `offbox fuzz`: functions, inputs, menus that it uses, and its words.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import type { Block, Invocation, Node, Reference, Script, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { withoutParentheses, descend, functionAround } from '../../syntax/descent.ts'
import { hookInputs } from './hooks.ts'
import { inputUseOf, type InputUse } from './input-type.ts'

/** An input of the script. `use` is how the script uses it; `maybe`: it tests whether the input exists. */
export interface Input {
  readonly kind: 'argument' | 'global' | 'parameter'
  /** Without the `$`. */
  readonly name: string
  readonly use: InputUse
  readonly maybe: boolean
  /** The minimum length of an array. */
  readonly least: number
}

/** A global function of the script. */
export interface FunctionUnderTest {
  readonly name: string
  readonly inputs: readonly Input[]
  /** The start of its first statement; undefined if it has none. */
  readonly start: number | undefined
  /** Its lines, including comments directly above it. */
  readonly lines: readonly [first: number, last: number]
}

/** A script's use of a menu: its properties, each with the texts that are used with it. */
export interface MenuUse {
  readonly menu: KnownMenu
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>
}

/** A script, as the fuzzer sees it. */
export interface FuzzSubject {
  readonly source: Source
  readonly functions: readonly FunctionUnderTest[]
  readonly inputs: readonly Input[]
  /** All globals that it declares. */
  readonly globals: readonly string[]
  readonly menus: readonly MenuUse[]
  /** Texts of the script that it searches for, compares with or splits by. */
  readonly words: readonly string[]
  /** Whole numbers of the script small enough to be row counts, ascending. */
  readonly counts: readonly number[]
  readonly script: Script
  /** Whether its behaviour depends on the time. */
  readonly readsClock: boolean
  /** Whether it accesses the network. */
  readonly asksNetwork: boolean
  readonly pings: boolean
  /** Whether time passes while it runs: it waits, or accesses the network. */
  readonly waits: boolean
  /** The maximum number of its `:delay`s, in sequence and in counted loops, which end. */
  readonly delays: number
}

/** The maximum length of a word of the script that trials use, in characters. */
const maxWordChars = 24
const reading = new Set(['find', 'get', 'print'])
/** The maximum number of rows per menu. */
const maxRowsPerMenu = 30

/** The text of a constant node. */
function constantText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  const inner = withoutParentheses(node)
  if (inner.kind === 'literal') return inner.text
  return inner.kind === 'quoted' && inner.parts.every((part) => typeof part === 'string') ? inner.parts.join('') : undefined
}

/** A reference with its enclosing nodes, outermost first. */
interface Read {
  readonly node: Reference
  readonly around: readonly (Statement | Node)[]
}

/** Analyses a bound script. */
export function fuzzSubjectOf(source: Source, script: Script): FuzzSubject {
  const survey = new Survey()
  descend(script.body, (part, around) => survey.see(part, around))
  const { globals, defined, read, menus, words, passed, counts, readsClock, asksNetwork, pings, waits, delays } = survey
  const functions = defined.map(({ name, block }): FunctionUnderTest => {
    const own = read.filter(
      ({ node, around }) =>
        node.variable.kind === 'parameter' &&
        functionAround(around) === block &&
        node.variable.name !== '0' &&
        // A global that the function forgot to declare: no caller passes it.
        (!globals.has(node.variable.name) || passed.has(node.variable.name)),
    )
    const start = block.body.statements[0]?.from
    return {
      name,
      start,
      inputs: inputsOf('argument', own, read),
      lines: [topOf(source, source.lineAt(block.from)), source.lineAt(block.to)],
    }
  })
  const unset = [...globals].filter(([, { hasValue }]) => !hasValue).map(([name]) => name)
  const isOutside = read.filter(
    ({ node, around }) => node.variable.kind === 'parameter' && functionAround(around) === undefined && hookInputs.has(node.variable.name),
  )
  const isUnset = read.filter(({ node }) => node.variable.kind === 'global' && unset.includes(node.variable.name))
  return {
    source,
    functions,
    inputs: [...inputsOf('parameter', isOutside, read), ...inputsOf('global', isUnset, read)],
    globals: [...globals.keys()],
    menus: [...menus.values()],
    words: [...words],
    counts: [...counts].sort((a, b) => a - b),
    script,
    readsClock,
    asksNetwork,
    pings,
    waits,
    delays,
  }
}

/** The assumed maximum number of iterations of a loop that waits for each element of a list. */
const maxWaitingIterations = 1000
const isCountedLoop = (part: Statement | Node): boolean => part.kind === 'invocation' && /^.(for|foreach)$/.test(part.command.path)

/** Collects facts while visiting a script. */
class Survey {
  readonly globals = new Map<string, { hasValue: boolean; called: boolean }>()
  readonly defined: { readonly name: string; readonly block: Block }[] = []
  readonly read: Read[] = []
  readonly menus = new Map<string, { readonly menu: KnownMenu; readonly properties: Map<string, Set<string>> }>()
  readonly words = new Set<string>()
  /** Names of arguments that calls pass. */
  readonly passed = new Set<string>()
  readonly counts = new Set<number>()
  readsClock = false
  asksNetwork = false
  pings = false
  waits = false
  delays = 0

  see(part: Statement | Node, around: Read['around']): void {
    switch (part.kind) {
      case 'invocation':
        if (part.command.path === '/delay') this.delays += around.some(isCountedLoop) ? maxWaitingIterations : 1
        return this.#command(part)
      case 'operation': {
        const condition = around.findLast((one) => one.kind === 'condition')
        const [left, right] = part.operands.map(withoutParentheses)
        if (condition?.kind === 'condition' && left?.kind === 'reference' && left.variable.kind === 'property')
          this.#property(condition.menu, left.variable.name, part.operator === '~' ? plainOf(constantText(right)) : constantText(right))
        return
      }
      case 'reference':
        return this.#reference(part, around)
      case 'call':
        return part.given.forEach(({ key }) => key !== undefined && this.passed.add(key))
      case 'array':
        return part.members.forEach(({ key }) => key !== undefined && key.length <= maxWordChars && this.words.add(key))
      case 'literal':
      case 'quoted': {
        if (part.kind === 'literal' && typeof part.value === 'number' && part.value > 1 && part.value < maxRowsPerMenu)
          this.counts.add(Number(part.value))
        const text = constantText(part)
        if (text !== undefined && text !== '' && text.length <= maxWordChars) this.words.add(text)
      }
    }
  }

  #command(invocation: Invocation): void {
    const { menu, path, name } = invocation.command
    if (/^\/(system\/(clock|scheduler|resource)|certificate|timestamp)/.test(path) || name === 'timestamp') this.readsClock = true
    if (path === '/tool/fetch' || path === '/resolve') this.asksNetwork = true
    if (path === '/ping' || path === '/tool/ping') this.pings = true
    if (path === '/delay' || path === '/execute' || path === '/tool/fetch') this.waits = true
    if (menu.parent === undefined) return this.#declaration(invocation)
    // A script that writes to the log does not query it.
    if (menu.path === '/log' && !reading.has(name)) return
    this.#property(menu, '', undefined)
    for (const { argument, value } of invocation.given)
      if (argument.name === 'numbers') this.#property(menu, 'name', rowName(constantText(value)))
      else if (argument.name === 'value-name') this.#property(menu, constantText(value) ?? '', undefined)
      else if (argument instanceof KnownArgument && !argument.flag && value?.kind !== 'condition')
        this.#property(menu, argument.name, constantText(value))
  }

  /** `:global`, `:local`, `:set`, and the functions that they define. */
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
    // Copied, since the visitor continues to change its list.
    this.read.push({ node, around: [...around] })
    const { variable } = node
    const parent = around.at(-1)
    if (variable.kind === 'global' && parent?.kind === 'call' && parent.callee === node)
      this.globals.set(variable.name, { hasValue: true, called: true })
    if (variable.kind === 'property') this.#property(around.findLast((one) => one.kind === 'condition')?.menu, variable.name, undefined)
  }

  /** A property of a menu that the script uses ('' if it only names the menu), with a text that is used with it. */
  #property(menu: unknown, name: string, text: string | undefined): void {
    if (!(menu instanceof KnownMenu) || menu.parent === undefined) return
    let use = this.menus.get(menu.path)
    if (use === undefined) this.menus.set(menu.path, (use = { menu, properties: new Map() }))
    if (name === '') return
    const texts = use.properties.get(name) ?? new Set<string>()
    use.properties.set(name, texts)
    if (text !== undefined && text !== '') texts.add(text)
  }
}

/** A row's name; undefined for ids and numbers. */
const rowName = (text: string | undefined): string | undefined => (text === undefined || /^(\*|\d)/.test(text) ? undefined : text)

/** A text that a pattern matches, if that is obvious. */
const plainOf = (pattern: string | undefined): string | undefined => pattern?.replace(/^\^|\$$/g, '').replace(/[\\^$.|?*+()[\]{}].*$/, '')

function inputsOf(kind: Input['kind'], read: readonly Read[], all: readonly Read[]): readonly Input[] {
  const names = [...new Set(read.map(({ node }) => node.variable.name))].sort()
  return names.map((name) => {
    const own = read.filter(({ node }) => node.variable.name === name)
    const uses = inputUseOf([...own, ...own.flatMap((one) => copiesOf(one, all))])
    return { kind, name, ...uses }
  })
}

/** The reads of a local that is initialised with this read: `:local address $1`. */
function copiesOf({ node, around }: Read, all: readonly Read[]): readonly Read[] {
  const parent = around.findLast((part) => part.kind !== 'group')
  if (
    parent?.kind !== 'invocation' ||
    parent.command.path !== '/local' ||
    !parent.given.some(({ value }) => value && withoutParentheses(value) === node)
  )
    return []
  const names = parent.given.find(({ value }) => value?.kind === 'names')?.value
  const variable = names?.kind === 'names' ? names.variables[0] : undefined
  if (variable === undefined) return []
  const block = functionAround(around)
  return all.filter(
    (one) => one.node.variable.kind === 'local' && one.node.variable.name === variable.name && functionAround(one.around) === block,
  )
}

/** The first line of the comments directly above a line. */
function topOf(source: Source, line: number): number {
  let top = line
  while (top > 1 && /^[ \t]*#/.test(source.lineText(top - 1))) top--
  return top
}
