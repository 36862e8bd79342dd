// Owns the device's handle of the network's thread, and receiving its messages.
import { receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads'
import type { ToDevice } from './channel.ts'

export interface Thread {
  readonly worker: Worker
  readonly port: MessagePort
  readonly wake: Int32Array
}

/** Returns the next message, waiting for it at most that many milliseconds; undefined where none came. */
export function next({ port, wake }: Thread, milliseconds: number): ToDevice | undefined {
  const seen = Atomics.load(wake, 0)
  const first: { readonly message: ToDevice } | undefined = receiveMessageOnPort(port)
  if (first !== undefined || milliseconds <= 0) return first?.message
  Atomics.wait(wake, 0, seen, milliseconds)
  const second: { readonly message: ToDevice } | undefined = receiveMessageOnPort(port)
  return second?.message
}
