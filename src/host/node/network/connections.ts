// Owns connections to the API in the network's thread: parses sentences, sends bytes, and limits what is queued for the device.
import type { Socket } from 'node:net'
import { SentenceReader } from '../../sentence.ts'
import type { ToDevice } from './channel.ts'

/** The most pieces of one connection queued for the device; above it reading is paused. */
const maxQueuedPieces = 16

interface Stream {
  readonly socket: Socket
  waiting: number
}

/** The open connections of services that are no web services. */
export interface Connections {
  readonly take: (service: string, socket: Socket) => void
  send(id: number, bytes: Uint8Array, ends: boolean): void
  /** Reports that the device has processed what it was last given. */
  taken(id: number): void
}

/** `send` sends a message to the device. */
export function connections(send: (message: ToDevice) => void): Connections {
  const streams = new Map<number, Stream>()
  let last = 0
  return {
    take(service, socket) {
      const id = ++last
      const stream: Stream = { socket, waiting: 0 }
      const reader = new SentenceReader()
      streams.set(id, stream)
      send({ kind: 'connected', id, service, from: (socket.remoteAddress ?? '').replace(/^::ffff:/, '') })
      socket.on('data', (bytes: Buffer) => {
        const sentences = reader.read(bytes)
        if (sentences === undefined) return socket.destroy()
        if (sentences.length === 0) return
        if (++stream.waiting >= maxQueuedPieces) socket.pause()
        send({ kind: 'received', id, sentences })
      })
      // Errors of a connection show as its end.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        streams.delete(id)
        send({ kind: 'closed', id })
      })
    },
    send(id, bytes, ends) {
      const socket = streams.get(id)?.socket
      if (bytes.length > 0) socket?.write(bytes)
      if (ends) socket?.end()
    },
    taken(id) {
      const stream = streams.get(id)
      if (stream !== undefined && --stream.waiting < maxQueuedPieces) stream.socket.resume()
    },
  }
}
