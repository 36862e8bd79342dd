// Owns a simulated network: peers give prepared answers, and requests are delivered to the device by calls.
import {
  isFault,
  isLater,
  hostAndPortOf,
  statusText,
  type RequestHandler,
  type Connect,
  type ConnectionHandler,
  type NetworkFault,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type Network,
  type OpenedService,
  type WebRequest,
  type WebResponse,
  untrusted,
} from './host.ts'
import type { AcmeCertificate, AcmeEvents, AcmeOrder, AcmeRefusal, AcmeRevocation } from './acme.ts'
import type { Mail } from './mail.ts'
import { sentenceBytes, SentenceReader } from './sentence.ts'
import { transferPorts, type Transfer, type TransferOutcome } from './transfer.ts'

/** A prepared response; for https with the chain that is judged (DER, own certificate first). Without a chain the peer is accepted. */
export type MemoryAnswer = (Partial<HttpResponse> & { readonly chain?: readonly Uint8Array[] }) | NetworkFault

/** The behaviour of all ACME servers of a simulated network. */
export interface MemoryAcme {
  issue(order: AcmeOrder, events: AcmeEvents): AcmeCertificate | AcmeRefusal | NetworkFault
  revoke(revocation: AcmeRevocation): AcmeRefusal | NetworkFault | undefined
}

/** The peers of a simulated network. */
export interface MemoryNetworkOptions {
  /** Answers by URL, with or without its query, or from one function. Other URLs are `unreachable`. */
  readonly answers?:
    | Readonly<Record<string, MemoryAnswer | ((request: HttpRequest) => MemoryAnswer)>>
    | ((request: HttpRequest) => MemoryAnswer | undefined)
  /** The ACME servers; none where absent. */
  readonly acme?: MemoryAcme
  /** The behaviour of mail servers: undefined accepts a message, a text is the reply that refuses it. All are accepted where absent. */
  readonly mail?: (message: Mail) => string | NetworkFault | undefined
  /** Addresses by name. */
  readonly names?: Readonly<Record<string, readonly string[]>>
}

/** A simulated network that records the device's requests and messages. */
export interface MemoryNetwork extends Network {
  /** The requests that the device made, oldest first. A file transfer is recorded as the corresponding HTTP request (GET, PUT). */
  readonly asked: readonly HttpRequest[]
  /** The messages that the device sent, oldest first, including refused ones. */
  readonly mailed: readonly Mail[]
  /** The current listeners of the device. */
  readonly listeners: readonly Listener[]
  /**
   * Delivers a request to the device and returns its response; undefined where it closes the connection or does not listen: a device
   * listens once it has run or waited.
   */
  deliver(request: Partial<WebRequest> & Pick<WebRequest, 'path'>): WebResponse | undefined
  /** Connects to a service that is no web service (`api`); undefined where nothing listens or the device closes at once. */
  connect(service: string, from?: string): MemoryConnection | undefined
}

/** The client's end of a connection to the device. */
export interface MemoryConnection {
  /** Sends a sentence of the API. */
  send(...words: readonly string[]): void
  /** Returns the sentences that the device has sent since the last call. */
  received(): readonly (readonly string[])[]
  readonly isClosed: boolean
  close(): void
}

