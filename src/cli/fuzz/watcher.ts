// Owns watching a running script: the values of its nodes, what is learned from them, and the origins of failures.
import type { Closure, Watch } from '../../compile/machine.ts'
import type { Console } from '../../device/console.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Node, Statement } from '../../syntax/tree.ts'
import { withoutParentheses } from '../../syntax/descent.ts'
import type { Value } from '../../value/value.ts'
import { NodeChecks, type ElementUse } from './node-checks.ts'
import type { Feedback } from './feedback.ts'
import type { RunObservations } from './run-observations.ts'
import type { ScriptOutline } from './outline.ts'

/** The last value of a node. */
export interface NodeValue {
  value: Value | undefined
}

/** Commands whose loops may be endless. */
const loops = new Set(['/while', '/for', '/foreach', '/do'])

/** Watches one script in successive runs: its wrapped closures are reused. Observations are recorded in `observations`. */
export class Watcher {
  /** Of the current run; undefined stops watching. */
  observations: RunObservations | undefined
  readonly #text: string
  readonly #looks: NodeChecks
  readonly #cells = new WeakMap<object, NodeValue>()

  constructor(text: string, outline: ScriptOutline, feedback: Feedback) {
    this.#text = text
    this.#looks = new NodeChecks((node) => this.#cellOf(node), outline, feedback)
  }

  /** The last value of a node. */
  readonly valueOf = (node: Node): Value | undefined => this.#cellOf(withoutParentheses(node)).value

  get missed(): readonly ElementUse[] {
    return [...this.#looks.missed.values()]
  }

  readonly watch: Watch<Console> = (node, source, closure) => {
    if (source.text !== this.#text) return closure
    const asked = this.#looks.at(node, source)
    const cell = this.#cellOf(node)
    const isCommand = node.kind === 'invocation' || node.kind === 'call' || node.kind === 'operation'
    if (isCommand) return this.#commanded(node, closure, cell, asked)
    if (asked === undefined) return (frame) => (cell.value = closure(frame))
    return (frame) => {
      const value = (cell.value = closure(frame))
      if (this.observations !== undefined) asked(frame, this.observations)
      return value
    }
  }

  #commanded(node: Statement | Node, closure: Closure<Console>, cell: NodeValue, asked: ReturnType<NodeChecks['at']>): Closure<Console> {
    const isLoop = node.kind === 'invocation' && loops.has(node.command.path)
    const isDelay = node.kind === 'invocation' && node.command.path === '/delay'
    return (frame) => {
      const { observations } = this
      if (observations === undefined) return (cell.value = closure(frame))
      const { clock } = frame.machine.device.host
      const before = isDelay ? clock.now() : 0n
      try {
        const value = (cell.value = closure(frame))
        if (isDelay) {
          const waited = observations.delays.get(node) ?? { count: 0, total: 0n }
          waited.count++
          waited.total += clock.now() - before
          observations.delays.set(node, waited)
        }
        observations.succeeded()
        asked?.(frame, observations)
        return value
      } catch (error) {
        if (error instanceof Failure) {
          if (node.kind !== 'operation' && error.catchable) asked?.(frame, observations)
          observations.failed(node, error, isLoop)
        }
        throw error
      }
    }
  }

  #cellOf(node: object): NodeValue {
    let cell = this.#cells.get(node)
    if (cell === undefined) this.#cells.set(node, (cell = { value: undefined }))
    return cell
  }
}
