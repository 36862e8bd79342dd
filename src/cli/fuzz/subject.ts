// Owns what `offbox fuzz` finds in a script before it runs it: functions, free inputs,
// the menus that it looks at and the words that it knows.
import type { KnownMenu } from '../../schema/known-menu.ts'
import { bare, functionAround } from '../../syntax/descent.ts'
import type { Script } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import type { Flow } from './flow.ts'
import { hookInputs } from './hooks.ts'
import { usesOf, type Use } from './input-type.ts'
import type { Knowledge, Site } from './knowledge.ts'
import { Survey, type Read } from './survey.ts'

/** Something that comes from outside. `use` is what the script does with it; `maybe` that it asks whether it is there. */
export interface Input {
  readonly kind: 'argument' | 'global' | 'parameter'
  /** Without the `$`. */
  readonly name: string
  readonly use: Use
  readonly maybe: boolean
  /** Whether it asks of what type it is, or what can be made of it. */
  readonly isAsked: boolean
  /** Keys by which it reads elements of it. */
  readonly keys: readonly string[]
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

/** A script as the fuzzer sees it. */
export interface Subject {
  readonly source: Source
  readonly functions: readonly FunctionUnderTest[]
  readonly inputs: readonly Input[]
  /** Every global that it declares. */
  readonly globals: readonly string[]
  /** The menus that it names, in order. */
  readonly menus: readonly KnownMenu[]
  readonly flow: Flow
  /** What is known of the texts that matter to it; grows while it runs. */
  readonly knowledge: Knowledge
  /** By where an operation or a command starts and ends: `10 42`. */
  readonly sites: ReadonlyMap<string, readonly Site[]>
  /** Texts of the script: what it searches, compares and splits by. */
  readonly words: readonly string[]
  /** Whether what it does depends on the time. */
  readonly readsClock: boolean
  /** Whether it asks others on the network. */
  readonly asksNetwork: boolean
  /** Whether it waits, so that something can happen meanwhile. */
  readonly waits: boolean
  /** Keys by which it reads arrays. */
  readonly keys: readonly string[]
  /** The largest number in it that can be a number of rows; 0 where none. */
  readonly largest: number
}

/** Looks through a bound script. */
export function subjectOf(source: Source, script: Script): Subject {
  const survey = new Survey(script.body)
  const { globals, defined, read } = survey
  // A global that a function reads without declaring it, and that no call gives: nothing is there.
  const isForgotten = (name: string): boolean => globals.has(name) && !survey.passed.has(name)
  const functions = defined.map(({ name, block }): FunctionUnderTest => {
    const own = read.filter(
      ({ node, around }) =>
        node.variable.kind === 'parameter' &&
        functionAround(around) === block &&
        node.variable.name !== '0' &&
        !isForgotten(node.variable.name),
    )
    const start = block.body.statements[0]?.from
    return {
      name,
      start,
      inputs: inputsOf('argument', own, survey),
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
    inputs: [...inputsOf('parameter', isOutside, survey), ...inputsOf('global', isUnset, survey)],
    globals: [...globals.keys()],
    menus: [...survey.menus.values()],
    flow: survey.flow,
    knowledge: survey.knowledge,
    sites: survey.sites,
    words: [...survey.words],
    readsClock: survey.readsClock,
    asksNetwork: survey.asksNetwork,
    waits: survey.waits,
    keys: [...survey.keys],
    largest: survey.largest,
  }
}

function inputsOf(kind: Input['kind'], read: readonly Read[], { read: all, flow }: Survey): readonly Input[] {
  const names = [...new Set(read.map(({ node }) => node.variable.name))].sort()
  return names.map((name) => {
    const own = read.filter(({ node }) => node.variable.name === name)
    const reads = withCopies(own, all, flow)
    return { kind, name, ...usesOf(reads), keys: keysOf(reads, flow) }
  })
}

/** These reads, and those of locals that are made of what is read: `:local address $1`. */
function withCopies(own: readonly Read[], all: readonly Read[], flow: Flow): readonly Read[] {
  const nodes = new Set(own.map(({ node }) => node))
  const copies = all.filter(
    ({ node: read }) =>
      read.variable.kind === 'local' &&
      flow.heldBy(read).some(({ node, isElement }) => {
        const source = isElement ? undefined : flow.sourceOf(node)
        return source !== undefined && nodes.has(source)
      }),
  )
  return [...own, ...copies]
}

/** Constant keys of elements that are read: those of `($1->0)`, `($1->"name")`. */
function keysOf(reads: readonly Read[], flow: Flow): readonly string[] {
  const keys = reads.flatMap(({ node, around }) => {
    const parent = around.findLast((part) => part.kind !== 'group')
    const isElement = parent?.kind === 'operation' && parent.operator === '->' && parent.operands[0] && bare(parent.operands[0]) === node
    return isElement ? flow.textsOf(parent.operands[1]) : []
  })
  return [...new Set(keys)]
}

/** The first line of the comments that stand right above a line. */
function topOf(source: Source, line: number): number {
  let top = line
  while (top > 1 && /^[ \t]*#/.test(source.lineText(top - 1))) top--
  return top
}
