// Owns what is seen of one run while it goes on: where its values come from, what failed where, what it found by a part of a text only.
import type { Invocation, Node, Statement } from '../../syntax/tree.ts'
import type { Failure } from '../../diagnostic/failure.ts'
import type { FuzzFinding } from './finding.ts'

/** Rows that were found by a part of a text, by `MENU ID`: what is said where one of them is removed. */
export interface Loose {
  readonly node: Node
  readonly message: string
}

/** How long a `:delay` waited in all, in nanoseconds. */
export interface Waited {
  count: number
  total: bigint
}

export class Sight {
  readonly findings: FuzzFinding[] = []
  /** Whether a name is given from outside. */
  readonly isInput: (name: string) => boolean
  /** Where texts come from: the trial's own texts (decoded), each with its slots. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>
  readonly loose = new Map<string, Loose>()
  /** The commands that added rows, by `MENU ID`. */
  readonly added = new Map<string, Invocation>()
  /** The last command that set rows of a menu. */
  readonly set = new Map<string, Invocation>()
  readonly delays = new Map<Invocation, Waited>()
  /** The part that failed, of the last failure that came up. */
  failedAt: Statement | Node | undefined
  /** The outermost loop, or call, that a failure went through which nothing catches. */
  outermost: Statement | Node | undefined
  /** The innermost one. */
  innermost: Statement | Node | undefined
  /** A failure is on its way out. */
  #isFailing = false
  #inLoop = false

  constructor(isInput: (name: string) => boolean, texts: ReadonlyMap<string, ReadonlySet<string>>) {
    this.isInput = isInput
    this.texts = texts
  }

  /** Something ran well: what fails next is another failure. */
  went(): void {
    this.#isFailing = false
  }

  /** A failure comes out of a part of the script; told from the inside out. */
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
