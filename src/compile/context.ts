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
  /** Replaces a compiled closure for a watcher; returns it unchanged if nobody watches. */
  readonly watched: (node: Statement | Node, closure: Closure<M>) => Closure<M>
}

/**
 * The compilation of one sealed body, with its analysis. Its functions connect the files of this folder without import circles. Nothing
 * here changes while closures are made.
 */
export interface Context<M extends Machine> extends Compilation<M> {
  readonly analysis: Analysis<M>
  /** The value of a node. */
  readonly value: (node: Node) => Closure<M>
  /** A code argument: a block runs in the same frame; a value that holds code is called. */
  readonly code: (node: Node) => Closure<M>
  /** Statements in order; the value is the last one's. */
  readonly body: (body: Body) => Closure<M>
  /** A sealed body inside this one (a function), with its own analysis and compilation. */
  readonly sealed: (body: Body) => Compiled<M>
  /** Compiles hot parts of this body to JavaScript; undefined if there is no second tier. */
  readonly regions: Regions<M> | undefined
}
