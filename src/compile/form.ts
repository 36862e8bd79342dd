// Owns the forms: data types that describe what a special word (`:if`, `:foreach`, `:set`) does.
import type { Node } from '../syntax/tree.ts'
import type { Value } from '../value/value.ts'

/**
 * What a special word does with its arguments, as data. A form holds the nodes of the arguments, but not how they are run: `closure`
 * (closure.ts) compiles a form to a closure, `nodesOfForm` lists its nodes for the analysis.
 * A field of type Node is a value (`condition`, `items`), a target (`target`, `counter`, `names`) or a code argument (`body`, `handler`,
 * `then`): a block of code runs in the surrounding frame; any other value is evaluated and, if it holds code, called.
 */
export type Form<M> = Run | Branch | Loop | Each | Count | Try | Catch | Assign | Bind | Jump | Around<M>

/** `:do {...}`: runs a code argument and yields its value. */
export interface Run {
  readonly kind: 'run'
  readonly body: Node
}

/** `:if`: yields the value of the branch that ran, nil if none did. */
export interface Branch {
  readonly kind: 'branch'
  readonly condition: Node
  readonly then: Node | undefined
  readonly otherwise: Node | undefined
}

/** `:while` tests its condition before each iteration, `:do while=` after it. */
export interface Loop {
  readonly kind: 'loop'
  readonly test: 'before' | 'after'
  readonly condition: Node
  readonly body: Node | undefined
}

/** `:foreach`: one iteration per element of `items`. One name gets the element; of two, the first gets the key, the second the element. */
export interface Each {
  readonly kind: 'each'
  readonly names: Node
  readonly items: Node
  readonly body: Node | undefined
}

/** `:for`: counts from `from` to `to`, inclusive; without `step` by 1, or by -1 if `from` is greater. */
export interface Count {
  readonly kind: 'count'
  readonly counter: Node
  readonly from: Node
  readonly to: Node
  readonly step: Node | undefined
  readonly body: Node | undefined
}

/** `on-error=` of `:do`, `:for` and `:foreach`: runs `handler` if `work` fails; yields the value of whichever completed. */
export interface Try {
  readonly kind: 'try'
  readonly work: Run | Loop | Each | Count
  readonly handler: Node
}

/**
 * `:onerror`: runs `work`. If it fails, stores the error's text in the first of `names` and its attributes in the second, and runs
 * `handler`. Yields whether `work` failed; if the value is used, the return value of `handler`.
 */
export interface Catch {
  readonly kind: 'catch'
  readonly names: Node
  readonly work: Node
  readonly handler: Node | undefined
}

/** `:set`, `:local` and `:global` with a value; without one (`undefined`) the target is removed. Yields nil. */
export interface Assign {
  readonly kind: 'assign'
  readonly target: Node
  readonly value: Node | undefined
}

/** `:global x` alone: the parser has bound the name, and nothing runs. Yields nil. */
export interface Bind {
  readonly kind: 'bind'
}

/** `:return`, `:break`, `:continue`. Only `:return` has a value. */
export interface Jump {
  readonly kind: 'leave'
  readonly flow: 'return' | 'break' | 'continue'
  readonly value: Node | undefined
}

/** A word that runs its code arguments itself (`:time`, `:retry`): `run` gets its arguments as functions. */
export interface Around<M> {
  readonly kind: 'around'
  readonly work: Node
  readonly handler: Node | undefined
  /** Arguments that are values. */
  readonly values: readonly Node[]
  readonly run: (surrounded: Surrounded<M>) => Value
}

/** The arguments of an Around during one run. */
export interface Surrounded<M> {
  readonly machine: M
  /** Runs the code argument `work`. */
  readonly work: () => Value
  /** Runs the code argument `handler`; undefined if it was not given. */
  readonly handler: (() => Value) | undefined
  /** Evaluates the value at this index of `values`. */
  readonly value: (at: number) => Value
}

/** The nodes of a form; undefined for an argument that was not given. */
export function nodesOfForm<M>(form: Form<M>): readonly (Node | undefined)[] {
  switch (form.kind) {
    case 'run':
      return [form.body]
    case 'branch':
      return [form.condition, form.then, form.otherwise]
    case 'loop':
      return [form.condition, form.body]
    case 'each':
      return [form.names, form.items, form.body]
    case 'count':
      return [form.counter, form.from, form.to, form.step, form.body]
    case 'try':
      return [...nodesOfForm(form.work), form.handler]
    case 'catch':
      return [form.names, form.work, form.handler]
    case 'assign':
      return [form.target, form.value]
    case 'leave':
      return [form.value]
    case 'around':
      return [form.work, form.handler, ...form.values]
    case 'bind':
      return []
  }
}
