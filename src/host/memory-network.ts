// Owns a made-up network: others answer as they are told to, and requests are delivered to the device by hand.
import {
  isFault,
  placeOf,
  type AcmeCertificate,
  type AcmeEvents,
  type AcmeOrder,
  type AcmeRefusal,
  type AcmeRevocation,
  type Answer,
  type Fault,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type Network,
  type Opened,
  type WebRequest,
  type WebResponse,
  untrusted,
} from './host.ts'

/**
 * What somebody answers; for https with the chain that the judge is to see (DER, one's own first), which is accepted unseen where absent.
 */
export type MemoryAnswer = (Partial<HttpResponse> & { readonly chain?: readonly Uint8Array[] }) | Fault

/** What all ACME servers of a made-up network do. */
export interface MemoryAcme {
  issue(order: AcmeOrder, events: AcmeEvents): AcmeCertificate | AcmeRefusal | Fault
  revoke(revocation: AcmeRevocation): AcmeRefusal | Fault | undefined
}

export interface MemoryNetworkOptions {
  /** Who answers: by URL without its query, or by one function. Nobody else is there: `unreachable`. */
  readonly answers?:
    Readonly<Record<string, MemoryAnswer | ((request: HttpRequest) => MemoryAnswer)>> | ((request: HttpRequest) => MemoryAnswer | undefined)
  /** The ACME servers; none where absent. */
  readonly acme?: MemoryAcme
  /** Addresses by name. */
  readonly names?: Readonly<Record<string, readonly string[]>>
}

export interface MemoryNetwork extends Network {
  /** What was asked of others, the oldest first. */
  readonly asked: readonly HttpRequest[]
  /** What the device listens on. */
  readonly listeners: readonly Listener[]
  /**
   * Brings a request to the device: its answer; undefined where it closes the connection, or does not listen:
   * a device does once it has run or waited.
   */
  deliver(request: Partial<WebRequest> & Pick<WebRequest, 'path'>): WebResponse | undefined
}

export function memoryNetwork({ answers = {}, acme, names = {} }: MemoryNetworkOptions = {}): MemoryNetwork {
  const asked: HttpRequest[] = []
  let listeners: readonly Listener[] = []
  let answer: Answer = () => undefined
  const answerTo = (request: HttpRequest): MemoryAnswer | undefined => {
    if (typeof answers === 'function') return answers(request)
    const url = request.url.replace(/\?.*/s, '')
    const found = Object.hasOwn(answers, url) ? answers[url] : undefined
    return typeof found === 'function' ? found(request) : found
  }
  return {
    asked,
    get listeners() {
      return listeners
    },
    http(request, judge) {
      asked.push(request)
      const found = answerTo(request)
      if (found === undefined) return { fault: 'unreachable', detail: `nobody is at ${request.url}` }
      if (isFault(found)) return found
      const { chain, ...response } = found
      const refusal = chain === undefined ? undefined : judge(chain, placeOf(new URL(request.url)).host)
      if (refusal !== undefined) return untrusted(refusal)
      const whole = { status: 200, reason: 'OK', headers: [], body: new Uint8Array(), ...response }
      if (request.discards === true) return { ...whole, body: new Uint8Array(), size: whole.body.length }
      if (whole.body.length > request.most) return { fault: 'too-large', detail: `the answer has more than ${request.most} bytes` }
      request.progress?.(whole.body.length, whole.body.length)
      return whole
    },
    resolve: (name, family) =>
      (Object.hasOwn(names, name) ? names[name] : undefined)?.filter((address) => address.includes(':') === (family === 'ipv6')) ?? {
        fault: 'unknown-name',
        detail: `${name} is not known`,
      },
    acme: (order, events) => acme?.issue(order, events) ?? { fault: 'unreachable', detail: `nobody is at ${order.directory}` },
    acmeRevoke: (revocation) =>
      acme === undefined ? { fault: 'unreachable', detail: `nobody is at ${revocation.directory}` } : acme.revoke(revocation),
    listen(next, how) {
      listeners = next
      answer = how
      return new Map<string, Opened | Fault>(next.map(({ service, port }) => [service, { address: '127.0.0.1', port }]))
    },
    deliver: (request) => {
      const whole: WebRequest = {
        service: 'www',
        method: 'GET',
        query: '',
        headers: [],
        body: new Uint8Array(),
        from: '192.0.2.1',
        ...request,
      }
      return listeners.some(({ service }) => service === whole.service) ? answer(whole) : undefined
    },
  }
}
