// Owns how the network's thread passes HTTP requests to the device and sends its responses, within limits.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebRequest } from '../../host.ts'
import type { SentResponse } from './channel.ts'
import { fieldsOf } from './exchange.ts'
import { Queue, type QueuePlace } from './queue.ts'

/** The longest body, in bytes. */
const maxBodyBytes = 1 << 20

/** The longest wait for a response of the device, in milliseconds: a script may keep it busy. */
const responseMs = 30_000

/** Paths with a longer limit: the device itself ends requests there after a minute. */
const slowPath = { under: '/rest', responseMs: 75_000 }

/** Passes a request to the device; undefined: the connection is closed. */
export type AskDevice = (request: WebRequest) => Promise<SentResponse | undefined>

/** Handles the HTTP requests of all services, which share one limit of queued requests and of their bytes. */
export class WebRequests {
  readonly #ask: AskDevice
  readonly #queue = new Queue()

  constructor(ask: AskDevice) {
    this.#ask = ask
  }

  /** Passes one request to the device, and sends its response. Never rejects. */
  async serve(service: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const place = this.#queue.enter()
    if (place === undefined) return refuse(response, 503, 'busy')
    let isAsked = false
    try {
      const body = await bodyOf(incoming, place)
      if (typeof body === 'string') return refuse(response, body === 'busy' ? 503 : 413, body)
      const request = requestOf(service, incoming, body)
      if (request === undefined) return refuse(response, 400, 'the path cannot be read')
      // A request without a response stays counted: it is in the device's queue.
      isAsked = true
      const answer = await within(
        this.#ask(request).then((given) => {
          place.leave()
          return given
        }),
        request.path.startsWith(slowPath.under) ? slowPath.responseMs : responseMs,
      )
      if (answer === 'late') return refuse(response, 503, 'the device is busy with a script')
      if (answer === undefined) return void response.destroy()
      send(response, answer)
    } catch {
      // The client disconnected during its request, or the response is invalid in HTTP.
      response.destroy()
    } finally {
      if (!isAsked) place.leave()
    }
  }
}

/** Returns a request as the device reads it; undefined where its path cannot be decoded. */
function requestOf(service: string, incoming: IncomingMessage, body: Uint8Array): WebRequest | undefined {
  const [path = '', query = ''] = split(incoming.url ?? '/')
  const decoded = decode(path)
  if (decoded === undefined) return undefined
  return {
    service,
    method: incoming.method ?? 'GET',
    path: decoded,
    ...(decoded === path ? {} : { rawPath: path }),
    query,
    headers: fieldsOf(incoming.rawHeaders),
    body,
    from: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  }
}

/** Sends the device's response. Throws for fields that are invalid in HTTP. */
function send(response: ServerResponse, { status, headers, body }: SentResponse): void {
  const length = status === 204 || status === 304 ? [] : [['Content-Length', String(body.length)]]
  // One array of names and values: node only checks that HTTP can carry them.
  response.writeHead(status, [...headers.map(([name, value]) => [name, value]), ...length])
  response.end(body, 'latin1')
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
  response.end(`${words}\n`)
}

const nothing = new Uint8Array()

/** Returns the body, or why it is refused. */
async function bodyOf(incoming: IncomingMessage, place: QueuePlace): Promise<Uint8Array | 'too large' | 'busy'> {
  // Most requests have none, as their headers show (RFC 9112 6.3).
  const { 'content-length': length = '0', 'transfer-encoding': coding } = incoming.headers
  if (length === '0' && coding === undefined) {
    return nothing
  }
  const parts: Uint8Array[] = []
  let size = 0
  // Without an encoding, a request yields bytes.
  for await (const bytes of incoming as AsyncIterable<Uint8Array>) {
    size += bytes.length
    if (size > maxBodyBytes) return 'too large'
    if (!place.hold(bytes.length)) return 'busy'
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

const split = (url: string): readonly string[] => {
  const at = url.indexOf('?')
  return at === -1 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}

function decode(path: string): string | undefined {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Resolves to the result of `work`, which must not reject, or to `late` after so many milliseconds. */
const within = <T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), milliseconds)
    void work.then((done) => {
      clearTimeout(timer)
      resolve(done)
    })
  })