/** Makes a simulated network. Peers that are not given do not exist. */
export function memoryNetwork({ answers = {}, acme, mail, names = {} }: MemoryNetworkOptions = {}): MemoryNetwork {
  const asked: HttpRequest[] = []
  const mailed: Mail[] = []
  let listeners: readonly Listener[] = []
  let answer: RequestHandler = () => undefined
  let connect: Connect = () => undefined
  const answerTo = (request: HttpRequest): MemoryAnswer | undefined => answerOf(answers, request)
  return {
    asked,
    mailed,
    get listeners() {
      return listeners
    },
    http(request, judge) {
      asked.push(request)
      const found = answerTo(request)
      if (found === undefined) return { fault: 'unreachable', detail: `nobody is at ${request.url}` }
      if (isFault(found)) return found
      const { chain, ...response } = found
      const refusal = chain === undefined ? undefined : judge(chain, hostAndPortOf(new URL(request.url)).host)
      if (refusal !== undefined) return untrusted(refusal)
      const whole = { status: 200, reason: 'OK', headers: [], body: new Uint8Array(), ...response }
      if (request.discards === true) return { ...whole, body: new Uint8Array(), size: whole.body.length }
      if (whole.body.length > request.maxBodyBytes)
        return { fault: 'too-large', detail: `the answer has more than ${request.maxBodyBytes} bytes` }
      request.progress?.(whole.body.length, whole.body.length)
      return whole
    },
    mail(message) {
      mailed.push(message)
      const reply = mail?.(message)
      return typeof reply === 'string' ? { refusal: reply } : (reply ?? { takenBy: message.address ?? message.server })
    },
    transfer(file) {
      const request = requestFor(file)
      asked.push(request)
      return transferred(file, answerTo(request) ?? { fault: 'unreachable', detail: `nobody is at ${request.url}` })
    },
    resolve: (name, family) =>
      (Object.hasOwn(names, name) ? names[name] : undefined)?.filter((address) => address.includes(':') === (family === 'ipv6')) ?? {
        fault: 'unknown-name',
        detail: `${name} is not known`,
      },
    acme: (order, events) => acme?.issue(order, events) ?? { fault: 'unreachable', detail: `nobody is at ${order.directory}` },
    acmeRevoke: (revocation) =>
      acme === undefined ? { fault: 'unreachable', detail: `nobody is at ${revocation.directory}` } : acme.revoke(revocation),
    listen(next, how, connecting = () => undefined) {
      listeners = next
      answer = how
      connect = connecting
      return new Map<string, OpenedService | NetworkFault>(next.map(({ service, port }) => [service, { address: '127.0.0.1', port }]))
    },
    deliver: (request) => {
      const whole = delivered(request)
      return listeners.some(({ service }) => service === whole.service) ? settled(answer(whole)) : undefined
    },
    connect: (service, from = '192.0.2.1') =>
      listeners.some((one) => one.service === service) ? connected(connect, service, from) : undefined,
  }
}

/** Returns the answer to a request; undefined where there is none. */
function answerOf(answers: NonNullable<MemoryNetworkOptions['answers']>, request: HttpRequest): MemoryAnswer | undefined {
  if (typeof answers === 'function') return answers(request)
  const url = [request.url, request.url.replace(/\?.*/s, '')].find((one) => Object.hasOwn(answers, one))
  const found = url === undefined ? undefined : answers[url]
  return typeof found === 'function' ? found(request) : found
}

/** Returns a response; undefined where it is not there yet. */
function settled(answer: ReturnType<RequestHandler>): WebResponse | undefined {
  if (!isLater(answer)) return answer
  const here: { response?: WebResponse | undefined } = {}
  answer.later((response) => (here.response = response))
  return here.response
}

function connected(connect: Connect, service: string, from: string): MemoryConnection | undefined {
  const reader = new SentenceReader()
  let sentences: (readonly string[])[] = []
  let isClosed = false
  const handler: ConnectionHandler | undefined = connect({
    service,
    from,
    send: (bytes) => void sentences.push(...(reader.read(bytes) ?? [])),
    end() {
      isClosed = true
      handler?.closed()
    },
  })
  return (
    handler && {
      send: (...words) => handler.received(new SentenceReader().read(Buffer.from(sentenceBytes(words), 'latin1')) ?? []),
      received() {
        const found = sentences
        sentences = []
        return found
      },
      get isClosed() {
        return isClosed
      },
      close: () => handler.closed(),
    }
  )
}

/** Converts an answer to the outcome of a file transfer. */
function transferred({ contents, maxBytes }: Transfer, found: MemoryAnswer): TransferOutcome | NetworkFault {
  if (isFault(found)) return found
  const { status = 200, reason = '', body = new Uint8Array() } = found
  if (status >= 300) return { refusal: statusText({ status, reason }) }
  if (contents !== undefined) return { contents: new Uint8Array() }
  return body.length > maxBytes ? { fault: 'too-large', detail: `the file has more than ${maxBytes} bytes` } : { contents: body }
}

/** Returns the HTTP request that corresponds to a file transfer. */
function requestFor({ protocol, server, port, path, contents, timeout, maxBytes }: Transfer): HttpRequest {
  const host = server.includes(':') ? `[${server}]` : server
  const url = `${protocol}://${host}${port === transferPorts[protocol] ? '' : `:${port}`}/${path.replace(/^\//, '')}`
  return {
    method: contents === undefined ? 'GET' : 'PUT',
    url,
    headers: [],
    timeout,
    maxBodyBytes: maxBytes,
    ...(contents === undefined ? {} : { body: contents }),
  }
}

/** Fills in a request's defaults. */
const delivered = (request: Partial<WebRequest> & Pick<WebRequest, 'path'>): WebRequest => ({
  service: 'www',
  method: 'GET',
  query: '',
  headers: [],
  body: new Uint8Array(),
  from: '192.0.2.1',
  ...request,
})
