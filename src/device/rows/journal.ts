// Owns what was done to a device since a command began, so that a failing command leaves nothing behind and a finished one can be undone.
import type { Value } from '../../value/value.ts'

/** Something that was done. */
export interface Step {
  /** Puts back what was before, where the running command fails. */
  undo(): void
  /** Where it lasts: undoes it after its command has finished, by a change of the same kind, which notes itself. */
  reverse?(): void
  /** It will never be reversed: what was held for that goes. */
  forget?(): void
  /** What it was, for people: a row of a menu came, went, or had another value in a property. */
  readonly path?: string
  readonly row?: { readonly id: number; readonly values: ReadonlyMap<string, Value> }
  readonly does?: 'add' | 'remove' | 'set'
  readonly property?: string
  readonly before?: Value | undefined
}

/** A change of a finished command that can be undone later, and then done again. Changes are reversed in the opposite of their order. */
export interface Reversible extends Step {
  reverse(): void
}

const isReversible = (step: Step): step is Reversible => step.reverse !== undefined

/** What takes the changes of a command that has succeeded; it has to `forget` each one at some time. */
export type Keep = (changes: readonly Reversible[]) => void

/** A command that runs. */
class Running {
  steps: Step[] | undefined
  lasting: Reversible[] | undefined
  passing: Reversible[] | undefined
  isPassing = false

  note(step: Step): void {
    if (this.steps === undefined) this.steps = [step]
    else this.steps.push(step)
    if (!isReversible(step)) return
    if (this.isPassing) (this.passing ??= []).push(step)
    else (this.lasting ??= []).push(step)
  }
}

/** Notes how to undo each change while a command runs; outside of one nothing is noted. */
export class Journal {
  #running: Running | undefined

  note(step: Step): void {
    if (this.#running === undefined) step.forget?.()
    else this.#running.note(step)
  }

  /** Runs `what` outside the current transaction: it is not undone if the command fails. */
  apart(what: () => void): void {
    const outer = this.#running
    this.#running = undefined
    try {
      what()
    } finally {
      this.#running = outer
    }
  }

  /** Does what is undone where the running command fails, and never later: rows that follow from elsewhere. */
  passing(what: () => void): void {
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
   * Runs a command; where it throws, everything noted since is undone, last first. Commands within commands stand alone. Its lasting
   * changes go to `keep`; without one they are forgotten.
   */
  transact<T>(run: () => T, keep?: Keep): T {
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

/** Forgets changes that nobody will reverse. */
export function forgetAll(changes: readonly Reversible[]): void {
  for (const change of changes) change.forget?.()
}
