// Owns communication with a worker: numbered requests, their output, and restarting a terminated worker.
import type { PageResponses, NumberedRequest, PageRequest, PageReply } from '../messages.ts'

type Kind = keyof PageResponses

interface Waiting {
  resolve(this: void, answer: unknown): void
  reject(this: void, error: Error): void
  print(this: void, text: string): void
}

/** Rejects the requests of a worker that was terminated. */
export class WorkerEnded extends Error {}

/** One worker, as the page uses it. */
export class WorkerClient {
  readonly #script: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #early: Worker | undefined
  #number = 0

  /** `early`: an already started worker of that script. */
  constructor(script: string, early?: Worker) {
    this.#script = script
    this.#early = early
  }

  get busy(): boolean {
    return this.#waiting.size > 0
  }

  start(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = this.#early ?? new Worker(this.#script)
    this.#early = undefined
    worker.onmessage = ({ data }: MessageEvent<PageReply>) => this.#receive(data)
    worker.onerror = (event) => {
      event.preventDefault()
      this.end(event.message || 'the worker ended')
    }
    return (this.#worker = worker)
  }

  /** Sends a request and resolves to its answer; `print` gets the output until then. */
  ask<K extends Kind>(
    request: Extract<PageRequest, { readonly what: K }>,
    print: (text: string) => void = () => undefined,
  ): Promise<PageResponses[K]> {
    const number = ++this.#number
    const asked: NumberedRequest = { ...request, number }
    return new Promise((resolve, reject) => {
      // `PageResponses` declares the response type of each kind of request.
      this.#waiting.set(number, { resolve: (answer) => resolve(answer as PageResponses[K]), reject, print })
      this.start().postMessage(asked)
    })
  }

  /** Terminates the worker whatever it is doing; the next request starts a new one. */
  end(why = 'stopped'): void {
    this.#worker?.terminate()
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(new WorkerEnded(why))
  }

  #receive(reply: PageReply): void {
    const waiting = this.#waiting.get(reply.number)
    if (waiting === undefined) return
    if ('output' in reply) return waiting.print(reply.output)
    this.#waiting.delete(reply.number)
    if ('fault' in reply) waiting.reject(new Error(reply.fault))
    else waiting.resolve(reply.answer)
  }
}
