// Owns the interface between a device and the world: clock, randomness, keys, files (`files.ts`), network. Its methods block.
import type { KeyObject } from '../crypto.ts'
import type { AcmeCertificate, AcmeEvents, AcmeOrder, AcmeRefusal, AcmeRevocation } from './acme.ts'
import type { Files } from './files.ts'
import type { Distrust, ChainJudge } from './judge.ts'
import type { Mail, MailOutcome } from './mail.ts'
import type { Sentence } from './sentence.ts'
import type { SshService, SshSettings } from './ssh.ts'
import type { Transfer, TransferOutcome } from './transfer.ts'

/** The key types of certificate templates (RSA sizes, curves) and of SSH host keys. */
export type KeySize = 'ed25519' | '1024' | '1536' | '2048' | '4096' | '8192' | 'prime256v1' | 'secp384r1' | 'secp521r1'

/** The time, and waiting. */
export interface Clock {
  /** Nanoseconds since 1970-01-01 UTC. */
  now(): bigint
  /**
   * Waits `ns` nanoseconds (in memory: advances the clock). May return early: with false when the user interrupts, with true after a
   * request was handled. To wait the full time call `agenda.wait` of the device.
   */
  sleep(ns: bigint): boolean
  /** Present where time passes even when the device does not sleep. */
  readonly passes?: true
}

/** The source of randomness. */
export interface Random {
  /** Returns `length` random bytes. */
  bytes(length: number): Uint8Array
}

/** The source of private keys. */
export interface Keys {
  /** Generates a private key. `progress` is called now and then while a slow one is generated. */
  make(size: KeySize, progress?: () => void): KeyObject
}

/** Why a request to the outside failed. The device's message for it is chosen by the command. */
export interface NetworkFault {
  readonly fault:
    | 'not-allowed'
    | 'unknown-name'
    | 'unreachable'
    | 'refused'
    | 'timeout'
    | 'closed'
    /** The handshake failed. */
    | 'tls'
    /** The judge refused the peer's certificates; `detail` is its message. */
    | 'untrusted'
    | 'malformed'
    | 'too-large'
    | 'interrupted'
  /** A description for people; for `not-allowed` the option that allows it. */
  readonly detail: string
  /** Whether the peer was connected before it failed. */
  readonly connected?: boolean
  /** For `untrusted`; see `Distrust`. */
  readonly unknownAuthority?: true
}

/** Header fields in order, with names as received. */
export type HeaderFields = readonly (readonly [name: string, value: string])[]

/** Returns the first field of a name, given in lower case; undefined where there is none. */
export const fieldOf = (fields: HeaderFields, name: string): string | undefined =>
  fields.find(([field]) => field.toLowerCase() === name)?.[1]

/** Returns host and port of an HTTP URL; an IPv6 address without brackets. */
export const hostAndPortOf = ({ hostname, port, protocol }: URL): { readonly host: string; readonly port: number } => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
})

/** A certificate chain as DER, the own certificate first, with the own key. */
export interface Identity {
  readonly chain: readonly Uint8Array[]
  readonly key: KeyObject
}

/** A request that the device makes. */
export interface HttpRequest {
  readonly method: string
  /** `http://` or `https://`, absolute. */
  readonly url: string
  /** The address to connect to, where the device has resolved the URL's name itself. */
  readonly address?: string
  readonly headers: HeaderFields
  readonly body?: Uint8Array
  /** Milliseconds for the whole exchange. */
  readonly timeout: number
  /** Milliseconds without a byte from the peer after which it fails; unlimited where absent. */
  readonly idle?: number
  /** The largest accepted body in bytes; a larger one fails as `too-large`. */
  readonly maxBodyBytes: number
  /** The body is counted and discarded: `maxBodyBytes` does not apply, and the response has its `size`. */
  readonly discards?: true
  /**
   * A file of the machine (`Files.spool`) to which the body of a 2xx is written, decompressed; the response then has its `size`. A network
   * without access to the machine returns the body as usual.
   */
  readonly into?: string
  /** The address family to connect to; any where absent. */
  readonly family?: AddressFamily
  /** The source address on this machine; the system's choice where absent. */
  readonly from?: string
  /** The client certificate in TLS. */
  readonly client?: Identity
  /** Uses HTTP/2 where the server agrees to it in TLS (ALPN, RFC 7301), else HTTP/1.1. */
  readonly http2?: true
  /** Called on the device's thread now and then while the body is received: bytes so far, and in total where that is known. */
  readonly progress?: (received: number, total: number | undefined) => void
}

/** The response to a request of the device, with its whole body. */
export interface HttpResponse {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderFields
  /** Empty where it was discarded or written to a file. */
  readonly body: Uint8Array
  /** The number of bytes discarded or written. */
  readonly size?: number
}

/** The status of a response in words: `404 Not Found`. HTTP/2 has no reason. */
export const statusText = ({ status, reason }: Pick<HttpResponse, 'status' | 'reason'>): string => `${status} ${reason}`.trim()

/** A request to one of the device's own services. */
export interface WebRequest {
  readonly service: string
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  /** The path as received, where that may differ. */
  readonly rawPath?: string
  /** The text after the `?`, as received; '' without one. */
  readonly query: string
  readonly headers: HeaderFields
  readonly body: Uint8Array
  /** The client's address. */
  readonly from: string
}
/** The response of the device to a request of a client. */
export interface WebResponse {
  readonly status: number
  readonly headers: HeaderFields
  readonly body: Uint8Array
}

