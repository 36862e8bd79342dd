// Owns what `offbox fuzz` finds in a script before it runs it: functions, free inputs,
// the menus that it looks at and the words that it knows.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import type { Block, Invocation, Node, Reference, Script, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { bare, descend, functionAround } from '../../syntax/descent.ts'
import { hookInputs } from './hooks.ts'
import { usesOf, type Use } from './input-type.ts'

/** Something that comes from outside. `use` is what the script does with it; `maybe` that it asks whether it is there. */
export interface Input {
  readonly kind: 'argument' | 'global' | 'parameter'
  /** Without the `$`. */
  readonly name: string
  readonly use: Use
  readonly maybe: boolean
  /** Of an array: it has at least so many elements. */
  readonly least: number
}

/** A global function of the script. */
export interface FunctionUnderTest {
  readonly name: string
  readonly inputs: readonly Input[]
  /** Where its first statement begins; undefined where it has none. */
  readonly start: number | undefined
  /** The lines that it stands on; comments right above it belong to it. */
  readonly lines: readonly [first: number, last: number]
}

/** What a script does with a menu: the properties that it names, each with the texts that stand beside it. */
export interface MenuUse {
  readonly menu: KnownMenu
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>
}

/** A script as the fuzzer sees it. */
export interface Subject {
  readonly source: Source
  readonly functions: readonly FunctionUnderTest[]
  readonly inputs: readonly Input[]
  /** Every global that it declares. */
  readonly globals: readonly string[]
  readonly menus: readonly MenuUse[]
  /** Texts of the script: what it searches, compares and splits by. */
  readonly words: readonly string[]
  /** Whole numbers of the script that are small enough to be counts of rows, the smallest first. */
  readonly counts: readonly number[]
  readonly script: Script
  /** Whether what it does depends on the time. */
  readonly readsClock: boolean
  /** Whether it asks others on the network. */
  readonly asksNetwork: boolean
  readonly pings: boolean
  /** Whether time passes while it runs: it waits, or asks others. */
  readonly waits: boolean
  /** How often its `:delay`s may be met, one behind the other and in loops whose turns are counted: that comes to an end. */
  readonly delays: number
}

const longestWord = 24
const reading = new Set(['find', 'get', 'print'])
/** A menu gets at most so many rows. */
const mostRows = 30

/** A text that is written out. */
function constantText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  const inner = bare(node)
  if (inner.kind === 'literal') return inner.text
  return inner.kind === 'quoted' && inner.parts.every((part) => typeof part === 'string') ? inner.parts.join('') : undefined
}

/** A reference with the nodes around it, outermost first. */
interface Read {
  readonly node: Reference
  readonly around: readonly (Statement | Node)[]
}

/** Looks through a bound script. */
export function subjectOf(source: Source, script: Script): Subject {
  const survey = new Survey()
  descend(script.body, (part, around) => survey.see(part, around))
  const { globals, defined, read, menus, words, passed, counts, readsClock, asksNetwork, pings, waits, delays } = survey
  const functions = defined.map(({ name, block }): FunctionUnderTest => {
    const own = read.filter(
      ({ node, around }) =>
        node.variable.kind === 'parameter' &&
        functionAround(around) === block &&
        node.variable.name !== '0' &&
        // A global that the function forgot to declare: nobody gives it.
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

/** A list that a script goes through with waits is hardly longer. */
const mostTurns = 1000
const isCountedLoop = (part: Statement | Node): boolean => part.kind === 'invocation' && /^.(for|foreach)$/.test(part.command.path)

/** What is gathered on the way through a script. */
class Survey {
  readonly globals = new Map<string, { hasValue: boolean; called: boolean }>()
  readonly defined: { readonly name: string; readonly block: Block }[] = []
  readonly read: Read[] = []
  readonly menus = new Map<string, { readonly menu: KnownMenu; readonly properties: Map<string, Set<string>> }>()
  readonly words = new Set<string>()
  /** Names of arguments that calls of functions give. */
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
        if (part.command.path === '/delay') this.delays += around.some(isCountedLoop) ? mostTurns : 1
        return this.#command(part)
      case 'operation': {
        const condition = around.findLast((one) => one.kind === 'condition')
        const [left, right] = part.operands.map(bare)
        if (condition?.kind === 'condition' && left?.kind === 'reference' && left.variable.kind === 'property')
          this.#property(condition.menu, left.variable.name, part.operator === '~' ? plainOf(constantText(right)) : constantText(right))
        return
      }
      case 'reference':
        return this.#reference(part, around)
      case 'call':
        return part.given.forEach(({ key }) => key !== undefined && this.passed.add(key))
      case 'array':
        return part.members.forEach(({ key }) => key !== undefined && key.length <= longestWord && this.words.add(key))
      case 'literal':
      case 'quoted': {
        if (part.kind === 'literal' && typeof part.value === 'number' && part.value > 1 && part.value < mostRows)
          this.counts.add(Number(part.value))
        const text = constantText(part)
        if (text !== undefined && text !== '' && text.length <= longestWord) this.words.add(text)
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
    // Who writes to the log does not look at it.
    if (menu.path === '/log' && !reading.has(name)) return
    this.#property(menu, '', undefined)
    for (const { argument, value } of invocation.given)
      if (argument.name === 'numbers') this.#property(menu, 'name', rowName(constantText(value)))
      else if (argument.name === 'value-name') this.#property(menu, constantText(value) ?? '', undefined)
      else if (argument instanceof KnownArgument && !argument.flag && value?.kind !== 'condition')
        this.#property(menu, argument.name, constantText(value))
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
    if (variable.kind === 'property') this.#property(around.findLast((one) => one.kind === 'condition')?.menu, variable.name, undefined)
  }

  /** A property of a menu that the script names ('' where it only names the menu), with a text that stands beside it. */
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

/** What a row is named by; ids and numbers are none. */
const rowName = (text: string | undefined): string | undefined => (text === undefined || /^(\*|\d)/.test(text) ? undefined : text)

/** A text that a pattern matches, where that is plain to see. */
const plainOf = (pattern: string | undefined): string | undefined => pattern?.replace(/^\^|\$$/g, '').replace(/[\\^$.|?*+()[\]{}].*$/, '')

function inputsOf(kind: Input['kind'], read: readonly Read[], all: readonly Read[]): readonly Input[] {
  const names = [...new Set(read.map(({ node }) => node.variable.name))].sort()
  return names.map((name) => {
    const own = read.filter(({ node }) => node.variable.name === name)
    const uses = usesOf([...own, ...own.flatMap((one) => copiesOf(one, all))])
    return { kind, name, ...uses }
  })
}

/** Where a local is read that is declared as what is read here: `:local address $1`. */
function copiesOf({ node, around }: Read, all: readonly Read[]): readonly Read[] {
  const parent = around.findLast((part) => part.kind !== 'group')
  if (parent?.kind !== 'invocation' || parent.command.path !== '/local' || !parent.given.some(({ value }) => value && bare(value) === node))
    return []
  const names = parent.given.find(({ value }) => value?.kind === 'names')?.value
  const variable = names?.kind === 'names' ? names.variables[0] : undefined
  if (variable === undefined) return []
  const block = functionAround(around)
  return all.filter(
    (one) => one.node.variable.kind === 'local' && one.node.variable.name === variable.name && functionAround(one.around) === block,
  )
}

/** The first line of the comments that stand right above a line. */
function topOf(source: Source, line: number): number {
  let top = line
  while (top > 1 && /^[ \t]*#/.test(source.lineText(top - 1))) top--
  return top
}
