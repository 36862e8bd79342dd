// Owns turns: requests of one user are done one after the other, whatever other users do.

/** A request of somebody; `done` is called when its answer is there. */
export type Turn = () => void

export class Turns {
  /** What waits for each user who has a request under way. */
  readonly #waiting = new Map<string, Turn[]>()
  readonly #later: (turn: Turn) => void

  /** `later` does a turn when the device has time for it. */
  constructor(later: (turn: Turn) => void) {
    this.#later = later
  }

  /** Does it now, or when the request of that user that is under way has ended. */
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
