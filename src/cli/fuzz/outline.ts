// Owns what of a script's tree is asked again and again: what locals are made of, which comparisons are guarded, what an argument is used as.
import type { Block, Invocation, Node, Operation, Reference, Script, Statement } from '../../syntax/tree.ts'
import { bare, descend, descendFrom, functionAround } from '../../syntax/descent.ts'

/** What a name is bound to: the local of a function, or of the script. */
const keyOf = (block: Block | undefined, { variable }: Reference): string => `${block?.from ?? -1} ${variable.kind} ${variable.name}`

/** An element of an array that the script reads. */
export const isElement = (node: Node): node is Operation => node.kind === 'operation' && node.operator === '->'

const asking = new Set(['/typeof', '/len'])

export class Outline {
  /** What locals are set to, by name; a local that is set to a constant beside that is not traced. */
  readonly #sources = new Map<string, Node[]>()
  readonly #functions = new WeakMap<object, Block | undefined>()
  /** Names that the script asks for whether they are there. */
  readonly #asked = new Set<string>()
  readonly #askedNodes = new WeakSet()
  /** The name that a value is given to. */
  readonly #given = new WeakMap<object, string>()
  readonly #conditions = new WeakMap<object, string>()
  readonly #guarded = new WeakSet()
  /** Loops that wait for the device, by where they start. */
  readonly #waiting = new WeakSet()

  constructor(script: Script) {
    descend(script.body, (part, around) => {
      const block = functionAround(around)
      if (part.kind === 'reference') this.#functions.set(part, block)
      if (part.kind === 'operation') {
        const condition = around.findLast((one) => one.kind === 'condition')
        if (condition?.kind === 'condition') this.#conditions.set(part, pathOf(condition.menu))
        if (around.some((one) => isJoin(one) && asks(one))) this.#guarded.add(part)
      }
      if (part.kind === 'invocation') this.#see(part, block)
    })
  }

  /** The menu of the condition that an operation stands in. */
  menuOf(node: Operation): string | undefined {
    return this.#conditions.get(node)
  }

  /** Whether the same condition asks what is there: `[:typeof $x] = "num" && $x > 5`. */
  isGuarded(node: Operation): boolean {
    return this.#guarded.has(node)
  }

  /** Whether a loop has a `:delay` and asks the device for something: it waits until that comes. */
  waits(node: Statement | Node): boolean {
    return this.#waiting.has(node)
  }

  /** What a value is made by: through locals that are only set once. Constants are none. */
  sourceOf(node: Node): Node {
    let at = bare(node)
    for (let step = 0; step < 4; step++) {
      if (at.kind === 'bracket' && at.body.statements.length === 1) {
        const [only] = at.body.statements
        if (only?.kind === 'call' && only.given.length === 0) at = bare(only.callee)
        else return at
      }
      if (at.kind !== 'reference' || at.variable.kind !== 'local') return at
      const sources = this.#sources.get(keyOf(this.#functions.get(at), at)) ?? []
      const [source] = sources
      if (sources.length !== 1 || source === undefined) return at
      at = bare(source)
    }
    return at
  }

  /** Whether a value is an argument of the function that it stands in, as it came. */
  isArgument(node: Node): boolean {
    const source = this.sourceOf(node)
    return source.kind === 'reference' && source.variable.kind === 'parameter' && this.#functions.get(source) !== undefined
  }

  /** Whether the script asks anywhere whether a name is there, or what it is. */
  isAsked(node: Node): boolean {
    const inner = bare(node)
    return inner.kind === 'reference' && this.#asked.has(keyOf(this.#functions.get(inner), inner))
  }

  /** The same of a part: where it stands, or by the name that it is given to. */
  isAskedFor(node: Node): boolean {
    const name = this.#given.get(node)
    return this.#askedNodes.has(node) || (name !== undefined && this.#asked.has(name))
  }

  #see(part: Invocation, block: Block | undefined): void {
    const { path } = part.command
    if (asking.has(path))
      for (const { value } of part.given) {
        const inner = value && bare(value)
        if (inner !== undefined) this.#askedNodes.add(inner)
        if (inner?.kind === 'reference') this.#asked.add(keyOf(block, inner))
      }
    if (path === '/local' || path === '/set') {
      const names = part.given.find(({ value }) => value?.kind === 'names')?.value
      const variable = names?.kind === 'names' ? names.variables[0] : undefined
      const value = part.given.find(({ value: one }) => one !== undefined && one.kind !== 'names')?.value
      if (variable === undefined || value === undefined) return
      const key = `${block?.from ?? -1} ${variable.kind} ${variable.name}`
      this.#given.set(bare(value), key)
      const known = this.#sources.get(key)
      if (known === undefined) this.#sources.set(key, [value])
      else known.push(value)
    }
    if (path === '/while' || path === '/do' || path === '/for' || path === '/foreach') {
      let delays = false
      let asksDevice = false
      descendFrom(part, (inner) => {
        if (inner.kind === 'call' && inner.callee.kind === 'reference') asksDevice = true
        if (inner.kind !== 'invocation') return
        if (inner.command.path === '/delay') delays = true
        else if (inner.command.path === '/resolve' || inner.command.path === '/ping' || inner.command.menu.parent !== undefined)
          asksDevice ||= !inner.command.path.startsWith('/log/')
      })
      if (delays && asksDevice) this.#waiting.add(part)
    }
  }
}

const pathOf = (menu: unknown): string =>
  typeof menu === 'object' && menu !== null && 'path' in menu && typeof menu.path === 'string' ? menu.path : ''

const isJoin = (node: Statement | Node): node is Operation =>
  node.kind === 'operation' && (node.operator === 'and' || node.operator === 'or')

/** Whether something in it asks what is there. */
function asks(node: Node): boolean {
  let found = false
  descendFrom(node, (part) => {
    if (part.kind === 'invocation' && asking.has(part.command.path)) found = true
  })
  return found
}
