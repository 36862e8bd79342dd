// Owns facts about a script's tree for repeated queries: definitions of locals, guarded comparisons, waiting loops.
import type { Source } from '../../text/source.ts'
import type { Block, Bracket, Invocation, Node, Operation, Reference, Script, Statement } from '../../syntax/tree.ts'
import { withoutParentheses, descend, descendFrom, functionAround } from '../../syntax/descent.ts'

/** A key of a node's position, since the tree that runs is a different object than the one analysed. */
const placeOf = ({ kind, from, to }: Statement | Node): string => `${kind} ${from} ${to}`

/** A key of a name's scope: a function, or the script. */
const keyOf = (block: Block | undefined, { variable }: Reference): string => `${block?.from ?? -1} ${variable.kind} ${variable.name}`

/** Whether a node reads an array element. */
export const isElement = (node: Node): node is Operation => node.kind === 'operation' && node.operator === '->'

/** Whether a bracket is `[:find ...]` of the language. */
function isSearch({ body }: Bracket): boolean {
  const last = body.statements.at(-1)
  return last?.kind === 'invocation' && last.command.path === '/find'
}

/** Conversions that return nothing on failure. */
export const converting = new Set(['/tonum', '/totime', '/toip', '/tobool'])
const asking = new Set(['/typeof', '/len'])

/** Facts about the nodes of a script, computed once from its text. */
export class ScriptOutline {
  /** The values assigned to locals, by name; a local that is also assigned a constant is not traced. */
  readonly #sources = new Map<string, Node[]>()
  readonly #functions = new Map<string, Block | undefined>()
  /** Names whose existence the script tests. */
  readonly #asked = new Set<string>()
  readonly #conditions = new Map<string, string>()
  readonly #guarded = new Set<string>()
  /** Loops that wait for the device, by their start. */
  readonly #waiting = new Set<string>()

  readonly #source: Source
  /** The arrays that the script adds elements to, as written. */
  readonly #filled = new Set<string>()
  /** What loops iterate over, by the name of their element variable. */
  readonly #loops = new Map<string, Node>()

  constructor(script: Script, source: Source) {
    this.#source = source
    descend(script.body, (part, around) => {
      const block = functionAround(around)
      if (part.kind === 'reference') this.#functions.set(placeOf(part), block)
      if (part.kind === 'operation') {
        const condition = around.findLast((one) => one.kind === 'condition')
        if (condition?.kind === 'condition') this.#conditions.set(placeOf(part), pathOf(condition.menu))
        if (around.some((one) => isJoin(one) && asks(one))) this.#guarded.add(placeOf(part))
      }
      if (part.kind === 'invocation') this.#see(part, block)
    })
  }

  /** The menu of the condition that contains an operation. */
  menuOf(node: Operation): string | undefined {
    return this.#conditions.get(placeOf(node))
  }

  /** Whether the same condition tests for existence: `[:typeof $x] = "num" && $x > 5`. */
  isGuarded(node: Operation): boolean {
    return this.#guarded.has(placeOf(node))
  }

  /** Whether a loop contains a `:delay` and queries the device: it waits for a change. */
  waits(node: Statement | Node): boolean {
    return this.#waiting.has(placeOf(node))
  }

  /** Whether an element belongs to an array that the script itself fills under computed keys: at first it does not exist. */
  isFilled(element: Operation): boolean {
    const [array] = element.operands
    return array !== undefined && this.#filled.has(this.#written(withoutParentheses(array)))
  }

