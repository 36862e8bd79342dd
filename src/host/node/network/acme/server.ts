// Owns the protocol with one ACME server: its directory, nonces, signed requests, and `Retry-After` (RFC 8555 6 and 7.1).
import { createPublicKey, type KeyObject } from 'node:crypto'
import { FlattenedSign, calculateJwkThumbprint, type FlattenedJWS, type JWK } from 'jose'
import { fieldOf, isFault, statusText, type NetworkFault, type HttpRequest, type HttpResponse } from '../../../host.ts'
import { isProblem, stopForInvalidAnswer, stopForRefusal, AcmeStop } from './outcome.ts'
import { readDirectory, readJsonBody, readProblem, type Directory } from './resources.ts'

/** The environment of a conversation. */
export interface AcmeWorld {
  exchange(request: HttpRequest): Promise<HttpResponse | NetworkFault>
  /** Milliseconds. */
  wait(time: number): Promise<void>
  /** Milliseconds since 1970. */
  now(): number
}

/** The server's answer to a signed request. */
export interface AcmeResponse {
  readonly status: number
  readonly body: Uint8Array
  /** Its `Location`; '' without one. */
  readonly location: string
  /** Milliseconds to wait by `Retry-After`; undefined where absent. */
  readonly retryAfter: number | undefined
}

/**
 * The maximum number of attempts with a refused nonce. A server may refuse half of all nonces (pebble does so on purpose); so many refusals
 * have another reason.
 */
const maxNonceAttempts = 30

/** The maximum size of an answer, in bytes; chains and directories take some kilobytes. */
const maxAnswerBytes = 1 << 20

/** The minimum interval of polling, in milliseconds, even where the server requests none. */
const minPollMs = 10

/** The maximum duration of one exchange, in milliseconds. */
const maxExchangeMs = 30_000

/** One ACME server, and an account key. */
export class AcmeServer {
  readonly #world: AcmeWorld
  readonly #key: KeyObject
  readonly #jwk: JWK
  readonly #deadline: number
  #directory: Directory | undefined
  /** The account's URL: once it is known, requests name it instead of the key. */
  account: string | undefined
  #nonce: string | undefined

  /** `key` is that of the account; everything has to be done within `timeout` milliseconds. */
  constructor(world: AcmeWorld, key: KeyObject, timeout: number) {
    this.#world = world
    this.#key = key
    const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
    if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) throw new Error('the key of an ACME account is a P-256 key')
    this.#jwk = { kty, crv, x, y }
    this.#deadline = world.now() + timeout
  }

  /** Reads the directory. */
  async open(url: string): Promise<void> {
    const response = await this.#exchange('GET', url, [])
    if (response.status !== 200) throw this.#refusal(response, url)
    this.#directory = readDirectory(readJsonBody(response.body, `the directory ${url}`))
  }

  get directory(): Directory {
    if (this.#directory === undefined) throw new Error('the directory was not read')
    return this.#directory
  }

  get jwk(): JWK {
    return this.#jwk
  }

  /** Returns the key authorization for a challenge's token (RFC 8555 8.1). */
  async keyAuthorization(token: string): Promise<string> {
    return `${token}.${await calculateJwkThumbprint(this.#jwk)}`
  }

  /** Sends a signed request; without a payload it only reads (POST-as-GET). Throws a refusal as an AcmeStop. */
  async post(url: string, payload?: unknown): Promise<AcmeResponse> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#postOnce(url, payload)
      } catch (error) {
        // The refusal came with a valid nonce (RFC 8555 6.5).
        if (attempt === maxNonceAttempts || !isProblem(error, 'badNonce')) throw error
      }
    }
  }

  /** Reads a resource until `done`; waits as long as the server requests, else with growing pauses. */
  async poll<T>(url: string, read: (value: unknown) => T, done: (resource: T) => boolean): Promise<T> {
    for (let pause = 10; ; pause = Math.min(1.5 * pause, 10_000)) {
      const { body, retryAfter } = await this.post(url)
      const resource = read(readJsonBody(body, `the answer of ${url}`))
      if (done(resource)) return resource
      await this.#pause(Math.max(retryAfter ?? pause, minPollMs))
    }
  }

  /** Signs the account's key with an external one: the binding to an existing account (RFC 8555 7.3.4). */
  async bind(kid: string, key: Uint8Array): Promise<FlattenedJWS> {
    return new FlattenedSign(Buffer.from(JSON.stringify(this.#jwk)))
      .setProtectedHeader({ alg: 'HS256', kid, url: this.directory.newAccount })
      .sign(key)
  }

  async #postOnce(url: string, payload: unknown): Promise<AcmeResponse> {
    const nonce = this.#nonce ?? (await this.#newNonce())
    this.#nonce = undefined
    const who = this.account === undefined ? { jwk: this.#jwk } : { kid: this.account }
    const jws = await new FlattenedSign(Buffer.from(payload === undefined ? '' : JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', nonce, url, ...who })
      .sign(this.#key)
    const response = await this.#exchange('POST', url, [['Content-Type', 'application/jose+json']], Buffer.from(JSON.stringify(jws)))
    if (response.status >= 400) throw this.#refusal(response, url)
    return {
      status: response.status,
      body: response.body,
      location: fieldOf(response.headers, 'location') ?? '',
      retryAfter: this.#retryAfter(response),
    }
  }

  async #newNonce(): Promise<string> {
    const { newNonce } = this.directory
    await this.#exchange('HEAD', newNonce, [])
    if (this.#nonce === undefined) throw stopForInvalidAnswer(`no Replay-Nonce from ${newNonce}`)
    return this.#nonce
  }

  async #exchange(method: string, url: string, headers: HttpRequest['headers'], body?: Uint8Array): Promise<HttpResponse> {
    const left = this.#deadline - this.#world.now()
    if (left <= 0) throw new AcmeStop({ fault: 'timeout', detail: 'the ACME server took too long' })
    const response = await this.#world.exchange({
      method,
      url,
      headers: [['User-Agent', 'offbox'], ...headers],
      timeout: Math.min(left, maxExchangeMs),
      maxBodyBytes: maxAnswerBytes,
      ...(body === undefined ? {} : { body }),
    })
    if (isFault(response)) throw new AcmeStop(response)
    this.#nonce = fieldOf(response.headers, 'replay-nonce') ?? this.#nonce
    return response
  }

  #refusal(response: HttpResponse, url: string): AcmeStop {
    const isDocument = /^application\/(problem\+)?json/.test(fieldOf(response.headers, 'content-type') ?? '')
    return isDocument
      ? stopForRefusal(readProblem(readJsonBody(response.body, `the refusal of ${url}`)))
      : stopForInvalidAnswer(`${url} answered ${statusText(response)} without a problem document`)
  }

  async #pause(time: number): Promise<void> {
    const left = this.#deadline - this.#world.now()
    if (time >= left) throw new AcmeStop({ fault: 'timeout', detail: 'the ACME server did not finish in time' })
    await this.#world.wait(time)
  }

  /** Returns the delay in milliseconds; the header has seconds, or a date (RFC 9110 10.2.3). */
  #retryAfter(response: HttpResponse): number | undefined {
    const text = fieldOf(response.headers, 'retry-after')
    if (text === undefined) return undefined
    const time = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - this.#world.now()
    return Number.isNaN(time) ? undefined : Math.max(time, 0)
  }
}
