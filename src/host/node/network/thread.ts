// Owns the device's handle of the network's thread, and receiving messages from it.
import { receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads'
import type { NumberedWebRequest, ToDevice } from './channel.ts'

/** The network's thread: its worker, the port of messages, and the shared memory of `NetworkStart.wake`. */
export interface Thread {
  readonly worker: Worker
  readonly port: MessagePort
  readonly wake: Int32Array
  /** Requests of a received batch that have not been handled yet. */
  readonly asked: NumberedWebRequest[]
  /** The number of messages received: equal to the counter in `wake` where none is ready, so that no call into node is needed. */
  received: number
}

/** A message as the device handles it: requests of one batch are handled one by one, since each may wait for others. */
export type ThreadMessage = Exclude<ToDevice, { readonly kind: 'requests' }> | ({ readonly kind: 'request' } & NumberedWebRequest)

/** Returns the next message, waiting for it at most that many milliseconds; undefined where none came. */
export function nextMessage(thread: Thread, milliseconds: number): ThreadMessage | undefined {
  const seen = Atomics.load(thread.wake, 0)
  const first = readyMessage(thread)
  if (first !== undefined || milliseconds <= 0) return first
  Atomics.wait(thread.wake, 0, seen, milliseconds)
  return readyMessage(thread)
}

/** Returns the next message that is ready. */
function readyMessage(thread: Thread): ThreadMessage | undefined {
  const waiting = thread.asked.shift()
  if (waiting !== undefined) return { kind: 'request', ...waiting }
  if (Atomics.load(thread.wake, 0) === thread.received) return undefined
  const received: { readonly message: ToDevice } | undefined = receiveMessageOnPort(thread.port)
  return received && firstMessageOf(thread, received.message)
}

/** Returns the first message of a received one (a batch of requests has several); `next` returns the others. */
export function firstMessageOf(thread: Thread, message: ToDevice): ThreadMessage | undefined {
  thread.received = (thread.received + 1) | 0
  if (message.kind !== 'requests') return message
  thread.asked.push(...message.all)
  const first = thread.asked.shift()
  return first && { kind: 'request', ...first }
}
