// Owns what a host is asked to mail (types only).
/** A message and the server that takes it. Texts are Unicode; addresses are as people write them. */
export interface Mail {
  /** The server's name or address. */
  readonly server: string
  /** Where to connect to, where the device has resolved the server's name itself. */
  readonly address?: string
  readonly port: number
  /** `yes`: TLS from the first byte. `starttls`: a server that cannot is not spoken to (RFC 3207). */
  readonly tls: 'no' | 'yes' | 'starttls'
  /** Without a user nothing is said of who sends (RFC 4954). */
  readonly login?: { readonly user: string; readonly password: string }
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly body: string
  readonly attachments: readonly { readonly name: string; readonly contents: Uint8Array }[]
  /** Milliseconds that all of it may take. */
  readonly timeout: number
}

/** Taken, with the address of the server; or what the server said against it (`550 no such user`). */
export type MailOutcome = { readonly takenBy: string } | { readonly refusal: string }
