// Owns connections to the API in the network's thread: sentences in, bytes out, and a bound on what waits for the device.
import type { Socket } from 'node:net'
import { SentenceReader } from '../../sentence.ts'
import type { ToDevice } from './channel.ts'

/** So many pieces of one connection may wait for the device before nothing more is read from it. */
const mostWaiting = 16

interface Stream {
  readonly socket: Socket
  waiting: number
}

export interface Connections {
  readonly take: (service: string, socket: Socket) => void
  send(id: number, bytes: Uint8Array, ends: boolean): void
  /** The device has taken in what was last handed to it. */
  taken(id: number): void
}

/** `say` hands a message to the device. */
export function connections(say: (message: ToDevice) => void): Connections {
  const streams = new Map<number, Stream>()
  let last = 0
  return {
    take(service, socket) {
      const id = ++last
      const stream: Stream = { socket, waiting: 0 }
      const reader = new SentenceReader()
      streams.set(id, stream)
      say({ kind: 'connected', id, service, from: (socket.remoteAddress ?? '').replace(/^::ffff:/, '') })
      socket.on('data', (bytes: Buffer) => {
        const sentences = reader.read(bytes)
        if (sentences === undefined) return socket.destroy()
        if (sentences.length === 0) return
        if (++stream.waiting >= mostWaiting) socket.pause()
        say({ kind: 'received', id, sentences })
      })
      // What is wrong with a connection shows in its end.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        streams.delete(id)
        say({ kind: 'closed', id })
      })
    },
    send(id, bytes, ends) {
      const socket = streams.get(id)?.socket
      if (bytes.length > 0) socket?.write(bytes)
      if (ends) socket?.end()
    },
    taken(id) {
      const stream = streams.get(id)
      if (stream !== undefined && --stream.waiting < mostWaiting) stream.socket.resume()
    },
  }
}
