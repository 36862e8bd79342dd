// Owns the resolved words of a text: variables, path words and arguments, with their places in the whole text.
import type { Command, Menu } from '../../grammar/names.ts'
import { descend } from '../syntax/descent.ts'
import type { Head } from '../syntax/head.ts'
import type { Block, GivenArgument, Invocation, Node, Statement } from '../syntax/tree.ts'
import type { Names, Variable } from '../syntax/variables.ts'
import type { Span } from '../text/source.ts'
import type { Part } from './part.ts'

/** An occurrence of a variable, without `$` and quotes. `declare` declares it, `write` is `:set`. */
export interface VariableUse extends Span {
  readonly variable: Variable
  readonly role: 'declare' | 'write' | 'read'
  /** The whole declaring statement; elsewhere the name itself. */
  readonly statement: Span
  /** Whether the value is a function. */
  readonly isFunction: boolean
}

/** A word of a path. */
export interface PathWord extends Span {
  readonly entry: Menu | Command
}

/** An argument of a command. `name` and `value` are where they are written. */
export interface ArgumentUse extends Span {
  readonly command: Command
  readonly invocation: Invocation
  readonly given: GivenArgument
  readonly name: Span | undefined
  readonly value: Span | undefined
}

/** All resolved words in a text. `blocks` are braces and brackets, including their signs. */
export interface Uses {
  readonly variables: readonly VariableUse[]
  readonly words: readonly PathWord[]
  readonly arguments: readonly ArgumentUse[]
  readonly invocations: readonly (Span & { readonly invocation: Invocation })[]
  readonly blocks: readonly Span[]
}

interface Gathering {
  readonly variables: VariableUse[]
  readonly words: PathWord[]
  readonly arguments: ArgumentUse[]
  readonly invocations: (Span & { readonly invocation: Invocation })[]
  readonly blocks: Span[]
}

/** Collects the uses in a text and in the code in its strings. */
export function resolvedUsesOf(parts: readonly Part[]): Uses {
  const uses: Gathering = { variables: [], words: [], arguments: [], invocations: [], blocks: [] }
  for (const part of parts) descend(part.body, (at) => gather(at, part, uses))
  return uses
}

function gather(at: Statement | Node, part: Part, uses: Gathering): void {
  switch (at.kind) {
    case 'invocation': {
      const span = part.toChunk({ from: at.head.from, to: at.to })
      uses.invocations.push({ ...span, invocation: at })
      wordsOf(at.head, at.command, part, uses)
      for (const given of at.given) argument(given, at, part, uses)
      return
    }
    case 'path':
      wordsOf(at.head, at.menu, part, uses)
      if (at.body !== undefined) uses.blocks.push(part.toChunk({ from: at.head.from, to: at.to }))
      return
    case 'scope':
    case 'bracket':
    case 'block':
    case 'array':
      uses.blocks.push(part.toChunk(at))
      return
    case 'reference': {
      if (at.variable.kind === 'property') return
      const span = part.toChunk(nameIn(part.text, at))
      uses.variables.push({ ...span, variable: at.variable, role: 'read', statement: span, isFunction: false })
    }
  }
}

/** Resolves the words of a path, from the last one backwards: `..` cancels the word before it. */
function wordsOf({ words }: Head, last: Menu | Command, part: Part, { words: found }: Gathering): void {
  let entry: Menu | Command | undefined = last
  for (const word of [...words].reverse()) {
    if (entry === undefined || part.text.slice(word.from, word.to) === '..') return
    found.push({ ...part.toChunk(word), entry })
    entry = 'find' in entry ? entry.parent : entry.menu
  }
}

function argument(given: GivenArgument, invocation: Invocation, part: Part, uses: Gathering): void {
  const { value, name } = given
  uses.arguments.push({
    ...part.toChunk(given),
    command: invocation.command,
    invocation,
    given,
    name: name === undefined ? undefined : part.toChunk(name),
    value: value === undefined ? undefined : part.toChunk(value),
  })
  if (value?.kind === 'names') declared(value, given, invocation, part, uses)
}

function declared(
  names: Names,
  { argument: { naming } }: GivenArgument,
  invocation: Invocation,
  part: Part,
  { variables }: Gathering,
): void {
  const isFunction = invocation.given.some(({ value }) => isSealed(value))
  let at = names.from
  for (const variable of names.variables) {
    const from = part.text.indexOf(variable.name, at)
    if (from === -1 || from >= names.to) continue
    at = from + variable.name.length
    variables.push({
      ...part.toChunk({ from, to: at }),
      variable,
      role: naming === 'look-up' ? 'write' : 'declare',
      statement: part.toChunk({ from: invocation.head.from, to: invocation.to }),
      isFunction,
    })
  }
}

const isSealed = (node: Node | undefined): node is Block => node?.kind === 'block' && node.frame !== undefined

/** The range of a reference's name, without `$` and quotes. */
function nameIn(text: string, { from, to }: Span): Span {
  const start = text[from] === '$' ? from + 1 : from
  return text[start] === '"' && text[to - 1] === '"' ? { from: start + 1, to: to - 1 } : { from: start, to }
}

/** The innermost of some ranges that contain an offset, or end at it. */
export function at<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  let best: T | undefined
  for (const span of spans)
    if (span.from <= offset && offset <= span.to && (best === undefined || span.to - span.from <= best.to - best.from)) best = span
  return best
}
