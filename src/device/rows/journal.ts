// Owns recording the changes of a command: a failing command is undone, and a finished one can be undone later.
import type { Value } from '../../value/value.ts'

/** A recorded change. */
export interface JournalStep {
  /** Restores the state before, where the running command fails. */
  undo(): void
  /** Present for lasting changes: undoes it after its command has finished, by a change that records itself. */
  reverse?(): void
  /** Called when the change can no longer be reversed: frees what was held for it. */
  forget?(): void
  /** A description for people: a row of a menu was added or removed, or a property had another value. */
  readonly path?: string
  readonly row?: { readonly id: number; readonly values: ReadonlyMap<string, Value> }
  readonly does?: 'add' | 'remove' | 'set'
  readonly property?: string
  readonly before?: Value | undefined
}

/** A change of a finished command that can be undone later, and then redone. Changes are reversed last to first. */
export interface Reversible extends JournalStep {
  reverse(): void
}

const isReversible = (step: JournalStep): step is Reversible => step.reverse !== undefined

/** Receives the changes of a command that has succeeded; it has to `forget` each one eventually. */
export type ChangeKeeper = (changes: readonly Reversible[]) => void

/** The record of one running command. */
class Running {
  steps: JournalStep[] | undefined
  lasting: Reversible[] | undefined
  passing: Reversible[] | undefined
  isPassing = false

  note(step: JournalStep): void {
    if (this.steps === undefined) this.steps = [step]
    else this.steps.push(step)
    if (!isReversible(step)) return
    if (this.isPassing) (this.passing ??= []).push(step)
    else (this.lasting ??= []).push(step)
  }
}

/** Records how to undo each change while a command runs; outside of one nothing is recorded. */
export class Journal {
  #running: Running | undefined

  note(step: JournalStep): void {
    if (this.#running === undefined) step.forget?.()
    else this.#running.note(step)
  }

  /** Runs `what` outside the current transaction: it is not undone if the command fails. */
  outsideTransaction(what: () => void): void {
    const outer = this.#running
    this.#running = undefined
    try {
      what()
    } finally {
      this.#running = outer
    }
  }

  /** Runs changes that are undone where the running command fails, but not later: rows derived from elsewhere. */
  undoneOnlyOnFailure(what: () => void): void {
    const running = this.#running
    if (running === undefined) return what()
    const outer = running.isPassing
    running.isPassing = true
    try {
      what()
    } finally {
      running.isPassing = outer
    }
  }

  /**
   * Runs a command; where it throws, everything recorded since is undone, last first. Nested commands are independent. Its lasting changes
   * go to `keep`; without it they are forgotten.
   */
  transact<T>(run: () => T, keep?: ChangeKeeper): T {
    const outer = this.#running
    const own = new Running()
    this.#running = own
    try {
      const result = run()
      if (own.passing !== undefined) forgetAll(own.passing)
      if (own.lasting !== undefined) (keep ?? forgetAll)(own.lasting)
      return result
    } catch (failure) {
      while (own.steps !== undefined && own.steps.length > 0) own.steps.pop()?.undo()
      throw failure
    } finally {
      this.#running = outer
    }
  }
}

/** Forgets changes that will not be reversed. */
export function forgetAll(changes: readonly Reversible[]): void {
  for (const change of changes) change.forget?.()
}
