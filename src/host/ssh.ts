// Owns the messages between SSH clients and a device (types only). Texts hold one byte per character, except for keys.
import type { KeyObject } from '../crypto.ts'

/** The settings of the SSH service. */
export interface SshSettings {
  /** Undefined until one was generated; the listener requests it (`SshService.hostKey`). */
  readonly hostKey: KeyObject | undefined
  /** Allows strong algorithms only. */
  readonly strong: boolean
  /** Ciphers by the words of `/ip/ssh` (`aes-gcm`, `aes-ctr`, `aes-cbc`, `3des-cbc`); undefined: any. */
  readonly ciphers: readonly string[] | undefined
}

/** A client's proof of identity: a password, a key (its blob) that it asks about or has signed with, or none. */
export type SshProof = { readonly password: string } | { readonly key: Uint8Array; readonly signed: boolean } | { readonly none: true }

/** A client's terminal; `name` as in TERM. */
export interface SshTerminal {
  readonly name: string
  readonly width: number
  readonly height: number
}

/** A pressed key; see `Key` of shell/key.ts. */
export interface SshKey {
  readonly name?: string | undefined
  readonly ctrl?: boolean | undefined
  readonly meta?: boolean | undefined
  readonly text?: string | undefined
}

/** An operation on the device's files. Paths are names of files without a leading slash; '' is the top folder. */
export type FileOperation =
  | { readonly do: 'list' | 'find' | 'read' | 'make folder' | 'remove' | 'remove folder'; readonly path: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'write'; readonly path: string; readonly contents: Uint8Array }

/** A file as listings of SFTP show it; `modified` in seconds since 1970, `name` without its folders. */
export interface SshFile {
  readonly name: string
  readonly directory: boolean
  readonly size: number
  readonly modified: number
}

/** The outcome of an operation: the files of a folder, the contents of a file, done, or refused (`why` is a byte string for the client). */
export type FileOutcome =
  | { readonly files: readonly SshFile[] }
  | { readonly contents: Uint8Array }
  | { readonly done: true }
  | { readonly refused: 'missing' | 'denied' | 'failure'; readonly why: string }

/** The answer to an event with an `id`. */
export type SshAnswer = { readonly isTaken: boolean } | FileOutcome

/**
 * Events of clients. `login` identifies a connection, `channel` a channel on it. `control` is a shared cell that is set to interrupt what
 * runs on the channel.
 */
export type SshEvent =
  | { readonly what: 'connect'; readonly id: number; readonly from: string }
  | {
      readonly what: 'login'
      readonly id: number
      readonly login: number
      readonly name: string
      readonly from: string
      readonly proof: SshProof
    }
  | { readonly what: 'file'; readonly id: number; readonly login: number; readonly operation: FileOperation }
  | {
      readonly what: 'exec'
      readonly login: number
      readonly channel: number
      readonly line: string
      readonly control: Int32Array
    }
  | {
      readonly what: 'shell'
      readonly login: number
      readonly channel: number
      /** Undefined where the client has none. */
      readonly terminal: SshTerminal | undefined
      readonly control: Int32Array
    }
  /** `bytes` is the number of bytes of these keys; `ended`: no more will come. */
  | {
      readonly what: 'keys'
      readonly channel: number
      readonly keys: readonly SshKey[]
      readonly bytes: number
      readonly ended: boolean
    }
  | { readonly what: 'size'; readonly channel: number; readonly width: number; readonly height: number }
  | { readonly what: 'close'; readonly channel: number }
  | { readonly what: 'disconnect'; readonly login: number }

/**
 * Messages of the device: the response to an event, or a message for a channel. `taken` counts processed bytes of keys, `exit` ends the
 * channel, `disconnects` ends a login.
 */
export type SshMessage =
  | { readonly id: number; readonly answer: SshAnswer }
  | { readonly channel: number; readonly bytes: string }
  | { readonly channel: number; readonly taken: number }
  | { readonly channel: number; readonly exit: number }
  | { readonly disconnects: number }

/** A device's handler of SSH clients; called on the device's thread while it waits. */
export interface SshService {
  /** The device's host key, generated where there is none. */
  hostKey(): KeyObject
  /** Handles an event; `send` may be called then and later. */
  take(event: SshEvent, send: (message: SshMessage) => void): void
}