  #written({ from, to }: Node): string {
    return this.#source.text.slice(from, to).replaceAll(/\s+/g, ' ')
  }

  /** The expression that produced a value, traced through locals that are assigned once. Constants are not traced. */
  sourceOf(node: Node): Node {
    let at = withoutParentheses(node)
    for (let step = 0; step < 4; step++) {
      if (at.kind === 'bracket' && at.body.statements.length === 1) {
        const [only] = at.body.statements
        if (only?.kind === 'call' && only.given.length === 0) at = withoutParentheses(only.callee)
        else return at
      }
      if (at.kind !== 'reference' || at.variable.kind !== 'local') return at
      const sources = this.#sources.get(keyOf(this.#functions.get(placeOf(at)), at)) ?? []
      const [source] = sources
      if (sources.length !== 1 || source === undefined) return at
      at = withoutParentheses(source)
    }
    return at
  }

  /** All expressions that may have produced a value: those assigned to a local. */
  #sourcesOf(node: Node): readonly Node[] {
    const at = withoutParentheses(node)
    return at.kind === 'reference' && at.variable.kind === 'local'
      ? (this.#sources.get(keyOf(this.#functions.get(placeOf(at)), at)) ?? []).map(withoutParentheses)
      : [at]
  }

  /** Whether a value may be an element under a computed key. */
  isLookedUp(node: Node): boolean {
    return this.#sourcesOf(node).some(
      (source) => isElement(source) && source.operands[1]?.kind !== 'literal' && source.operands[1]?.kind !== 'quoted',
    )
  }

  /** The cause of a missing value, as written: the `:find` in a `:pick`, the value of a local. */
  causeOf(node: Node): string {
    const source = this.sourceOf(node)
    const written = (one: Node): string => this.#written(one)
    if (source.kind !== 'bracket') return written(source)
    const last = source.body.statements.at(-1)
    if (last?.kind !== 'invocation' || last.command.path !== '/pick') return written(source)
    let cause: string | undefined
    for (const { argument, value } of last.given)
      if (value !== undefined && argument.name !== 'counter')
        descendFrom(value, (part) => {
          if (cause !== undefined) return
          if (part.kind === 'bracket' && isSearch(part)) cause = written(part)
          if (part.kind !== 'reference') return
          const made = this.sourceOf(part)
          if (made.kind === 'bracket' && isSearch(made)) cause = written(made)
        })
    return cause ?? written(source)
  }

  /** Whether a value is an unchanged argument of its function, or an element of one. */
  isArgument(node: Node): boolean {
    const source = this.sourceOf(node)
    if (source.kind === 'reference' && source.variable.kind === 'local') {
      const list = this.#loops.get(keyOf(this.#functions.get(placeOf(source)), source))
      if (list !== undefined) return this.isArgument(list)
    }
    // An element of a list that was passed in.
    if (isElement(source)) return source.operands[0] !== undefined && this.isArgument(source.operands[0])
    return source.kind === 'reference' && source.variable.kind === 'parameter' && this.#functions.get(placeOf(source)) !== undefined
  }

  /** Whether a value is a converted argument. */
  convertsArgument(node: Node): boolean {
    const source = this.sourceOf(node)
    const last = source.kind === 'bracket' ? source.body.statements.at(-1) : undefined
    if (last?.kind !== 'invocation' || !converting.has(last.command.path)) return false
    return last.given.some(({ value }) => value !== undefined && this.isArgument(value))
  }

  /** Whether the script tests anywhere if a name exists, or its type. */
  isAsked(node: Node): boolean {
    const inner = withoutParentheses(node)
    return inner.kind === 'reference' && this.#asked.has(keyOf(this.#functions.get(placeOf(inner)), inner))
  }

  #see(part: Invocation, block: Block | undefined): void {
    const { path } = part.command
    if (asking.has(path))
      for (const { value } of part.given) {
        const inner = value && withoutParentheses(value)
        if (inner?.kind === 'reference') this.#asked.add(keyOf(block, inner))
      }
    if (path === '/set') {
      const element = part.given[0]?.value && withoutParentheses(part.given[0].value)
      const [array, key] = element !== undefined && isElement(element) ? element.operands : []
      if (array !== undefined && key?.kind !== 'literal' && key?.kind !== 'quoted')
        this.#filled.add(this.#written(withoutParentheses(array)))
    }
    if (path === '/local' || path === '/set') {
      const names = part.given.find(({ value }) => value?.kind === 'names')?.value
      const variable = names?.kind === 'names' ? names.variables[0] : undefined
      const value = part.given.find(({ value: one }) => one !== undefined && one.kind !== 'names')?.value
      if (variable === undefined || value === undefined) return
      const key = `${block?.from ?? -1} ${variable.kind} ${variable.name}`
      const known = this.#sources.get(key)
      if (known === undefined) this.#sources.set(key, [value])
      else known.push(value)
    }
    if (path === '/foreach') {
      const names = part.given.find(({ value }) => value?.kind === 'names')?.value
      const list = part.given.find(({ argument }) => argument.name === 'in')?.value
      if (names?.kind === 'names' && list !== undefined)
        for (const { kind, name } of names.variables) this.#loops.set(`${block?.from ?? -1} ${kind} ${name}`, list)
    }
    if (path === '/while' || path === '/do' || path === '/for' || path === '/foreach') {
      let delays = false
      let asksDevice = false
      const condition = part.given.find(({ argument }) => argument.name === 'condition' || argument.name === 'while')?.value
      // The variable that it waits for is set elsewhere.
      if (condition !== undefined)
        descendFrom(condition, (inner) => {
          if (inner.kind === 'reference' && inner.variable.kind === 'global') asksDevice = true
        })
      descendFrom(part, (inner) => {
        if (inner.kind === 'call' && inner.callee.kind === 'reference') asksDevice = true
        if (inner.kind !== 'invocation') return
        if (inner.command.path === '/delay') delays = true
        else if (inner.command.path === '/resolve' || inner.command.path === '/ping' || inner.command.menu.parent !== undefined)
          asksDevice ||= !inner.command.path.startsWith('/log/')
      })
      if (delays && asksDevice) this.#waiting.add(placeOf(part))
    }
  }
}

const pathOf = (menu: unknown): string =>
  typeof menu === 'object' && menu !== null && 'path' in menu && typeof menu.path === 'string' ? menu.path : ''

const isJoin = (node: Statement | Node): node is Operation =>
  node.kind === 'operation' && (node.operator === 'and' || node.operator === 'or')

/** Whether it contains a test for existence. */
function asks(node: Node): boolean {
  let found = false
  descendFrom(node, (part) => {
    if (part.kind === 'invocation' && asking.has(part.command.path)) found = true
  })
  return found
}
