// Owns what happens on a device while the script under test waits: rows go that nobody removed.
import type { Router } from '../../device/router.ts'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'
import { fleetingOf, type Trial } from './trial.ts'

/** Of one trial. */
export class Passing {
  readonly #router: Router
  readonly #menu: string | undefined
  #left: number
  #hasGone = false

  constructor(router: Router, subject: Subject, gone: Trial['gone']) {
    this.#router = router
    this.#menu = gone === undefined ? undefined : fleetingOf(subject)[gone.menu]
    this.#left = gone?.wait ?? 0
  }

  /** The script has waited once more. */
  waited(): void {
    if (this.#menu === undefined || --this.#left !== 0) return
    const menu = this.#router.menuAt(this.#menu)
    if (menu === undefined) return
    const store = this.#router.store(menu)
    if (store.items.length === 0) return
    for (const row of [...store.items]) store.remove(row)
    this.#hasGone = true
  }

  /** A finding with what happened. */
  beside(finding: Finding): Finding {
    if (!this.#hasGone) return finding
    return { ...finding, details: [...finding.details, `while the script waited, the rows of ${this.#menu} went`] }
  }
}
