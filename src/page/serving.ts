// Owns the messages of a worker: each request is answered, what a script prints is sent on its way.
import type { NumberedRequest, PageReply } from './protocol.ts'

/** As much of a worker's scope as is used. */
interface WorkerScope {
  onmessage: ((event: { readonly data: NumberedRequest }) => void) | null
  postMessage(told: PageReply): void
}

declare const self: WorkerScope

/** What is printed is sent this often, in milliseconds. */
const interval = 50

export function serveRequests(answerTo: (asked: NumberedRequest) => unknown): void {
  self.onmessage = ({ data }) => {
    const { number } = data
    try {
      self.postMessage({ number, answer: answerTo(data) })
    } catch (error) {
      self.postMessage({ number, fault: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** What `act` prints goes out in pieces. */
export function printing<T>(number: number, act: (print: (text: string) => void) => T): T {
  let waiting = ''
  let sent = performance.now()
  const send = (): void => {
    if (waiting !== '') self.postMessage({ number, output: waiting })
    waiting = ''
    sent = performance.now()
  }
  try {
    return act((text) => {
      waiting += text
      if (performance.now() - sent > interval) send()
    })
  } finally {
    send()
  }
}
