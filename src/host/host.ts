// Owns the interface to the world: clock, randomness, keys, files, network. Its methods block.
import type { KeyObject } from '../crypto.ts'
import type { AcmeCertificate, AcmeEvents, AcmeOrder, AcmeRefusal, AcmeRevocation } from './acme.ts'
import type { Distrust, Judge } from './judge.ts'
import type { Mail, MailOutcome } from './mail.ts'
import type { Sentence } from './sentence.ts'
import type { SshService, SshSettings } from './ssh.ts'
import type { Transfer, TransferOutcome } from './transfer.ts'

/** RSA sizes and curves that a certificate template may ask for, and what the host key of SSH may be. */
export type KeySize = 'ed25519' | '1024' | '1536' | '2048' | '4096' | '8192' | 'prime256v1' | 'secp384r1' | 'secp521r1'

export interface Clock {
  /** Nanoseconds since 1970-01-01 UTC. */
  now(): bigint
  /**
   * Waits (or, in memory, moves the clock) by `ns` nanoseconds. May return early: false when the user
   * interrupts, true after a request was answered. To wait the full time call `agenda.wait` of the device.
   */
  sleep(ns: bigint): boolean
  /** It goes on by itself, also where nobody sleeps. */
  readonly passes?: true
}

export interface Random {
  /** `length` bytes. */
  bytes(length: number): Uint8Array
}

export interface Keys {
  /** A fresh private key. `progress` is called now and then while a slow one is made. */
  make(size: KeySize, progress?: () => void): KeyObject
}

/**
 * What a host cannot do with a file. Thrown, by every method that takes a name.
 * `bad-name`: no file may have this name. `no-folder`: a part of its path is a file. `is-folder`, `is-file`: something of the other kind
 * has
 * the name. `foreign`: a link, a pipe or a socket, which the device must not touch. `twin`: some systems could not tell the name from
 * another that is there. `no-space`: the disk is full. `system`: anything else that the system refuses.
 */
export type FileFaultKind = 'bad-name' | 'no-folder' | 'is-folder' | 'is-file' | 'foreign' | 'twin' | 'no-space' | 'system'

export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly fault: FileFaultKind
  /** The name as text. */
  readonly file: string
  /** `bad-name`: what is wrong with it. `twin`: the other name. `no-space`, `system`: what the system says. Else ''. */
  readonly detail: string

  constructor(fault: FileFaultKind, file: string, detail = '') {
    super(`${fault}: ${file}${detail === '' ? '' : `: ${detail}`}`)
    this.fault = fault
    this.file = file
    this.detail = detail
  }
}

/**
 * The device's own files, by their RouterOS names (`pub/x.txt`, no leading slash). Contents are raw bytes.
 * Where and how they are kept is the host's: in memory, or in a folder. What a host cannot do is thrown as a FileFault.
 */
export interface Files {
  list(): readonly FileInfo[]
  read(name: string): Uint8Array | undefined
  write(name: string, contents: Uint8Array): void
  makeDirectory(name: string): void
  remove(name: string): void
  /** A file to be written from outside of the device; absent where a host has no place for it. */
  spool?(): Spool | undefined
}

/** A file of the machine that becomes one of the device's, or nothing. */
export interface Spool {
  /** Where it is written; nobody else uses that name. */
  readonly path: string
  /** Makes it the device's file of a name, in place of what stands there. Throws as `write` does. */
  keep(name: string): void
  /** What was not kept is removed. */
  drop(): void
}
export interface FileInfo {
  readonly name: string
  readonly directory: boolean
  /** Bytes; 0 for a directory. */
  readonly size: number
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly modified: bigint
}

/** Why the outside gave no answer. The words of a device for it are the business of the command that asked. */
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
    /** The judge refused what the peer showed; `detail` is what it said. */
    | 'untrusted'
    | 'malformed'
    | 'too-large'
    | 'interrupted'
  /** For people: what exactly happened, and for `not-allowed` the flag that allows it. */
  readonly detail: string
  /** Whether the other side was reached before it happened. */
  readonly connected?: boolean
  /** Of `untrusted`; see `Distrust`. */
  readonly unknownAuthority?: true
}

