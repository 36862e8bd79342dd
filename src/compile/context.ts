// Owns the types shared by the parts of the compiler while one script is compiled.
import type { Body, Node, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Analysis, Language } from './analysis.ts'
import type { Closure, Machine } from './machine.ts'
import type { Compiled } from './routine.ts'
import type { Regions, Tier } from './tier.ts'

/** The settings for a whole script. */
export interface Compilation<M extends Machine> extends Language<M> {
  readonly source: Source
  /** The printed form of a body or a deferred expression. */
  readonly form: (node: Node | Body) => string
  /** Whether offbox has no facts about the release: an unknown name is then "not modelled" and may exist. */
  readonly guesses: boolean
  /** The second tier of the machine; undefined if off: generated JavaScript would bypass watched closures. */
  readonly tier: Tier | undefined
  /** Returns the closure that a watcher runs in place of a compiled one; without a watcher the same closure. */
  readonly watched: (node: Statement | Node, closure: Closure<M>) => Closure<M>
}

/**
 * The compilation of one sealed body, with its analysis. Its functions connect the files of this folder without import circles. Nothing
 * here changes while closures are made.
 */
export interface Context<M extends Machine> extends Compilation<M> {
  readonly analysis: Analysis<M>
  /** Compiles the value of a node. */
  readonly value: (node: Node) => Closure<M>
  /** Compiles a code argument: a block runs in the same frame; a value that holds code is called. */
  readonly code: (node: Node) => Closure<M>
  /** Compiles the statements of a body; its value is that of the last statement. */
  readonly body: (body: Body) => Closure<M>
  /** Compiles a sealed body inside this one (a function), with an analysis of its own. */
  readonly sealed: (body: Body) => Compiled<M>
  /** Compiles hot parts of this body to JavaScript; undefined if there is no second tier. */
  readonly regions: Regions<M> | undefined
}
