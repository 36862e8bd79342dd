// Owns TLS connections that are reused by several exchanges; a peer is judged when its connection is opened.
import { Agent, type ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ExchangeContext } from './exchange.ts'
import { Untrusted } from './fault.ts'
import { openTls } from './tls.ts'

/** An agent whose TLS peers are judged; `destroy` closes its connections. */
export class JudgedAgent extends Agent {
  readonly #surroundings: Pick<ExchangeContext, 'lookup' | 'judge'>

  constructor(surroundings: Pick<ExchangeContext, 'lookup' | 'judge'>) {
    super({ keepAlive: true })
    this.#surroundings = surroundings
  }

  override createConnection({ host, port }: ClientRequestArgs, callback?: (error: Error | null, stream: Duplex) => void): null {
    const { lookup, judge } = this.#surroundings
    const name = host ?? ''
    const socket = openTls(name, { host: name, port: Number(port), lookup }, judge, (refusal) => {
      socket.off('error', failed)
      if (refusal === undefined) return callback?.(null, socket)
      socket.destroy()
      failed(new Untrusted(refusal))
    })
    socket.setNoDelay(true)
    const failed = (error: Error): void => callback?.(error, socket)
    socket.once('error', failed)
    return null
  }
}