/** A service that the device listens for. */
export interface Listener {
  /** `www`, `www-ssl`, `api`, `api-ssl`, `ssh`. */
  readonly service: string
  /** The device's port; the host may map it to another one. */
  readonly port: number
  /** The limit of concurrent connections. */
  readonly maxConnections: number
  /** Whether the user set that limit; a host may exceed a default one. */
  readonly chosen?: true
  /** Absent without encryption. Without an identity current clients cannot connect. */
  readonly tls?: { readonly identity: Identity | undefined; readonly versions: 'any' | 'only-1.2' }
  /** The settings of an SSH service. */
  readonly ssh?: SshSettings
}

/** A response that comes later through `respond`; undefined closes the connection. */
export interface LaterResponse {
  later(respond: (response: WebResponse | undefined) => void): void
}

/** Handles a request to the device; undefined: the connection is closed without a response. */
export type RequestHandler = (request: WebRequest) => WebResponse | undefined | LaterResponse

/** Whether a response comes later. */
export const isLater = (answer: WebResponse | undefined | LaterResponse): answer is LaterResponse =>
  answer !== undefined && 'later' in answer

/** A connection to a service that is no web service, on the device's side. */
export interface Connection {
  readonly service: string
  /** The client's address. */
  readonly from: string
  send(bytes: Uint8Array): void
  /** Closes it once everything was sent. */
  end(): void
}

/** The device's handler of a connection. */
export interface ConnectionHandler {
  /** Called with the sentences of the API that were received. */
  received(sentences: readonly Sentence[]): void
  /** Called when the connection was closed. */
  closed(): void
}

/** Accepts a connection; undefined: it is closed. */
export type Connect = (connection: Connection) => ConnectionHandler | undefined

/** The versions of the Internet Protocol. */
export type AddressFamily = 'ipv4' | 'ipv6'

/** A name server by its address; port 53 where absent. */
export interface NameServer {
  readonly address: string
  readonly port?: number
}

/** The address at which a service is reached. */
export interface OpenedService {
  readonly address: string
  readonly port: number
}

/**
 * What a host lets a device do outside. Every call blocks; while it waits, and while the clock sleeps, the device handles requests to its
 * listeners.
 */
export interface Network {
  /** Makes one HTTP exchange; redirects are not followed. */
  http(request: HttpRequest, judge: ChainJudge): HttpResponse | NetworkFault
  /** Resolves a name; with a `server` only that name server is asked. */
  resolve(name: string, family: AddressFamily, server?: NameServer): readonly string[] | NetworkFault
  /** Sends a message to its server; the server's certificate is judged before the message is sent. */
  mail(message: Mail, judge: ChainJudge): MailOutcome | NetworkFault
  /** Reads or writes a file on a server. */
  transfer(file: Transfer): TransferOutcome | NetworkFault
  /** Gets a certificate from an ACME server (RFC 8555). */
  acme(order: AcmeOrder, events: AcmeEvents): AcmeCertificate | AcmeRefusal | NetworkFault
  /**
   * Returns what the user has not allowed, before anything is sent: the host of a URL, or the creation of TXT records for `records`, a
   * name. Undefined, or absent: everything is allowed.
   */
  withheld?(url: string, records?: string): NetworkFault | undefined
  /** Revokes a certificate at an ACME server; undefined on success. */
  acmeRevoke(revocation: AcmeRevocation, judge: ChainJudge): AcmeRefusal | NetworkFault | undefined
  /**
   * Listens for exactly these services from now on; `answer`, `connect` and `ssh` are called on the device's thread while it waits or
   * sleeps. Returns by service where it is reached, or why it is not.
   */
  listen(
    listeners: readonly Listener[],
    answer: RequestHandler,
    connect?: Connect,
    ssh?: SshService,
  ): ReadonlyMap<string, OpenedService | NetworkFault>
}

/** The world of a device, which is its only access to the outside. */
export interface Host {
  readonly clock: Clock
  readonly random: Random
  readonly keys: Keys
  readonly files: Files
  /** Undefined: the network is not allowed, and commands that need it fail with a message. */
  readonly network: Network | undefined
  /** Authorities that the world trusts, as DER: the list of `/certificate/builtin`. Absent: none. */
  readonly authorities?: () => readonly Uint8Array[]
  /** Authorities that the user makes every device trust beside its own, as DER. Absent: none. */
  readonly trusted?: () => readonly Uint8Array[]
}

/** Returns the fault of what the user has not allowed. `place` is a host, with its port for a connection. */
export const notAllowed = (place: string): NetworkFault => ({
  fault: 'not-allowed',
  detail: `no network for ${place} (--allow-net=${place} allows it, --allow-net everything)`,
})

/** Returns the fault of a peer that its judge refused. */
export const untrusted = ({ message: words, unknownAuthority }: Distrust): NetworkFault => ({
  fault: 'untrusted',
  detail: words,
  ...(unknownAuthority === undefined ? {} : { unknownAuthority }),
})

/** Whether a network call failed. */
export const isFault = (outcome: object): outcome is NetworkFault => 'fault' in outcome
