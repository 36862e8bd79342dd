// Owns the interface to a device's files: their operations, and why one is refused.

/**
 * Why a host refuses an operation on a file; thrown by every method that takes a name.
 * `bad-name`: no file may have this name. `no-folder`: a part of its path is a file. `is-folder`, `is-file`: something of the other kind
 * has the name. `foreign`: a link, a pipe or a socket, which the device must not touch. `twin`: some file systems cannot distinguish the
 * name from another that exists. `no-space`: the disk is full. `system`: any other error of the system.
 */
export type FileFaultKind = 'bad-name' | 'no-folder' | 'is-folder' | 'is-file' | 'foreign' | 'twin' | 'no-space' | 'system'

/** Thrown where an operation on a file is refused. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly fault: FileFaultKind
  /** The file's name, decoded. */
  readonly file: string
  /** `bad-name`: what is wrong with it. `twin`: the other name. `no-space`, `system`: the system's message. Else ''. */
  readonly detail: string

  constructor(fault: FileFaultKind, file: string, detail = '') {
    super(`${fault}: ${file}${detail === '' ? '' : `: ${detail}`}`)
    this.fault = fault
    this.file = file
    this.detail = detail
  }
}

/**
 * The device's own files, by their RouterOS names (`pub/x.txt`, no leading slash). Contents are raw bytes. The host decides where they are
 * stored: in memory, or in a folder. Errors are thrown as a FileFault.
 */
export interface Files {
  list(): readonly FileInfo[]
  read(name: string): Uint8Array | undefined
  write(name: string, contents: Uint8Array): void
  makeDirectory(name: string): void
  remove(name: string): void
  /** Opens a file to be written from outside of the device; absent where the host cannot. */
  spool?(): Spool | undefined
}

/** A temporary file of the machine that can become one of the device's files. */
export interface Spool {
  /** Where it is written; the name is not used otherwise. */
  readonly path: string
  /** Makes it the device's file of a name, replacing an existing one. Throws as `write` does. */
  keep(name: string): void
  /** Removes the file unless it was kept. */
  drop(): void
}

/** A file or directory of the device, as /file lists it. */
export interface FileInfo {
  readonly name: string
  readonly directory: boolean
  /** Bytes; 0 for a directory. */
  readonly size: number
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly modified: bigint
}
