// Owns the global variables of a device, and who sees which.
import type { Cell } from '../compile/machine.ts'
import { allows, type Allowed } from '../schema/policy.ts'

export class Environment {
  /** Global variables by name. A cell without value is not in the environment. */
  readonly all = new Map<string, Cell>()
  readonly #narrow = new Map<string, Cell>()

  /**
   * What a run sees: without `policy` and `test` none of the globals that others made (the manual's page on users, and what public
   * libraries say that their schedulers need). That all such runs share theirs is *inferred*.
   */
  of(allowed: Allowed): Map<string, Cell> {
    return allows(allowed, 'policy') && allows(allowed, 'test') ? this.all : this.#narrow
  }

  clear(): void {
    this.all.clear()
    this.#narrow.clear()
  }
}
