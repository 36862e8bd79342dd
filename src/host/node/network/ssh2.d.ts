// Owns the types of the parts of ssh2 in use: a client that reads and writes files, and a server.
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'
  import type { Duplex, Readable } from 'node:stream'

  export interface SFTPWrapper {
    createReadStream(path: string): Readable
    writeFile(path: string, data: Buffer, callback: (error: Error | null | undefined) => void): void
  }

  export interface Prompt {
    readonly prompt: string
    readonly echo: boolean
  }

  export interface ConnectConfig {
    readonly sock: Socket
    readonly username: string
    readonly password: string
    readonly tryKeyboard: boolean
    /** Milliseconds. */
    readonly readyTimeout: number
  }

  export class Client extends EventEmitter {
    connect(config: ConnectConfig): this
    sftp(callback: (error: Error | undefined, sftp: SFTPWrapper) => void): this
    end(): this
    destroy(): this
    on(event: 'ready' | 'close', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(
      event: 'keyboard-interactive',
      listener: (name: string, words: string, language: string, prompts: readonly Prompt[], finish: (answers: string[]) => void) => void,
    ): this
  }

  export interface Algorithms {
    readonly cipher?: readonly string[]
    readonly hmac?: readonly string[]
    readonly kex?: readonly string[]
  }

  export interface ServerConfig {
    /** PEM of PKCS#1, or OpenSSH's own format. */
    readonly hostKeys: readonly string[]
    /** The text after `SSH-2.0-`. */
    readonly ident: string
    readonly algorithms?: Algorithms
  }

  interface Asking {
    readonly username: string
    accept(): void
    /** `left`: the methods that may be tried. */
    reject(left?: readonly string[]): void
  }

  export type Authentication =
    | (Asking & { readonly method: 'none' | 'hostbased' })
    | (Asking & { readonly method: 'password'; readonly password: string })
    | (Asking & {
        readonly method: 'publickey'
        readonly key: { readonly algo: string; readonly data: Buffer }
        /** Undefined where the client only asks whether it may use the key. */
        readonly signature: Buffer | undefined
        readonly blob: Buffer | undefined
        readonly hashAlgo: string | undefined
      })
    | (Asking & {
        readonly method: 'keyboard-interactive'
        prompt(prompts: readonly Prompt[], answered: (answers: readonly string[] | Error) => void): void
      })

  /** Answers a request; undefined where the client wants no answer. */
  type Accept<T = void> = (() => T) | undefined

  export interface ServerChannel extends Duplex {
    /** Sends the exit status. */
    exit(status: number): void
    close(): void
  }

  export interface Attributes {
    readonly mode: number
    readonly uid: number
    readonly gid: number
    readonly size: number
    /** Seconds since 1970. */
    readonly atime: number
    readonly mtime: number
  }

  /** A request of SFTP is an event of its name: the number of the request, then its fields. A path is text of UTF-8. */
  export interface SFTPServer extends EventEmitter {
    handle(request: number, handle: Buffer): void
    status(request: number, code: number, words?: string): void
    data(request: number, data: Buffer): void
    name(request: number, names: readonly { readonly filename: string; readonly longname: string; readonly attrs: Attributes }[]): void
    attrs(request: number, attributes: Attributes): void
    end(): void
    /** Not part of the documented interface, which cannot send the exit status of a subsystem. */
    readonly outgoing: { readonly id: number; readonly state: string }
    readonly _protocol: { exitStatus(channel: number, status: number): void }
    on(event: 'OPEN', listener: (request: number, path: string, flags: number) => void): this
    on(event: 'READ', listener: (request: number, handle: Buffer, offset: number, length: number) => void): this
    on(event: 'WRITE', listener: (request: number, handle: Buffer, offset: number, data: Buffer) => void): this
    on(event: 'CLOSE' | 'FSTAT' | 'FSETSTAT' | 'READDIR', listener: (request: number, handle: Buffer) => void): this
    on(
      event: 'STAT' | 'LSTAT' | 'SETSTAT' | 'OPENDIR' | 'REALPATH' | 'REMOVE' | 'MKDIR' | 'RMDIR',
      listener: (request: number, path: string) => void,
    ): this
    on(event: 'RENAME', listener: (request: number, from: string, to: string) => void): this
    on(event: 'end' | 'close', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }

  export interface ServerSession extends EventEmitter {
    on(
      event: 'pty',
      listener: (
        accept: Accept,
        reject: Accept,
        info: { readonly cols: number; readonly rows: number; readonly term: string | undefined },
      ) => void,
    ): this
    on(
      event: 'window-change',
      listener: (accept: Accept, reject: Accept, info: { readonly cols: number; readonly rows: number }) => void,
    ): this
    on(event: 'signal', listener: (accept: Accept, reject: Accept, info: { readonly name: string }) => void): this
    on(event: 'env', listener: (accept: Accept, reject: Accept) => void): this
    on(event: 'exec', listener: (accept: () => ServerChannel, reject: Accept, info: { readonly command: string }) => void): this
    on(event: 'shell', listener: (accept: () => ServerChannel, reject: Accept) => void): this
    on(event: 'sftp', listener: (accept: () => SFTPServer, reject: Accept) => void): this
  }

  export interface Connection extends EventEmitter {
    end(): this
    on(event: 'authentication', listener: (asked: Authentication) => void): this
    on(event: 'ready' | 'close', listener: () => void): this
    on(event: 'session', listener: (accept: () => ServerSession, reject: Accept) => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }

  export class Server extends EventEmitter {
    constructor(config: ServerConfig, connected: (client: Connection, info: { readonly ip: string }) => void)
    /** Serves a socket that was accepted elsewhere. */
    injectSocket(socket: Socket): void
  }

  export interface ParsedKey {
    readonly type: string
    verify(data: Buffer, signature: Buffer, algorithm?: string): boolean | Error
  }

  export interface Utils {
    parseKey(data: Buffer | string): ParsedKey | Error
  }

  const ssh2: { readonly Client: typeof Client; readonly Server: typeof Server; readonly utils: Utils }
  export default ssh2
}