/** Header fields in their order, names as they came. */
export type HeaderFields = readonly (readonly [name: string, value: string])[]

/** The first field of a name, which is given in small letters; undefined where there is none. */
export const fieldOf = (fields: HeaderFields, name: string): string | undefined =>
  fields.find(([field]) => field.toLowerCase() === name)?.[1]

/** Where a URL of HTTP leads: an IPv6 address stands without brackets. */
export const placeOf = ({ hostname, port, protocol }: URL): { readonly host: string; readonly port: number } => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
})

/** Certificates as DER, one's own first and those above it behind it, with the first one's key. */
export interface Identity {
  readonly chain: readonly Uint8Array[]
  readonly key: KeyObject
}

export interface HttpRequest {
  readonly method: string
  /** `http://` or `https://`, absolute. */
  readonly url: string
  /** Where to connect to, where the device has resolved the URL's name itself. */
  readonly address?: string
  readonly headers: HeaderFields
  readonly body?: Uint8Array
  /** Milliseconds that the whole exchange may take. */
  readonly timeout: number
  /** Milliseconds without a byte from the other side after which it is over; no bound where absent. */
  readonly idle?: number
  /** The largest body that is taken, in bytes; a larger one is the fault `too-large`. */
  readonly most: number
  /** The body is counted and thrown away: `most` is no bound then, and the response says its `size`. */
  readonly discards?: true
  /**
   * A file of the machine (`Files.spool`) that the body of a 2xx is written to as it comes, unpacked; the response says its `size` then. A
   * network that is not the machine's gives the body as ever.
   */
  readonly into?: string
  /** Which addresses of the name may be connected to; any where absent. */
  readonly family?: Family
  /** The address of this machine that it is sent from; the system's choice where absent. */
  readonly from?: string
  /** What the client shows of itself in TLS. */
  readonly client?: Identity
  /** HTTP/2 is spoken where the server agrees to it in TLS (ALPN, RFC 7301), else HTTP/1.1. */
  readonly http2?: true
  /** Called on the device's thread now and then while the body comes: bytes so far, and in all where that is known. */
  readonly progress?: (received: number, total: number | undefined) => void
}

export interface HttpResponse {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderFields
  /** Empty where it was discarded or written to a file. */
  readonly body: Uint8Array
  /** How many bytes were discarded or written. */
  readonly size?: number
}

/** A request that came to one of the device's own services. */
export interface WebRequest {
  readonly service: string
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  /** The path as it came, where that may be another text. */
  readonly rawPath?: string
  /** What stands behind the `?`, as it came; '' without one. */
  readonly query: string
  readonly headers: HeaderFields
  readonly body: Uint8Array
  /** The address that it came from. */
  readonly from: string
}
export interface WebResponse {
  readonly status: number
  readonly headers: HeaderFields
  readonly body: Uint8Array
}

/** A service that the device offers to the outside. */
export interface Listener {
  /** `www`, `www-ssl`, `api`, `api-ssl`, `ssh`. */
  readonly service: string
  /** The router's port; the host may map it to another one. */
  readonly port: number
  /** How many connections at once. */
  readonly most: number
  /** The user chose that number; a host may allow more than a number that nobody chose. */
  readonly chosen?: true
  /** Absent where nothing is encrypted. Without an identity no client of today can connect. */
  readonly tls?: { readonly identity: Identity | undefined; readonly versions: 'any' | 'only-1.2' }
  /** It speaks SSH, so. */
  readonly ssh?: SshSettings
}

/** An answer that is not there yet: `respond` is called once it is; undefined closes the connection. */
export interface Later {
  later(respond: (response: WebResponse | undefined) => void): void
}

/** Answers a request to the device; undefined: the connection is closed without an answer. */
export type RequestHandler = (request: WebRequest) => WebResponse | undefined | Later

