// Owns a simulated ACME server for tests: it issues certificates unless its handlers reply otherwise, and records requests.
import type { NetworkFault, HttpRequest, HttpResponse } from '../../../src/host/host.ts'
import type { IssueWorld } from '../../../src/host/node/network/acme/issue.ts'
import { existing } from '../../harness/existing.ts'

/** The URL of the server, without a path. */
export const base = 'https://acme.test'
/** The PEM text that the server returns as the certificate. */
export const certificate = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'

/** A response of the server: `json` or `text` is its body; the status is 200 by default. */
export type Reply = Partial<Omit<HttpResponse, 'body'>> & { readonly json?: unknown; readonly text?: string }
/** Answers a request with this payload; a fault means that the exchange fails. */
export type Handler = (payload: unknown, call: Call) => Reply | NetworkFault

/** A signed request as parsed by the server. */
interface Call {
  readonly path: string
  readonly header: Readonly<Record<string, unknown>>
}

/** A response with a JSON body. */
export const json = (json: unknown, headers: HttpResponse['headers'] = [], status = 200): Reply => ({ status, headers, json })
/** An error response: a problem document with an ACME error type (RFC 8555, 6.7). */
export const problem = (type: string, detail: string, more: object = {}, status = 400): Reply =>
  json({ type: `urn:ietf:params:acme:error:${type}`, detail, ...more }, [['Content-Type', 'application/problem+json']], status)

/** A server that issues certificates; `handlers` replace its behaviour at a path. Time only advances in waits. */
export class Server implements IssueWorld {
  readonly calls: Call[] = []
  readonly waits: number[] = []
  readonly published = new Map<string, string>()
  readonly records = new Map<string, string>()
  readonly steps: string[] = []
  readonly #handlers: Readonly<Record<string, Handler>>
  #time = Date.parse('2026-01-01T00:00:00Z')
  #nonce = 0

  constructor(handlers: Readonly<Record<string, Handler>> = {}) {
    this.#handlers = { ...usual, ...handlers }
  }

  exchange = (request: HttpRequest): Promise<HttpResponse | NetworkFault> => Promise.resolve(this.#responseTo(request))
  #responseTo({ method, url, body }: HttpRequest): HttpResponse | NetworkFault {
    // As the network of a device does: the URL is from the server.
    if (!URL.canParse(url)) return { fault: 'malformed', detail: `no https URL: ${url}` }
    const path = new URL(url).pathname
    const { payload, call } = method === 'POST' ? opened(path, body) : { payload: undefined, call: { path, header: {} } }
    this.calls.push(call)
    const reply = this.#handlers[path]?.(payload, call) ?? problem('malformed', `nothing is at ${path}`, {}, 404)
    if ('fault' in reply) return reply
    const nonce: HttpResponse['headers'] = method === 'GET' ? [] : [['Replay-Nonce', `nonce-${++this.#nonce}`]]
    const text = reply.text ?? JSON.stringify(reply.json ?? null)
    return { status: reply.status ?? 200, reason: '', headers: [...nonce, ...(reply.headers ?? [])], body: Buffer.from(text) }
  }
  wait(time: number): Promise<void> {
    this.waits.push(time)
    this.#time += time
    return Promise.resolve()
  }
  now = (): number => this.#time
  progress(step: string): void {
    this.steps.push(step)
  }
  publish = (token: string, text: string | undefined): Promise<void> => put(this.published, token, text)
  record = (name: string, text: string | undefined): Promise<undefined> => put(this.records, name, text)
  /** The requested paths, in order. */
  get paths(): readonly string[] {
    return this.calls.map(({ path }) => path)
  }
}

const decoded = (part: string): unknown => (part === '' ? undefined : JSON.parse(Buffer.from(part, 'base64url').toString()))

/** Sets an entry, or deletes it if `text` is undefined. */
const put = (map: Map<string, string>, key: string, text: string | undefined): Promise<undefined> => {
  if (text === undefined) map.delete(key)
  else map.set(key, text)
  return Promise.resolve(undefined)
}

function opened(path: string, body: Uint8Array | undefined): { readonly payload: unknown; readonly call: Call } {
  // A JWS in flattened form, with an object for a header (RFC 8555, 6.2).
  const parts = JSON.parse(Buffer.from(body ?? []).toString()) as { readonly protected: string; readonly payload: string }
  // Its protected header is a JSON object, too.
  return { payload: decoded(parts.payload), call: { path, header: decoded(parts.protected) as Call['header'] } }
}

/** Returns each reply once, then the last one repeatedly. */
export const inTurn = (...replies: readonly (Reply | NetworkFault)[]): Handler => {
  let turn = 0
  return () => existing(replies[Math.min(turn++, replies.length - 1)], 'replies[Math.min(turn++, replies.length - 1)]')
}

/** An order object (RFC 8555, 7.1.3) with this status. */
export const order = (status: string, more: object = {}): object => ({
  status,
  authorizations: [`${base}/authz`],
  finalize: `${base}/finalize`,
  ...more,
})
/** An authorization object (RFC 8555, 7.1.4) with two challenges of the same status. */
export const authorization = (status: string, error?: object): object => ({
  status,
  identifier: { type: 'dns', value: 'router.test' },
  challenges: [
    { type: 'http-01', url: `${base}/challenge`, token: 'token-1', status, ...(error === undefined ? {} : { error }) },
    { type: 'dns-01', url: `${base}/challenge`, token: 'token-2', status },
  ],
})

/** The default handlers, by path: they issue a certificate. */
export const usual: Readonly<Record<string, Handler>> = {
  '/dir': () => json({ newNonce: `${base}/nonce`, newAccount: `${base}/account`, newOrder: `${base}/order`, revokeCert: `${base}/revoke` }),
  '/nonce': () => json(null),
  '/account': () => json({ status: 'valid' }, [['Location', `${base}/account/1`]], 201),
  '/order': () => json(order('pending'), [['Location', `${base}/order/1`]], 201),
  '/authz': inTurn(json(authorization('pending')), json(authorization('valid'))),
  '/challenge': () => json({}),
  '/finalize': () => json(order('valid', { certificate: `${base}/certificate` })),
  '/order/1': () => json(order('valid', { certificate: `${base}/certificate` })),
  '/certificate': () => ({ text: certificate }),
  '/revoke': () => json(null),
}

/** Pending at the first read and valid at the second, so that no wait is needed: every authorization is read twice. */
const fresh = (): Handler => inTurn(json(authorization('pending')), json(authorization('valid')))
/** Creates a server that issues certificates, with some handlers replaced. */
export const server = (handlers: Readonly<Record<string, Handler>> = {}): Server => new Server({ '/authz': fresh(), ...handlers })
