// Owns where values of a script come from, before it runs: texts that reach a place through variables,
// and the property that a value was read from.
import { bare } from '../../syntax/descent.ts'
import type { Condition, Invocation, Node, Reference, Statement, Variable } from '../../syntax/tree.ts'

/** What a variable may hold: the value of a node, or one element of it. */
interface Held {
  readonly node: Node
  readonly isElement: boolean
}

/** At most so many texts are followed for one place. */
const mostTexts = 16
/** At most so many variables are followed one behind the other. */
const deepest = 8

/** Words that give back what they are given, in another type or a part of it. */
const passing: ReadonlyMap<string, string> = new Map([
  ['/tostr', 'value'],
  ['/tonum', 'value'],
  ['/toip', 'value'],
  ['/toip6', 'value'],
  ['/totime', 'value'],
  ['/tobool', 'value'],
  ['/toarray', 'value'],
  ['/pick', 'counter'],
  ['/convert', 'value'],
  ['/deserialize', 'value'],
])

/** Where a text comes from: the property of a menu's rows, an answer of the network, or an input of that name. */
export type Origin =
  | { readonly from: 'row'; readonly menu: string; readonly property: string }
  | { readonly from: 'web' }
  | { readonly from: 'input'; readonly name: string }

/** What is assigned to each variable of a script. */
export class Flow {
  readonly #held = new Map<Variable | string, Held[]>()
  /** The variable of each reference by where that starts: a text that is read twice has other objects for the same variables. */
  readonly #variables = new Map<number, Variable>()
  readonly #asked = new Set<number>()
  readonly #askedVariables = new Set<Variable | string>()

  /** Notes what an invocation assigns; every one of the script is given here before anything is asked. */
  note({ command, given }: Invocation): void {
    const valueOf = (name: string): Node | undefined => given.find(({ argument }) => argument.name === name)?.value
    const names = given.find(({ value }) => value?.kind === 'names')?.value
    if (names?.kind !== 'names') return
    if (command.path === '/foreach') {
      const list = valueOf('in')
      const last = names.variables.at(-1)
      if (list !== undefined && last !== undefined) this.#hold(last, { node: list, isElement: true })
    } else if (command.path === '/local' || command.path === '/global' || command.path === '/set') {
      const value = valueOf('value')
      const [variable] = names.variables
      if (value !== undefined && variable !== undefined) this.#hold(variable, { node: value, isElement: false })
    }
  }

  /** Notes a reference, so that one of another tree of the same text finds its variable. */
  refer({ from, variable }: Reference): void {
    this.#variables.set(from, variable)
  }

