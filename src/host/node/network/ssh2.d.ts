// Owns the types of the part of ssh2 that runs here: a client that reads and writes files.
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'
  import type { Readable } from 'node:stream'

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

  const ssh2: { readonly Client: typeof Client }
  export default ssh2
}
