// Owns the analysis of a sealed body: facts about its nodes, collected before closures are made.
import { payTime } from '../value/limits.ts'
import { shared, type Value } from '../value/value.ts'
import type { ArrayNode, Body, Bracket, Call, Invocation, Node, Operation, Statement } from '../syntax/tree.ts'
import { fold, isDeferred } from './constant.ts'
import { partsOf, type Form } from './form.ts'
import { absent } from './given.ts'
import type { Behaviours, Machine } from './machine.ts'
import type { Operators } from './operate.ts'

/** The cost of analysing and compiling one node, in units of `payTime`. */
const workPerNode = 2048

/**
 * Facts about a sealed body (a script, or a function): side tables keyed by node. A node missing in a table has the default (not constant,
 * does not leave), so a line of an export needs no entry. A function inside the body has an analysis of its own, made at its first call.
 */
export interface Analysis<M> {
  /** The form of each special word. */
  readonly forms: ReadonlyMap<Invocation, Form<M>>
  /** Operations and arrays with a constant value. */
  readonly constants: ReadonlyMap<Node, Value>
  /** Brackets whose statements may set `frame.flow`: then the rest of the surrounding expression must not be evaluated. */
  readonly leaving: ReadonlySet<Bracket>
  /** Statements and deferred expressions in which a leaving bracket may throw an Unwind, which they catch. */
  readonly unwinding: ReadonlySet<Statement | Operation>
  /** Menu commands and special words whose value is used: the last ones of a bracket. */
  readonly yielding: ReadonlySet<Invocation>
}

/** The parts of a release that the analysis uses. */
export interface Language<M extends Machine> {
  readonly behaviours: Behaviours<M>
  readonly operators: Operators
}

/** Analyses a sealed body. Visits each node once. */
export function analyse<M extends Machine>(body: Body, language: Language<M>): Analysis<M> {
  const analyst = new Analyst(language)
  analyst.body(body, false)
  return analyst
}

/** How a node may end besides with its value or a failure; each way includes those before it. */
const Way = {
  /** In no other way. */
  through: 0,
  /** It sets `frame.flow`. */
  leaves: 1,
  /** It throws an Unwind. */
  unwinds: 2,
} as const
type Way = (typeof Way)[keyof typeof Way]

const either = (a: Way, b: Way): Way => (a > b ? a : b)

class Analyst<M extends Machine> implements Analysis<M> {
  readonly forms = new Map<Invocation, Form<M>>()
  readonly constants = new Map<Node, Value>()
  readonly leaving = new Set<Bracket>()
  readonly unwinding = new Set<Statement | Operation>()
  readonly yielding = new Set<Invocation>()
  readonly #language: Language<M>

  constructor(language: Language<M>) {
    this.#language = language
  }

  /** `yields`: whether the value of the last statement is used. */
  body({ statements }: Body, yields: boolean): Way {
    let way: Way = Way.through
    const last = statements.length - 1
    for (let at = 0; at <= last; at++) way = either(way, this.#statement(statements[at]!, yields && at === last))
    return way
  }

  /** The statement catches an Unwind thrown in it; `frame.flow` stays set. */
  #statement(statement: Statement, yields: boolean): Way {
    const way = this.#inside(statement, yields)
    if (way !== Way.unwinds) return way
    this.unwinding.add(statement)
    return Way.leaves
  }

  #inside(statement: Statement, yields: boolean): Way {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement, yields)
      case 'call':
        return this.#call(statement, yields)
      case 'scope':
        return this.body(statement.body, yields)
      case 'path':
        return statement.body === undefined ? Way.through : this.body(statement.body, yields)
      case 'unknown':
        return Way.through
    }
  }

  /** A command that cannot run (a late error, no behaviour, a missing argument) is not analysed further. */
  #invocation(node: Invocation, yields: boolean): Way {
    const behaviour = node.late === undefined ? this.#language.behaviours(node.command) : undefined
    if (behaviour === undefined) return Way.through
    if ('apply' in behaviour) return absent(behaviour.required, node).length > 0 ? Way.through : this.#values(node.given)
    if (yields) this.yielding.add(node)
    if ('run' in behaviour) return this.#values(node.given)
    if (absent(behaviour.required, node).length > 0) return Way.through
    const form = behaviour.special(node)
    this.forms.set(node, form)
    return this.#form(form)
  }

  #form(form: Form<M>): Way {
    let way: Way = form.kind === 'leave' ? Way.leaves : Way.through
    for (const part of partsOf(form)) if (part !== undefined) way = either(way, this.#node(part))
    return way
  }

  /** A bracket called without arguments is a statement like a scope: no expression surrounds it. */
  #call({ callee, given }: Call, yields: boolean): Way {
    if (callee.kind === 'bracket' && given.length === 0) return this.body(callee.body, yields)
    return either(this.#node(callee), this.#values(given))
  }

  #values(given: readonly { readonly value: Node | undefined }[]): Way {
    let way: Way = Way.through
    for (const { value } of given) if (value !== undefined) way = either(way, this.#node(value))
    return way
  }

  #node(node: Node): Way {
    payTime(workPerNode)
    switch (node.kind) {
      case 'literal':
      case 'raw':
      case 'reference':
      case 'names':
        return Way.through
      case 'quoted': {
        let way: Way = Way.through
        for (const part of node.parts) if (typeof part !== 'string') way = either(way, this.#node(part))
        return way
      }
      case 'group':
        return this.#node(node.inner)
      case 'condition':
        return node.expression === undefined ? Way.through : this.#node(node.expression)
      case 'array': {
        const way = this.#values(node.members)
        this.#fold(node)
        return way
      }
      case 'operation':
        return this.#operation(node)
      case 'bracket':
        if (this.body(node.body, true) === Way.through) return Way.through
        this.leaving.add(node)
        return Way.unwinds
      case 'block':
        return node.frame === undefined ? this.body(node.body, false) : Way.through
    }
  }

  #operation(node: Operation): Way {
    let way: Way = Way.through
    for (const operand of node.operands) way = either(way, this.#node(operand))
    if (!isDeferred(node)) {
      this.#fold(node)
      return way
    }
    // It runs in its own frame, so the surrounding code does not see it leave.
    if (way === Way.unwinds) this.unwinding.add(node)
    return Way.through
  }

  #fold(node: ArrayNode | Operation): void {
    const value = fold(node, this.constants, this.#language.operators)
    // A constant array is reused, so writers must copy it.
    if (value !== undefined) this.constants.set(node, shared(value))
  }
}
