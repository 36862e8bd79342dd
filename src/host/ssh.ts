// Owns what clients of SSH ask of a device, and what it says to them (types only). Texts hold one byte per character, but for keys.
import type { KeyObject } from '../crypto.ts'

/** How the service speaks. */
export interface SshSettings {
  /** Undefined until one was made; who listens asks for it (`SshService.hostKey`). */
  readonly hostKey: KeyObject | undefined
  /** Only what is held to be strong. */
  readonly strong: boolean
  /** Ciphers by the words of `/ip/ssh` (`aes-gcm`, `aes-ctr`, `aes-cbc`, `3des-cbc`); undefined: any. */
  readonly ciphers: readonly string[] | undefined
}

/** What somebody shows: a password, a key (its blob) that they only ask about, or one that they have signed with. */
export type SshProof = { readonly password: string } | { readonly key: Uint8Array; readonly signed: boolean } | { readonly none: true }

/** What a client has of a terminal; `name` as in TERM. */
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

/** What is done with the device's files. Paths are names of files without a slash before them; '' is the folder of all. */
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

export type FileOutcome =
  | { readonly files: readonly SshFile[] }
  | { readonly contents: Uint8Array }
  | { readonly done: true }
  | { readonly refused: 'missing' | 'denied' | 'failure'; readonly why: string }

/** What is answered to who asks with an `id`. */
export type SshAnswer = { readonly isTaken: boolean } | FileOutcome

/**
 * What comes from clients. `login` numbers a connection, `channel` what is open on it; `control` is a cell that is raised at once where
 * what runs is to stop.
 */
export type SshEvent =
  | { readonly what: 'knock'; readonly id: number; readonly from: string }
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
  /** `bytes` is how many came for them; `ended`: no more will come. */
  | {
      readonly what: 'keys'
      readonly channel: number
      readonly keys: readonly SshKey[]
      readonly bytes: number
      readonly ended: boolean
    }
  | { readonly what: 'size'; readonly channel: number; readonly width: number; readonly height: number }
  | { readonly what: 'close'; readonly channel: number }
  | { readonly what: 'leave'; readonly login: number }

/**
 * What the device says: to who asked, or on a channel. `taken` counts bytes of keys that are done with, `exit`
 * ends the channel, `leaves` a login.
 */
export type SshSaying =
  | { readonly id: number; readonly answer: SshAnswer }
  | { readonly channel: number; readonly bytes: string }
  | { readonly channel: number; readonly taken: number }
  | { readonly channel: number; readonly exit: number }
  | { readonly leaves: number }

/** What a device does for its clients of SSH; called on the device's thread while it waits. */
export interface SshService {
  /** The device's host key, made where there is none. */
  hostKey(): KeyObject
  /** Takes what came; `say` may be called then and later. */
  take(event: SshEvent, say: (saying: SshSaying) => void): void
}
