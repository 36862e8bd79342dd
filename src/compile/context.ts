// Owns what the parts of the compiler share while one script is compiled (types only).
import type { Body, Node, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Analysis, Language } from './analysis.ts'
import type { Closure, Machine } from './machine.ts'
import type { Compiled } from './routine.ts'
import type { Regions, Tier } from './tier.ts'

/** What is the same for all of a script. */
export interface Compilation<M extends Machine> extends Language<M> {
  readonly source: Source
  /** The printed form of a body or a deferred expression. */
  readonly form: (node: Node | Body) => string
  /** Nothing is known of the release's own names: one that is not known is not modelled, and may well be there. */
  readonly guesses: boolean
  /** The second tier of who executes it; undefined where it is off: JavaScript would go past whoever watches closures. */
  readonly tier: Tier | undefined
  /** What is executed in place of a closure that was compiled: the closure itself where nobody watches. */
  readonly seen: (node: Statement | Node, closure: Closure<M>) => Closure<M>
}

/**
 * The compilation of one sealed body, with its analysis. The functions reach across the files of this folder without import circles.
 * Nothing here changes while closures are made.
 */
export interface Context<M extends Machine> extends Compilation<M> {
  readonly analysis: Analysis<M>
  /** The value of a node. */
  readonly value: (node: Node) => Closure<M>
  /** A code argument: a block runs in the same frame; for a value that holds code, calls it. */
  readonly code: (node: Node) => Closure<M>
  /** Statements in order; the value is the last one's. */
  readonly body: (body: Body) => Closure<M>
  /** A sealed body inside this one (a function): analysed and compiled by itself. */
  readonly sealed: (body: Body) => Compiled<M>
  /** Makes JavaScript of what is hot in this body; undefined where closures are all there is. */
  readonly regions: Regions<M> | undefined
}
