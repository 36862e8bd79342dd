// Owns what was done to a device since a command began, so that a failing command leaves nothing behind and a finished one can be undone.
import type { Value } from '../../value/value.ts'

/** A change of a finished command that can be undone later, and then done again. */
export interface Reversible {
  /** Undoes it by a change of the same kind, which notes itself. Changes are reversed in the opposite of their order. */
  readonly reverse: () => void
  /** It will never be reversed: what was held for that goes. */
  readonly forget?: () => void
  /** What it was, for people: a row of a menu came, went, or had another value in a property. */
  readonly path?: string
  readonly row?: { readonly id: number; readonly values: ReadonlyMap<string, Value> }
  readonly does?: 'add' | 'remove' | 'set'
  readonly property?: string
  readonly before?: Value | undefined
}

/** What takes the changes of a command that has succeeded; it has to `forget` each one at some time. */
export type Keep = (changes: readonly Reversible[]) => void

/** Notes how to undo each change while a command runs; outside of one nothing is noted. */
export class Journal {
  #undo: (() => void)[] | undefined
  #changes: Reversible[] = []
  #passing: Reversible[] = []
  #isPassing = false

  /** `undo` puts back what was before where the running command fails; `change`, where it is one that lasts, undoes it later. */
  note(undo: () => void, change?: Reversible): void {
    if (this.#undo === undefined) return change?.forget?.()
    this.#undo.push(undo)
    if (change === undefined) return
    if (this.#isPassing) this.#passing.push(change)
    else this.#changes.push(change)
  }

  /** Does what is no part of the running command: it stays where that fails. */
  apart(what: () => void): void {
    const outer = this.#undo
    this.#undo = undefined
    try {
      what()
    } finally {
      this.#undo = outer
    }
  }

  /** Does what is undone where the running command fails, and never later: rows that follow from elsewhere. */
  passing(what: () => void): void {
    const outer = this.#isPassing
    this.#isPassing = true
    try {
      what()
    } finally {
      this.#isPassing = outer
    }
  }

  /**
   * Runs a command; where it throws, everything noted since is undone, last first. Commands within commands stand alone. Its lasting
   * changes go to `keep`; without one they are forgotten.
   */
  transact<T>(run: () => T, keep?: Keep): T {
    const outer = { undo: this.#undo, changes: this.#changes, passing: this.#passing, isPassing: this.#isPassing }
    const undo: (() => void)[] = []
    const changes: Reversible[] = []
    const passing: Reversible[] = []
    this.#undo = undo
    this.#changes = changes
    this.#passing = passing
    this.#isPassing = false
    try {
      const result = run()
      forgetAll(passing)
      if (keep === undefined) forgetAll(changes)
      else if (changes.length > 0) keep(changes)
      return result
    } catch (failure) {
      for (let at = undo.length - 1; at >= 0; at--) undo[at]!()
      throw failure
    } finally {
      this.#undo = outer.undo
      this.#changes = outer.changes
      this.#passing = outer.passing
      this.#isPassing = outer.isPassing
    }
  }
}

/** Forgets changes that nobody will reverse. */
export function forgetAll(changes: readonly Reversible[]): void {
  for (const { forget } of changes) forget?.()
}
