// Owns the queue of requests: those of one user run one after the other, independently of other users.

/** Handles one request, and has finished it when it returns. */
export type Turn = () => void

export class Turns {
  /** The waiting requests of each user with a running request. */
  readonly #waiting = new Map<string, Turn[]>()
  readonly #later: (turn: Turn) => void

  /** `later` runs a turn when the device is idle. */
  constructor(later: (turn: Turn) => void) {
    this.#later = later
  }

  /** Runs a turn now, or after the running request of that user. */
  take(user: string, turn: Turn): void {
    const waiting = this.#waiting.get(user)
    if (waiting !== undefined) {
      waiting.push(turn)
      return
    }
    this.#waiting.set(user, [])
    try {
      turn()
    } finally {
      const next = this.#waiting.get(user) ?? []
      this.#waiting.delete(user)
      for (const one of next) this.#later(() => this.take(user, one))
    }
  }
}
