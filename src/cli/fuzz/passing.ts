// Owns what happens on a device while the script under test waits: a row goes that nobody removed.
import type { Router } from '../../device/router.ts'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'
import { fleetingOf, type Trial } from './trial.ts'

/** Of one trial. */
export class Passing {
  readonly #router: Router
  readonly #menu: string | undefined
  #left: number
  #last: number | undefined
  #hasGone = false

  constructor(router: Router, subject: Subject, gone: Trial['gone']) {
    this.#router = router
    this.#menu = gone === undefined ? undefined : fleetingOf(subject)[gone.menu]
    this.#left = gone?.wait ?? 0
  }

  /** The script has a row in hand. */
  touched(menu: string, id: number): void {
    if (menu === this.#menu) this.#last = id
  }

  /** The script has waited once more: the row that it had in hand goes, else the first one. */
  waited(): void {
    if (this.#menu === undefined || --this.#left !== 0) return
    const menu = this.#router.menuAt(this.#menu)
    if (menu === undefined) return
    const store = this.#router.store(menu)
    const row = store.items.find(({ id }) => id === this.#last) ?? store.items[0]
    if (row === undefined) return
    store.remove(row)
    this.#hasGone = true
  }

  /** A finding with what happened. */
  beside(finding: Finding): Finding {
    if (!this.#hasGone) return finding
    return { ...finding, details: [...finding.details, `while the script waited, a row of ${this.#menu} went`] }
  }
}
