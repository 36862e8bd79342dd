// Owns which account pays for what a device does: that of the current run, also for what the device answers to others meanwhile.
import { Account, onAccount } from '../value/limits.ts'

/** The account that pays for what a device does now. */
export class Payer {
  /** Without a run there are no limits. */
  #account = new Account()

  /** Runs `work` on an account, including what this device answers to others meanwhile. */
  charge<T>(account: Account, work: () => T): T {
    const outer = this.#account
    this.#account = account
    try {
      return onAccount(account, work)
    } finally {
      this.#account = outer
    }
  }

  /** Runs an answer of this device to others on the account of the current run. */
  answer<T>(work: () => T): T {
    return onAccount(this.#account, work)
  }

  /** Whether the current work pays into an account. */
  isChargedTo(account: Account): boolean {
    return this.#account === account
  }
}
