// Owns what the parts of the compiler share while one script is compiled (types only).
import type { Body, Invocation, Node, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Value } from '../value/value.ts'
import type { Behaviours, Closure, Compiler, Machine } from './machine.ts'
import type { Operators } from './operate.ts'

/**
 * One compilation. Its functions reach across the files of this folder without import circles; its marks are set while nodes are
 * compiled.
 */
export interface Context<M extends Machine> extends Compiler<M> {
  readonly source: Source
  /** The printed form of a body or a deferred expression. */
  readonly form: (node: Node | Body) => string
  readonly behaviours: Behaviours<M>
  readonly operators: Operators
  /** Nothing is known of the release's own names: one that is not known is not modelled, and may well be there. */
  readonly guesses: boolean
  /** What is run in place of a closure that was compiled: itself, where nobody looks on. */
  readonly seen: (node: Statement | Node, closure: Closure<M>) => Closure<M>
  /** Values of constant nodes found so far; null for a node that is none. */
  readonly constants: Map<Node, Value | null>
  /** Closures that fill in their failures' place themselves, so that their body need not. */
  readonly placed: WeakSet<Closure<M>>
  /** The command that is being compiled. */
  invocation: Invocation | undefined
  /** Set where what was compiled may leave `frame.flow` set. */
  flows: boolean
  /** Set where what was compiled may throw an Unwind of its own frame. */
  unwinds: boolean
  yields: boolean
  /** Statements in order; the value is the last one's. */
  body(body: Body): Closure<M>
}
