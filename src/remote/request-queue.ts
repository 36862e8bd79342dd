// Owns the queue of requests: those of one user run one after the other, independently of other users.

/** Handles one request, and has finished it when it returns. */
export type RequestTask = () => void

/** The requests of all users. */
export class RequestQueue {
  /** The waiting requests of each user with a running request. */
  readonly #waiting = new Map<string, RequestTask[]>()
  readonly #later: (task: RequestTask) => void

  /** `later` runs a task when the device is idle. */
  constructor(later: (task: RequestTask) => void) {
    this.#later = later
  }

  /** Runs a task now, or after the running request of that user. */
  take(user: string, task: RequestTask): void {
    const waiting = this.#waiting.get(user)
    if (waiting !== undefined) {
      waiting.push(task)
      return
    }
    this.#waiting.set(user, [])
    try {
      task()
    } finally {
      const next = this.#waiting.get(user) ?? []
      this.#waiting.delete(user)
      for (const one of next) this.#later(() => this.take(user, one))
    }
  }
}
