// Owns what was done to a device since a command began, so that a failing command leaves nothing behind.

/** Notes how to undo each change while a command runs; outside of one nothing is noted. */
export class Journal {
  #undo: (() => void)[] | undefined
  #settled: (() => void)[] = []

  note(undo: () => void): void {
    this.#undo?.push(undo)
  }

  /** Does `what` when the running command has succeeded; at once where none is running. */
  settle(what: () => void): void {
    if (this.#undo === undefined) what()
    else this.#settled.push(what)
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

  /** Runs a command; where it throws, everything noted since is undone, last first. Commands within commands stand alone. */
  transact<T>(run: () => T): T {
    const outer = this.#undo
    const outerSettled = this.#settled
    const undo: (() => void)[] = []
    const settled: (() => void)[] = []
    this.#undo = undo
    this.#settled = settled
    try {
      const result = run()
      for (const what of settled) what()
      return result
    } catch (failure) {
      for (let at = undo.length - 1; at >= 0; at--) undo[at]!()
      throw failure
    } finally {
      this.#undo = outer
      this.#settled = outerSettled
    }
  }
}
