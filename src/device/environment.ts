// Owns a device's global variables, and which of them a run can access.
import type { Cell } from '../compile/machine.ts'
import { allows, type AllowedPolicies } from '../schema/policy.ts'

/** A device's global variables. */
export class Environment {
  /** Global variables by name. A cell without a value does not exist for scripts. */
  readonly all = new Map<string, Cell>()
  readonly #narrow = new Map<string, Cell>()

  /**
   * Returns the globals that a run with these policies can access. Without `policy` and `test` a run cannot access those of other runs (the
   * manual's page on users, and public libraries whose schedulers need these policies). That all such runs share one set is *inferred*.
   */
  of(allowed: AllowedPolicies): Map<string, Cell> {
    return allows(allowed, 'policy') && allows(allowed, 'test') ? this.all : this.#narrow
  }

  clear(): void {
    this.all.clear()
    this.#narrow.clear()
  }
}
