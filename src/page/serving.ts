// Owns the message loop of a worker: answers each request, and sends printed text meanwhile.
import type { NumberedRequest, PageReply } from './messages.ts'

/** The part of a worker's global scope that is used. */
interface WorkerScope {
  onmessage: ((event: { readonly data: NumberedRequest }) => void) | null
  postMessage(reply: PageReply): void
}

declare const self: WorkerScope

/** The interval at which printed text is sent, in milliseconds. */
const sendIntervalMs = 50

/** Answers the requests of the page with what `answerTo` returns, or with the message of what it throws. */
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

/** Runs `act` and sends its output in pieces. */
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
      if (performance.now() - sent > sendIntervalMs) send()
    })
  } finally {
    send()
  }
}
