// Owns the network's thread as the device's sees it, and taking the messages of it.
import { receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads'
import type { Asked, ToDevice } from './channel.ts'

export interface Thread {
  readonly worker: Worker
  readonly port: MessagePort
  readonly wake: Int32Array
  /** Requests that came together and have not been taken yet. */
  readonly asked: Asked[]
  /** How many messages were received: as many as `wake` counts where none lies ready, which is asked for each request. */
  received: number
}

/** What the device takes at once: of requests that came together one, for while it waits others may be taken. */
export type Taken = Exclude<ToDevice, { readonly kind: 'requests' }> | ({ readonly kind: 'request' } & Asked)

/** Takes the next message, waiting for it at most so many milliseconds; undefined where none came. */
export function next(thread: Thread, milliseconds: number): Taken | undefined {
  const seen = Atomics.load(thread.wake, 0)
  const first = there(thread)
  if (first !== undefined || milliseconds <= 0) return first
  Atomics.wait(thread.wake, 0, seen, milliseconds)
  return there(thread)
}

/** The next message that has come. */
function there(thread: Thread): Taken | undefined {
  const waiting = thread.asked.shift()
  if (waiting !== undefined) return { kind: 'request', ...waiting }
  if (Atomics.load(thread.wake, 0) === thread.received) return undefined
  const received: { readonly message: ToDevice } | undefined = receiveMessageOnPort(thread.port)
  return received && firstOf(thread, received.message)
}

/** What is to be taken of a message that was received; the rest of it is what `next` gives. */
export function firstOf(thread: Thread, message: ToDevice): Taken | undefined {
  thread.received = (thread.received + 1) | 0
  if (message.kind !== 'requests') return message
  thread.asked.push(...message.all)
  const first = thread.asked.shift()
  return first && { kind: 'request', ...first }
}
