// Owns the analysis of a sealed body: one visit collects facts about its nodes before closures are made.
import { payTime } from '../value/limits.ts'
import { shared, type Value } from '../value/value.ts'
import type { ArrayNode, Body, Bracket, Call, Invocation, Node, Operation, Statement } from '../syntax/tree.ts'
import { fold, isDeferred } from './constant.ts'
import { nodesOfForm, type Form } from './form.ts'
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
  /** Brackets whose statements may set `frame.flow`; the rest of the surrounding expression must not be evaluated then. */
  readonly leaving: ReadonlySet<Bracket>
  /** Statements and deferred expressions in which a leaving bracket may throw an Unwind, which they catch. */
  readonly unwinding: ReadonlySet<Statement | Operation>
  /** Menu commands and special words whose value is used: each is the last statement of a bracket. */
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

/** How a node may complete besides with a value or a failure. Each kind includes the kinds before it. */
const Completion = {
  /** It does not complete in another way. */
  normal: 0,
  /** It sets `frame.flow`. */
  leaves: 1,
  /** It throws an Unwind. */
  unwinds: 2,
} as const
type Completion = (typeof Completion)[keyof typeof Completion]

const combined = (a: Completion, b: Completion): Completion => (a > b ? a : b)

/** Visits the nodes of a body and fills the tables. Each method returns how its node may complete. */
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
  body({ statements }: Body, yields: boolean): Completion {
    let completion: Completion = Completion.normal
    const last = statements.length - 1
    for (let at = 0; at <= last; at++) completion = combined(completion, this.#statement(statements[at]!, yields && at === last))
    return completion
  }

  /** The statement catches an Unwind thrown in it; `frame.flow` stays set. */
  #statement(statement: Statement, yields: boolean): Completion {
    const completion = this.#inside(statement, yields)
    if (completion !== Completion.unwinds) return completion
    this.unwinding.add(statement)
    return Completion.leaves
  }

  #inside(statement: Statement, yields: boolean): Completion {
    switch (statement.kind) {
      case 'invocation':
        return this.#invocation(statement, yields)
      case 'call':
        return this.#call(statement, yields)
      case 'scope':
        return this.body(statement.body, yields)
      case 'path':
        return statement.body === undefined ? Completion.normal : this.body(statement.body, yields)
      case 'unknown':
        return Completion.normal
    }
  }

  /** A command that cannot run (a late error, no behaviour, a missing argument) is not analysed further. */
  #invocation(node: Invocation, yields: boolean): Completion {
    const behaviour = node.late === undefined ? this.#language.behaviours(node.command) : undefined
    if (behaviour === undefined) return Completion.normal
    if ('apply' in behaviour) return absent(behaviour.required, node).length > 0 ? Completion.normal : this.#values(node.given)
    if (yields) this.yielding.add(node)
    if ('run' in behaviour) return this.#values(node.given)
    if (absent(behaviour.required, node).length > 0) return Completion.normal
    const form = behaviour.special(node)
    this.forms.set(node, form)
    return this.#form(form)
  }

  #form(form: Form<M>): Completion {
    let completion: Completion = form.kind === 'leave' ? Completion.leaves : Completion.normal
    for (const part of nodesOfForm(form)) if (part !== undefined) completion = combined(completion, this.#node(part))
    return completion
  }

  /** A bracket called without arguments is a statement like a scope: no expression surrounds it. */
  #call({ callee, given }: Call, yields: boolean): Completion {
    if (callee.kind === 'bracket' && given.length === 0) return this.body(callee.body, yields)
    return combined(this.#node(callee), this.#values(given))
  }

  #values(given: readonly { readonly value: Node | undefined }[]): Completion {
    let completion: Completion = Completion.normal
    for (const { value } of given) if (value !== undefined) completion = combined(completion, this.#node(value))
    return completion
  }

  #node(node: Node): Completion {
    payTime(workPerNode)
    switch (node.kind) {
      case 'literal':
      case 'raw':
      case 'reference':
      case 'names':
        return Completion.normal
      case 'quoted': {
        let completion: Completion = Completion.normal
        for (const part of node.parts) if (typeof part !== 'string') completion = combined(completion, this.#node(part))
        return completion
      }
      case 'group':
        return this.#node(node.inner)
      case 'condition':
        return node.expression === undefined ? Completion.normal : this.#node(node.expression)
      case 'array': {
        const completion = this.#values(node.members)
        this.#fold(node)
        return completion
      }
      case 'operation':
        return this.#operation(node)
      case 'bracket':
        if (this.body(node.body, true) === Completion.normal) return Completion.normal
        this.leaving.add(node)
        return Completion.unwinds
      case 'block':
        return node.frame === undefined ? this.body(node.body, false) : Completion.normal
    }
  }

  #operation(node: Operation): Completion {
    let completion: Completion = Completion.normal
    for (const operand of node.operands) completion = combined(completion, this.#node(operand))
    if (!isDeferred(node)) {
      this.#fold(node)
      return completion
    }
    // It runs in its own frame, so the surrounding code does not see it leave.
    if (completion === Completion.unwinds) this.unwinding.add(node)
    return Completion.normal
  }

  #fold(node: ArrayNode | Operation): void {
    const value = fold(node, this.constants, this.#language.operators)
    // A constant array is reused, so writers must copy it.
    if (value !== undefined) this.constants.set(node, shared(value))
  }
}
