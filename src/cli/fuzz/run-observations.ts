// Owns what is recorded during one run: the origins of values, the place of failures, rows found by a partial match.
import type { Invocation, Node, Statement } from '../../syntax/tree.ts'
import type { Failure } from '../../diagnostic/failure.ts'
import type { FuzzFinding } from './finding.ts'

/** Rows found by a partial match, by `MENU ID`: the finding to report if one of them is removed. */
export interface LooseMatches {
  readonly node: Node
  readonly message: string
}

/** The number and total time of a `:delay`'s waits, in nanoseconds. */
export interface DelayTotal {
  count: number
  total: bigint
}

/** What was observed during one run. */
export class RunObservations {
  readonly findings: FuzzFinding[] = []
  /** Whether a name is an input. */
  readonly isInput: (name: string) => boolean
  /** The origins of texts: the trial's own texts (decoded), each with its slots. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>
  readonly loose = new Map<string, LooseMatches>()
  /** The commands that added rows, by `MENU ID`. */
  readonly added = new Map<string, Invocation>()
  /** The last command that changed rows of a menu. */
  readonly set = new Map<string, Invocation>()
  readonly delays = new Map<Invocation, DelayTotal>()
  /** The failed node of the latest failure. */
  failedAt: Statement | Node | undefined
  /** The outermost loop, or call, that an uncaught failure passed. */
  outermost: Statement | Node | undefined
  /** The innermost one. */
  innermost: Statement | Node | undefined
  /** Whether a failure is propagating. */
  #isFailing = false
  #inLoop = false

  constructor(isInput: (name: string) => boolean, texts: ReadonlyMap<string, ReadonlySet<string>>) {
    this.isInput = isInput
    this.texts = texts
  }

  /** A node succeeded: the next failure is a new one. */
  succeeded(): void {
    this.#isFailing = false
  }

  /** A failure leaves a node; called from the inside out. */
  failed(at: Statement | Node, failure: Failure, isLoop: boolean): void {
    if (!this.#isFailing) {
      this.failedAt = at
      this.#inLoop = false
      this.innermost = undefined
    }
    this.#isFailing = true
    if (failure.catchable) return
    if (isLoop) {
      this.innermost ??= at
      this.#inLoop = true
    }
    if (isLoop || (at.kind === 'call' && !this.#inLoop)) this.outermost = at
  }
}
