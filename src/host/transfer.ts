// Owns what a host is asked to copy from or to a file server, and the ports of such servers.
/** One file of a server, which is read or written. */
export interface Transfer {
  readonly protocol: 'ftp' | 'sftp' | 'tftp'
  /** The server's name or address. */
  readonly server: string
  /** Where to connect to, where the device has resolved the server's name itself. */
  readonly address?: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** The file's name on the server, in UTF-8. */
  readonly path: string
  /** What is written; absent: the file is read. */
  readonly contents?: Uint8Array
  /** Lines end as on the other side (TYPE A of FTP, `netascii` of TFTP). */
  readonly ascii: boolean
  /** Milliseconds that all of it may take. */
  readonly timeout: number
  /** Milliseconds without a byte from the other side after which it is over; no bound where absent. */
  readonly idle?: number
  /** The largest file that is read, in bytes; a larger one is the fault `too-large`. */
  readonly most: number
}

/** What was read (empty where it was written), or what the server said against it. */
export type TransferOutcome = { readonly contents: Uint8Array } | { readonly refusal: string }

/** The port of a server where no other is named. */
export const transferPorts = { ftp: 21, sftp: 22, tftp: 69 } as const satisfies Record<Transfer['protocol'], number>