/** Whether an answer is still to come. */
export const isLater = (answer: WebResponse | undefined | Later): answer is Later => answer !== undefined && 'later' in answer

/** A connection to a service that is no web service, as the device sees it. */
export interface Connection {
  readonly service: string
  /** The address that it came from. */
  readonly from: string
  send(bytes: Uint8Array): void
  /** Closes it when what was sent is out. */
  end(): void
}

/** What the device does with what comes over a connection. */
export interface Talk {
  /** What was read: sentences of the API. */
  received(sentences: readonly Sentence[]): void
  /** The other side is gone. */
  closed(): void
}

/** Takes a connection; undefined: it is closed. */
export type Connect = (connection: Connection) => Talk | undefined

export type Family = 'ipv4' | 'ipv6'

/** A name server by its address; port 53 where absent. */
export interface NameServer {
  readonly address: string
  readonly port?: number
}

/** Where the outside reaches a service. */
export interface Opened {
  readonly address: string
  readonly port: number
}

/**
 * What a host lets a device do outside. Every call blocks; while it waits, and while the clock sleeps, the device answers the requests that
 * come to what it listens on.
 */
export interface Network {
  /** One exchange; redirects are not followed. */
  http(request: HttpRequest, judge: Judge): HttpResponse | NetworkFault
  /** The addresses of a name; with a `server`, those that this name server and no other tells. */
  resolve(name: string, family: Family, server?: NameServer): readonly string[] | NetworkFault
  /** Gives a message to its server; whoever shows itself in TLS is judged before anything is said of the message. */
  mail(message: Mail, judge: Judge): MailOutcome | NetworkFault
  /** Reads or writes a file of a server. */
  transfer(file: Transfer): TransferOutcome | NetworkFault
  /** Gets a certificate from an ACME server (RFC 8555). */
  acme(order: AcmeOrder, events: AcmeEvents): AcmeCertificate | AcmeRefusal | NetworkFault
  /**
   * What of it the user has not allowed, before anything is sent: the place of a URL, or who makes TXT records for `records`, a name.
   * Undefined, or absent: nothing.
   */
  withheld?(url: string, records?: string): NetworkFault | undefined
  /** Has an ACME server revoke a certificate; undefined once it is revoked. */
  acmeRevoke(revocation: AcmeRevocation, judge: Judge): AcmeRefusal | NetworkFault | undefined
  /**
   * Listens on exactly these services from now on; `answer`, `connect` and `ssh` are called on the device's thread while it waits or
   * sleeps. By service: where it is reached, or why it is not.
   */
  listen(
    listeners: readonly Listener[],
    answer: RequestHandler,
    connect?: Connect,
    ssh?: SshService,
  ): ReadonlyMap<string, Opened | NetworkFault>
}

export interface Host {
  readonly clock: Clock
  readonly random: Random
  readonly keys: Keys
  readonly files: Files
  /** Undefined: nothing outside is allowed, and commands that need it say so. */
  readonly network: Network | undefined
  /** Authorities that the world takes for trustworthy, as DER: what `/certificate/builtin` chooses from. Absent: none. */
  readonly authorities?: () => readonly Uint8Array[]
  /** Authorities that the user tells every device to trust beside its own, as DER. Absent: none. */
  readonly trusted?: () => readonly Uint8Array[]
}

/** The fault of what the user has not allowed. `place` is a host, with its port where one is to be reached. */
export const notAllowed = (place: string): NetworkFault => ({
  fault: 'not-allowed',
  detail: `no network for ${place} (--allow-net=${place} allows it, --allow-net everything)`,
})

/** The fault of a peer that its judge refused. */
export const untrusted = ({ words, unknownAuthority }: Distrust): NetworkFault => ({
  fault: 'untrusted',
  detail: words,
  ...(unknownAuthority === undefined ? {} : { unknownAuthority }),
})

/** Whether a call outside has failed. */
export const isFault = (outcome: object): outcome is NetworkFault => 'fault' in outcome
