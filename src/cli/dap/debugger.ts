// Owns stopping: watches running scripts and decides at each statement whether to stop for the user.
import type { Closure, Frame, Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { ContinueMode, SourcePlace, StopReason } from '../../ide/dap/messages.ts'
import type { Node, Statement } from '../../syntax/tree.ts'
import type { Source } from '../../text/source.ts'
import { fromBytes } from '../../text/bytes.ts'
import { Activation, isCaught } from './activation.ts'
import { isHit, type Breakpoints } from './breakpoints.ts'
import { evaluated, type Evaluation } from './evaluation.ts'
import { placeKeyOf, startOf, stops, type SourcePlaces } from './places.ts'

/** A stop: its reason as a keyword and a description, and the breakpoints hit. */
export interface DebugStop {
  readonly reason: StopReason
  readonly text: string
  readonly ids: readonly number[]
}

/** How far to continue. */
export interface StepKind {
  readonly mode: ContinueMode
  /** Whether a step ends at the next statement, instead of the next line. */
  readonly byStatement: boolean
}

/** The user's side. */
export interface DebuggerUser {
  /** Reports the stop and waits until the user continues. */
  stop(stop: DebugStop): StepKind
  /** Called at each statement: handles pending requests, and returns whether to pause. Throws if the user ends the program. */
  isAsking(): boolean
  /** Writes a log point's line. */
  log(text: string, spot: SourcePlace): void
}

/** A failure, and whether it is uncaught. */
export interface StopFailure {
  readonly failure: Failure
  readonly uncaught: boolean
}

/** Watches a running program and stops it. */
export class Debugger {
  /** Activations, outermost first. */
  readonly stack: Activation[] = []
  /** The menus of the latest commands, the latest first. */
  readonly menus: string[] = []
  /** The failure at which it is stopped, if any. */
  why: StopFailure | undefined
  readonly #places: SourcePlaces
  readonly #breakpoints: Breakpoints
  readonly #evaluation: Evaluation
  readonly #user: DebuggerUser
  #go: StepKind = { mode: 'run', byStatement: false }
  /** Where the current step began. */
  #from: { readonly depth: number; readonly line: number; readonly frame: Frame<Console> | undefined } = {
    depth: 0,
    line: 0,
    frame: undefined,
  }
  /** Whether a failure is propagating. */
  #isFailing = false

  constructor(places: SourcePlaces, breakpoints: Breakpoints, evaluation: Evaluation, user: DebuggerUser) {
    this.#places = places
    this.#breakpoints = breakpoints
    this.#evaluation = evaluation
    this.#user = user
  }

  /** Starts the program; `stops`: at its first statement. */
  begin(stops: boolean): void {
    this.#go = { mode: stops ? 'in' : 'run', byStatement: true }
  }

  readonly watch: Watch<Console> = (node, source, closure) => {
    if (source.name === evaluated) return closure
    if (stops(node) && isStatement(node)) return this.#stopping(node, source, closure)
    // A block is entered, but never stopped at.
    if (isStatement(node))
      return (frame) => (this.#evaluation.isQuiet ? closure(frame) : this.#within(this.#enter(frame, source), node, frame, closure))
    return closure
  }

  #stopping(node: Statement, source: Source, closure: Closure<Console>): Closure<Console> {
    const spot = this.#places.placeOf(source, startOf(node))
    const key = placeKeyOf(spot)
    const line = source.lineAt(node.from)
    const menu = node.kind === 'invocation' && node.command.menu.parent !== undefined ? node.command.menu.path : undefined
    return (frame) => {
      if (this.#evaluation.isQuiet) return closure(frame)
      const isNew = this.stack.at(-1)?.frame !== frame && !this.stack.some((one) => one.frame === frame)
      const activation = this.#enter(frame, source, spot)
      activation.spot = spot
      activation.line = line
      activation.forget()
      this.#isFailing = false
      this.#before(activation, key, isNew)
      activation.begin(node)
      if (menu !== undefined) this.#touched(menu)
      if (this.#breakpoints.data.length === 0) return this.#within(activation, node, frame, closure)
      this.remember()
      const value = this.#within(activation, node, frame, closure)
      this.#after(activation)
      return value
    }
  }

  #within(activation: Activation, node: Statement, frame: Frame<Console>, closure: Closure<Console>): ReturnType<Closure<Console>> {
    activation.active.push(node)
    try {
      return closure(frame)
    } catch (error) {
      if (error instanceof Failure) this.#failed(activation, error)
      throw error
    } finally {
      activation.active.pop()
    }
  }

  /** The activation of a frame; drops ended ones. */
  #enter(frame: Frame<Console>, source: Source, spot?: SourcePlace): Activation {
    for (let at = this.stack.length - 1; at >= 0; at--) {
      const one = this.stack[at]
      if (one?.frame !== frame) continue
      this.stack.length = at + 1
      return one
    }
    this.#drop(frame)
    const caller = this.stack.at(-1)
    const activation = new Activation(frame, source, this.#nameOf(source, caller), spot ?? this.#places.placeOf(source, 0))
    this.stack.push(activation)
    return activation
  }

  /** Drops activations without a running statement. */
  #drop(frame: Frame<Console>): void {
    for (let last = this.stack.at(-1); last !== undefined; last = this.stack.at(-1)) {
      if (last.active.length > 0 || last.isHeld || last.frame === frame) return
      this.stack.pop()
    }
  }

  #nameOf(source: Source, caller: Activation | undefined): string {
    const calling = caller?.active.at(-1)
    if (calling?.kind === 'call' && caller !== undefined) {
      const { callee } = calling
      return callee.kind === 'reference' ? `$${callee.variable.name}` : '(code)'
    }
    if (source.name !== '') return fromBytes(source.name).replace(/^.*\//, '')
    return calling?.kind === 'invocation' ? `:${calling.command.name}` : '(code)'
  }

  #touched(menu: string): void {
    if (this.menus[0] === menu) return
    const at = this.menus.indexOf(menu)
    if (at !== -1) this.menus.splice(at, 1)
    this.menus.unshift(menu)
    this.menus.length = Math.min(this.menus.length, maxMenus)
  }

  #before(activation: Activation, key: string, isNew: boolean): void {
    if (this.#user.isAsking()) return this.#stop({ reason: 'pause', text: '', ids: [] })
    const asking = { holds: (expression: string): boolean => this.#evaluation.holds(activation, expression) }
    const called = isNew ? this.#breakpoints.of(activation.name) : undefined
    if (called !== undefined && isHit(called, asking))
      return this.#stop({ reason: 'function breakpoint', text: activation.name, ids: [called.id] })
    const hit = this.#breakpoints.at(key).filter((one) => isHit(one, asking))
    for (const { logMessage } of hit)
      if (logMessage !== undefined) this.#user.log(this.#evaluation.filledIn(activation, logMessage), activation.spot)
    const ids = hit.filter(({ logMessage }) => logMessage === undefined).map(({ id }) => id)
    if (ids.length > 0) return this.#stop({ reason: 'breakpoint', text: '', ids })
    if (this.#isStep(activation)) this.#stop({ reason: this.#from.line === 0 ? 'entry' : 'step', text: '', ids: [] })
  }

  #isStep(activation: Activation): boolean {
    const { mode, byStatement } = this.#go
    const { depth, line, frame } = this.#from
    const deep = this.stack.length
    const moved = byStatement || activation.line !== line || activation.frame !== frame
    switch (mode) {
      case 'run':
        return false
      case 'in':
        return moved
      case 'over':
        return deep < depth || (deep === depth && moved)
      case 'out':
        return deep < depth
    }
  }

  /** Compares the watched values. */
  #after(activation: Activation): void {
    this.#enter(activation.frame, activation.source)
    const asking = { holds: (expression: string): boolean => this.#evaluation.holds(activation, expression) }
    for (const data of this.#breakpoints.data) {
      const now = this.#evaluation.datum(activation, data.of)
      const before = data.last
      data.last = now
      if (before === undefined || before === now || !isHit(data, asking)) continue
      this.#stop({ reason: 'data breakpoint', text: `${data.of.replace(/^\S+ /, '')}: ${before} -> ${now}`, ids: [data.id] })
    }
  }

  /** Records the current values, so that later changes are detected. */
  remember(): void {
    const activation = this.stack.at(-1)
    for (const data of this.#breakpoints.data) data.last ??= activation && this.#evaluation.datum(activation, data.of)
  }

  #failed(activation: Activation, failure: Failure): void {
    // The user ended it.
    if (this.#isFailing || failure.cause?.kind === 'interrupted') return
    this.#isFailing = true
    const { filters } = this.#breakpoints
    if (filters.size === 0) return
    // The failed statement is the innermost one: its callees have ended.
    this.#enter(activation.frame, activation.source)
    const uncaught = !failure.catchable || !isCaught(this.stack)
    if (!filters.has('all') && !(filters.has('uncaught') && uncaught) && !(filters.has('not-modelled') && failure.notModelled)) return
    this.why = { failure, uncaught }
    this.#stop({ reason: 'exception', text: fromBytes(failure.message), ids: [] })
    this.why = undefined
  }

  #stop(stop: DebugStop): void {
    const activation = this.stack.at(-1)
    const wasHeld = activation?.isHeld
    if (activation !== undefined) activation.isHeld = true
    this.#go = this.#user.stop(stop)
    if (activation !== undefined) activation.isHeld = wasHeld === true
    this.#from = { depth: this.stack.length, line: activation?.line ?? 0, frame: activation?.frame }
    this.remember()
  }
}

/** The maximum number of recorded menus. */
const maxMenus = 3

const isStatement = (node: Statement | Node): node is Statement =>
  node.kind === 'invocation' || node.kind === 'call' || node.kind === 'unknown' || node.kind === 'scope' || node.kind === 'path'
