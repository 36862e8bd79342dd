// Owns the types of a message that a host sends by mail (types only).
/** A message and its mail server. Texts are Unicode; addresses may include names (`Admin <admin@example.com>`). */
export interface Mail {
  /** The server's name or address. */
  readonly server: string
  /** The address to connect to, where the device has resolved the server's name itself. */
  readonly address?: string
  readonly port: number
  /** `yes`: TLS from the first byte. `starttls`: fails where the server does not offer it (RFC 3207). */
  readonly tls: 'no' | 'yes' | 'starttls'
  /** Absent: no authentication (RFC 4954). */
  readonly login?: { readonly user: string; readonly password: string }
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly body: string
  readonly attachments: readonly { readonly name: string; readonly contents: Uint8Array }[]
  /** Milliseconds for the whole delivery. */
  readonly timeout: number
}

/** Accepted, with the address of the server; or the server's reply of refusal (`550 no such user`). */
export type MailOutcome = { readonly takenBy: string } | { readonly refusal: string }
