// Owns the messages between the device's thread and the network's thread (types only).
import type { MessagePort } from 'node:worker_threads'
import type {
  AddressFamily,
  NetworkFault,
  HttpRequest,
  HttpResponse,
  Listener,
  NameServer,
  OpenedService,
  WebRequest,
  WebResponse,
} from '../../host.ts'
import type { AcmeCertificate, AcmeOrder, AcmeRefusal, AcmeRevocation, AcmeStep } from '../../acme.ts'
import type { Distrust } from '../../judge.ts'
import type { Sentence } from '../../sentence.ts'
import type { Mail, MailOutcome } from '../../mail.ts'
import type { SshEvent, SshMessage } from '../../ssh.ts'
import type { Transfer, TransferOutcome } from '../../transfer.ts'
import type { AllowedHosts } from './permission.ts'

/** The address on which a service of the device listens; port 0 takes a free one. */
export interface ListenAddress {
  readonly address: string
  readonly port: number
}

/** The data that the network's thread starts with. */
export interface NetworkStart {
  readonly port: MessagePort
  /**
   * The first cell counts the messages for the device and is notified with each; the second one is the thread's heartbeat.
   */
  readonly wake: Int32Array
  readonly allowed: AllowedHosts
  /** The address to listen on, by service. */
  readonly listenAddresses: ReadonlyMap<string, ListenAddress>
  /** Addresses by name; they take precedence over the machine's resolver. */
  readonly names: ReadonlyMap<string, string>
  /** The URL of the service that creates TXT records of /ip/cloud. */
  readonly cloud: string | undefined
}

/** A request, without its functions, which cannot be sent to another thread. */
export type Sent = Omit<HttpRequest, 'progress'> & { readonly reportsProgress: boolean }

/** A task of the network's thread; each is answered with `done`. */
export type NetworkTask =
  | { readonly http: Sent }
  | { readonly resolve: { readonly name: string; readonly family: AddressFamily; readonly server: NameServer | undefined } }
  | { readonly listen: readonly Listener[] }
  | { readonly mail: Mail }
  | { readonly transfer: Transfer }
  | { readonly acme: AcmeOrder }
  | { readonly revoke: AcmeRevocation }

/** An event of a running ACME order. */
export type AcmeEvent = { readonly step: AcmeStep } | { readonly token: string; readonly text: string | undefined }

/** A response as it is sent between threads: its body is text, one byte a character, which is cheaper to send than an array of bytes. */
export type SentResponse = Omit<WebResponse, 'body'> & { readonly body: string }

/** The device's response to request `id`. */
export interface Response {
  readonly id: number
  readonly response: SentResponse | undefined
}

/** A request for the device. */
export interface NumberedWebRequest {
  readonly id: number
  readonly request: WebRequest
}

/** From the device to the network's thread. */
export type ToNetwork =
  | { readonly kind: 'task'; readonly id: number; readonly task: NetworkTask }
  /** The judge's verdict on the certificate chain of task `id`; undefined accepts it. */
  | { readonly kind: 'verdict'; readonly id: number; readonly refusal: Distrust | undefined }
  | { readonly kind: 'responses'; readonly all: readonly Response[] }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Bytes for connection `id`; `ends`: it is closed after them. */
  | { readonly kind: 'send'; readonly id: number; readonly bytes: Uint8Array; readonly ends: boolean }
  /** The device has processed what was last received on connection `id`. */
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'ssh'; readonly message: SshMessage }

/** The result of a task of the network's thread. */
export type TaskOutcome =
  | HttpResponse
  | NetworkFault
  | { readonly addresses: readonly string[] }
  | { readonly opened: ReadonlyMap<string, OpenedService | NetworkFault> }
  | { readonly mailed: MailOutcome }
  | { readonly transferred: TransferOutcome }
  | { readonly issued: AcmeCertificate | AcmeRefusal }
  | { readonly revoked: AcmeRefusal | undefined }

/** From the network's thread to the device. */
export type ToDevice =
  | { readonly kind: 'done'; readonly id: number; readonly outcome: TaskOutcome }
  | { readonly kind: 'judge'; readonly id: number; readonly chain: readonly Uint8Array[]; readonly host: string }
  | { readonly kind: 'progress'; readonly id: number; readonly received: number; readonly total: number | undefined }
  | { readonly kind: 'acme'; readonly id: number; readonly event: AcmeEvent }
  /** Requests that arrived together. */
  | { readonly kind: 'requests'; readonly all: readonly NumberedWebRequest[] }
  | { readonly kind: 'connected'; readonly id: number; readonly service: string; readonly from: string }
  | { readonly kind: 'received'; readonly id: number; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'closed'; readonly id: number }
  | { readonly kind: 'ssh'; readonly event: SshEvent }
