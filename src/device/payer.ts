// Owns which account is charged for a device's work: that of the current run, also for requests that the device handles meanwhile.
import { Account, onAccount } from '../value/limits.ts'

/** The account that is charged for the device's current work. */
export class Payer {
  /** Without a run there are no limits. */
  #account = new Account()

  /** Runs `work` on an account, including the requests that this device handles meanwhile. */
  charge<T>(account: Account, work: () => T): T {
    const outer = this.#account
    this.#account = account
    try {
      return onAccount(account, work)
    } finally {
      this.#account = outer
    }
  }

  /** Handles a request of another device on the account of the current run. */
  answer<T>(work: () => T): T {
    return onAccount(this.#account, work)
  }

  /** Whether the current work is charged to an account. */
  isChargedTo(account: Account): boolean {
    return this.#account === account
  }
}
