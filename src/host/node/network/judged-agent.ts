// Owns TLS connections that several exchanges use one after the other; their peers are judged when they are made.
import { Agent, type ClientRequestArgs } from 'node:http'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { chainOf, type Surroundings } from './exchange.ts'
import { Untrusted } from './fault.ts'

/** `destroy` closes what it keeps. */
export class JudgedAgent extends Agent {
  readonly #surroundings: Pick<Surroundings, 'lookup' | 'judge'>

  constructor(surroundings: Pick<Surroundings, 'lookup' | 'judge'>) {
    super({ keepAlive: true })
    this.#surroundings = surroundings
  }

  override createConnection({ host, port }: ClientRequestArgs, callback?: (error: Error | null, stream: Duplex) => void): null {
    const { lookup, judge } = this.#surroundings
    const name = host ?? ''
    const socket = connect({
      host: name,
      port: Number(port),
      lookup,
      rejectUnauthorized: false,
      ...(isIP(name) === 0 ? { servername: name } : {}),
    })
    socket.setNoDelay(true)
    const failed = (error: Error): void => callback?.(error, socket)
    socket.once('error', failed)
    socket.once('secureConnect', () => {
      void judge(chainOf(socket), name).then((refusal) => {
        socket.off('error', failed)
        if (refusal === undefined) return callback?.(null, socket)
        socket.destroy()
        failed(new Untrusted(refusal))
      })
    })
    return null
  }
}
