// Owns the types of file transfers from and to servers, and the default ports of such servers.
/** A file on a server that is read or written. */
export interface Transfer {
  readonly protocol: 'ftp' | 'sftp' | 'tftp'
  /** The server's name or address. */
  readonly server: string
  /** The address to connect to, where the device has resolved the server's name itself. */
  readonly address?: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** The file's name on the server, in UTF-8. */
  readonly path: string
  /** The contents to write; absent: the file is read. */
  readonly contents?: Uint8Array
  /** Line ends are converted (TYPE A of FTP, `netascii` of TFTP). */
  readonly ascii: boolean
  /** Milliseconds for the whole transfer. */
  readonly timeout: number
  /** Milliseconds without a byte from the server after which it fails; unlimited where absent. */
  readonly idle?: number
  /** The largest file that is read, in bytes; a larger one fails as `too-large`. */
  readonly maxBytes: number
}

/** The contents read (empty after writing), or the server's reply of refusal. */
export type TransferOutcome = { readonly contents: Uint8Array } | { readonly refusal: string }

/** The default port of each protocol. */
export const transferPorts = { ftp: 21, sftp: 22, tftp: 69 } as const satisfies Record<Transfer['protocol'], number>