  #hold(variable: Variable, held: Held): void {
    const key = keyOf(variable)
    const all = this.#held.get(key)
    if (all === undefined) this.#held.set(key, [held])
    else all.push(held)
  }

  /** The variable that a value is made of by words that only make another type of it; undefined where it is made otherwise. */
  sourceOf(node: Node): Reference | undefined {
    const inner = bare(node)
    if (inner.kind === 'reference') return inner
    const command = onlyCommand(inner)
    if (command === undefined || command.command.path === '/pick') return undefined
    const value = argumentOf(command, passing.get(command.command.path))
    return value === undefined ? undefined : this.sourceOf(value)
  }

  /** Notes a node that the script asks for being there, or how long it is: `[:typeof ($a->$i)]`. */
  ask(node: Node): void {
    this.#asked.add(node.from)
    if (node.kind === 'reference') this.#askedVariables.add(keyOf(node.variable))
  }

  /** Whether the script asks anywhere what a variable holds. */
  isAskedAnywhere({ from, variable }: Reference): boolean {
    return this.#askedVariables.has(keyOf(this.#variables.get(from) ?? variable))
  }

  /** Whether the script asks whether a node is there, right where it reads it. */
  isAsked({ from }: Node): boolean {
    return this.#asked.has(from)
  }

  /** What is assigned to the variable that is read, anywhere in the script. */
  heldBy({ from, variable }: Reference): readonly Held[] {
    return this.#held.get(keyOf(this.#variables.get(from) ?? variable)) ?? []
  }

  /** The texts that a node can be, where they are written in the script: through variables, lists, and put together. */
  textsOf(node: Node | undefined, depth = 0): readonly string[] {
    if (node === undefined || depth > deepest) return []
    const inner = bare(node)
    const next = (one: Node): readonly string[] => this.textsOf(one, depth + 1)
    switch (inner.kind) {
      case 'literal':
        return [inner.text]
      case 'quoted':
        return inner.parts.length === 0 ? [''] : joined(inner.parts.map((part) => (typeof part === 'string' ? [part] : next(part))))
      case 'reference':
        return limited(this.heldBy(inner).flatMap((held) => (held.isElement ? this.#elements(held.node, depth + 1) : next(held.node))))
      case 'operation':
        if (inner.operator === '.') return joined(inner.operands.map(next))
        return inner.operator === '->' ? this.#elements(inner.operands[0], depth + 1, next(inner.operands[1] ?? inner)[0]) : []
      case 'bracket': {
        const [only] = inner.body.statements
        if (only?.kind !== 'invocation' || inner.body.statements.length > 1) return []
        const through = argumentOf(only, passing.get(only.command.path))
        return through === undefined || only.command.path === '/pick' ? [] : next(through)
      }
      default:
        return []
    }
  }

  /** The texts of the elements of a list that is written out; of the one of that key, where one is given. */
  #elements(node: Node | undefined, depth: number, key?: string): readonly string[] {
    if (node === undefined || depth > deepest) return []
    const inner = bare(node)
    if (inner.kind === 'array')
      return limited(
        inner.members
          .filter((member, at) => key === undefined || member.key === key || String(at) === key)
          .flatMap(({ value }) => this.textsOf(value, depth + 1)),
      )
    if (inner.kind === 'reference')
      return limited(this.heldBy(inner).flatMap((held) => (held.isElement ? [] : this.#elements(held.node, depth + 1, key))))
    if (inner.kind === 'operation' && inner.operator === ',') return limited(inner.operands.flatMap((one) => this.textsOf(one, depth + 1)))
    const texts = this.textsOf(inner, depth + 1)
    return texts.flatMap((text) => text.split(',')).map((text) => text.trim())
  }

  /** Where the text of a node comes from; undefined where that is nowhere to be seen. */
  originOf(node: Node | undefined, depth = 0): Origin | undefined {
    if (node === undefined || depth > deepest) return undefined
    const inner = bare(node)
    switch (inner.kind) {
      case 'reference':
        return this.#originOfVariable(inner, depth)
      case 'bracket': {
        const last = inner.body.statements.at(-1)
        return last?.kind === 'invocation' ? this.#originOfCommand(last, depth) : undefined
      }
      case 'operation':
        return this.#originOfOperation(inner.operator, inner.operands, depth)
      case 'quoted':
        return inner.parts.length === 1 && typeof inner.parts[0] === 'object' ? this.originOf(inner.parts[0], depth + 1) : undefined
      default:
        return undefined
    }
  }

  #originOfVariable(reference: Reference, depth: number): Origin | undefined {
    const { variable } = reference
    for (const { node } of this.heldBy(reference)) {
      const found = this.originOf(node, depth + 1)
      if (found !== undefined) return found
    }
    return variable.kind === 'parameter' || variable.kind === 'global' ? { from: 'input', name: variable.name } : undefined
  }

  #originOfCommand(command: Invocation, depth: number): Origin | undefined {
    const { menu, name, path } = command.command
    if (path === '/tool/fetch') return { from: 'web' }
    const through = argumentOf(command, passing.get(path))
    if (through !== undefined) return this.originOf(through, depth + 1)
    if (name !== 'get' || menu.parent === undefined) return undefined
    const [property] = this.textsOf(argumentOf(command, 'value-name'))
    return property === undefined ? undefined : { from: 'row', menu: menu.path, property }
  }

  #originOfOperation(operator: string, operands: readonly Node[], depth: number): Origin | undefined {
    if (operator === '.') {
      for (const operand of operands) {
        const found = this.originOf(operand, depth + 1)
        if (found !== undefined) return found
      }
      return undefined
    }
    if (operator !== '->') return undefined
    const menu = this.rowsOf(operands[0], depth + 1)
    const [property] = this.textsOf(operands[1])
    if (menu !== undefined && property !== undefined) return { from: 'row', menu, property }
    return this.originOf(operands[0], depth + 1)
  }

  /** The menu whose rows, with their properties, a value holds: of `print as-value`, and of `get` without a name. */
  rowsOf(node: Node | undefined, depth = 0): string | undefined {
    if (node === undefined || depth > deepest) return undefined
    const inner = bare(node)
    if (inner.kind === 'reference') {
      for (const { node: value } of this.heldBy(inner)) {
        const found = this.rowsOf(value, depth + 1)
        if (found !== undefined) return found
      }
      return undefined
    }
    if (inner.kind === 'operation' && inner.operator === '->') return this.rowsOf(inner.operands[0], depth + 1)
    const last = inner.kind === 'bracket' ? inner.body.statements.at(-1) : undefined
    if (last?.kind !== 'invocation' || last.command.menu.parent === undefined) return undefined
    const { name, menu } = last.command
    const wantsAll = name === 'get' ? argumentOf(last, 'value-name') === undefined : name === 'print'
    return wantsAll ? menu.path : undefined
  }

  /** The condition of the `find` that rows come from. */
  conditionOf(node: Node | undefined, depth = 0): Condition | undefined {
    if (node === undefined || depth > deepest) return undefined
    const inner = bare(node)
    if (inner.kind === 'reference') {
      for (const { node: value } of this.heldBy(inner)) {
        const found = this.conditionOf(value, depth + 1)
        if (found !== undefined) return found
      }
      return undefined
    }
    const last = inner.kind === 'bracket' ? inner.body.statements.at(-1) : undefined
    const value = last?.kind === 'invocation' ? last.given.find((one) => one.value?.kind === 'condition')?.value : undefined
    return value?.kind === 'condition' ? value : undefined
  }
}

/** The value of an argument of that name. */
export const argumentOf = ({ given }: Invocation, name: string | undefined): Node | undefined =>
  name === undefined ? undefined : given.find(({ argument }) => argument.name === name)?.value

/** The last command of a bracket that holds nothing else; undefined for other nodes. */
export function onlyCommand(node: Statement | Node): Invocation | undefined {
  const inner = node.kind === 'group' ? bare(node) : node
  const [only] = inner.kind === 'bracket' ? inner.body.statements : []
  return only?.kind === 'invocation' ? only : undefined
}

const keyOf = (variable: Variable): Variable | string => (variable.kind === 'global' ? `global ${variable.name}` : variable)

const limited = (texts: readonly string[]): readonly string[] => [...new Set(texts)].slice(0, mostTexts)

/** Every way to put one text of each part behind the other; none where a part has none. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  let all: readonly string[] = ['']
  for (const part of parts) all = limited(all.flatMap((before) => part.map((text) => before + text)))
  return all
}
