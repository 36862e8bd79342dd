// Owns SFTP (draft-ietf-secsh-filexfer-02, which OpenSSH speaks) on the device's files. A file is written as a whole when it is closed.
import type { Attributes, SFTPServer } from 'ssh2'
import { fromBytes } from '../../../../text/bytes.ts'
import type { FileOperation, FileOutcome, SshFile } from '../../../ssh.ts'
import { sshLimits } from './limits.ts'
import { fileNameOf } from './names.ts'

const status = { ok: 0, end: 1, missing: 2, denied: 3, failure: 4 } as const

/** Flags of OPEN. */
const opening = { write: 0x02, append: 0x04, create: 0x08, truncate: 0x10, exclusive: 0x20 } as const

/** An open file with its contents; `writes`: it is written when it is closed. */
interface OpenFile {
  readonly path: string
  contents: Buffer
  size: number
  readonly writes: boolean
  readonly appends: boolean
  /** Whether a write was refused: the file is not written then. */
  isBroken: boolean
}
type Handle = OpenFile | { readonly listed: SshFile[] }

/** Runs an operation on the device's files. */
export type RunFileOperation = (operation: FileOperation) => Promise<FileOutcome>

/** Serves the files of a device to an SFTP client, until it closes the channel. */
export function serveSftp(sftp: SFTPServer, files: RunFileOperation): void {
  new SftpServer(sftp, files)
}

class SftpServer {
  readonly #sftp: SFTPServer
  readonly #files: RunFileOperation
  readonly #handles = new Map<number, Handle>()
  #last = 0

  constructor(sftp: SFTPServer, files: RunFileOperation) {
    this.#sftp = sftp
    this.#files = files
    this.#listen(sftp)
    sftp.on('end', () => {
      // Clients wait for ever without an exit status and the end of the channel.
      if (sftp.outgoing.state === 'open') sftp._protocol.exitStatus(sftp.outgoing.id, 0)
      sftp.end()
    })
    sftp.on('error', () => sftp.end())
    sftp.on('close', () => this.#handles.clear())
  }

  #listen(sftp: SFTPServer): void {
    sftp.on('OPEN', (request, path, flags) => this.#settle(request, this.#open(request, fileNameOf(path), flags)))
    sftp.on('CLOSE', (request, handle) => this.#settle(request, this.#close(request, handle)))
    sftp.on('READ', (request, handle, offset, length) => this.#read(request, handle, offset, length))
    sftp.on('WRITE', (request, handle, offset, data) => this.#write(request, handle, offset, data))
    sftp.on('OPENDIR', (request, path) => this.#settle(request, this.#openFolder(request, fileNameOf(path))))
    sftp.on('READDIR', (request, handle) => this.#readFolder(request, handle))
    for (const event of ['STAT', 'LSTAT'] as const)
      sftp.on(event, (request, path) => this.#settle(request, this.#find(request, fileNameOf(path))))
    sftp.on('FSTAT', (request, handle) => this.#findOpen(request, handle))
    // Times and permissions are the device's own: accepted and ignored.
    sftp.on('SETSTAT', (request) => sftp.status(request, status.ok))
    sftp.on('FSETSTAT', (request) => sftp.status(request, status.ok))
    sftp.on('REALPATH', (request, path) => {
      const filename = `/${fromBytes(fileNameOf(path))}`
      sftp.name(request, [{ filename, longname: filename, attrs: attributesOf({ directory: true, size: 0, modified: 0 }) }])
    })
    const plain = { REMOVE: 'remove', MKDIR: 'make folder', RMDIR: 'remove folder' } as const
    for (const event of ['REMOVE', 'MKDIR', 'RMDIR'] as const)
      sftp.on(event, (request, path) => this.#settle(request, this.#do(request, { do: plain[event], path: fileNameOf(path) })))
    sftp.on('RENAME', (request, from, to) =>
      this.#settle(request, this.#do(request, { do: 'rename', path: fileNameOf(from), to: fileNameOf(to) })),
    )
  }

  /** Sends the outcome of `work`. Unexpected errors are sent as failures, since a client waits for the response to each request. */
  #settle(request: number, work: Promise<void>): void {
    work.catch((error: unknown) => this.#sftp.status(request, status.failure, error instanceof Error ? error.message : ''))
  }

  async #do(request: number, operation: FileOperation): Promise<void> {
    this.#sendOutcome(request, await this.#files(operation))
  }

  /** Sends the outcome; returns false where it was refused. */
  #sendOutcome(request: number, outcome: FileOutcome): boolean {
    if (!('refused' in outcome)) {
      this.#sftp.status(request, status.ok)
      return true
    }
    this.#sftp.status(request, status[outcome.refused], fromBytes(outcome.why))
    return false
  }

  async #open(request: number, path: string, flags: number): Promise<void> {
    const writes = (flags & (opening.write | opening.append)) !== 0
    const there = await this.#files({ do: 'read', path })
    const isNew = 'refused' in there && there.refused === 'missing'
    if ('refused' in there && !(isNew && writes && (flags & opening.create) !== 0)) return void this.#sendOutcome(request, there)
    if (!isNew && (flags & opening.create) !== 0 && (flags & opening.exclusive) !== 0)
      return this.#sftp.status(request, status.failure, 'the file is there already')
    const contents = 'contents' in there && (flags & opening.truncate) === 0 ? Buffer.from(there.contents) : Buffer.alloc(0)
    this.#give(request, { path, contents, size: contents.length, writes, appends: (flags & opening.append) !== 0, isBroken: false })
  }

  #give(request: number, handle: Handle): void {
    if (this.#handles.size >= sshLimits.openHandles) return this.#sftp.status(request, status.failure, 'too many open files')
    const number = ++this.#last
    const name = Buffer.alloc(4)
    name.writeUInt32BE(number)
    this.#handles.set(number, handle)
    this.#sftp.handle(request, name)
  }

  #handleOf(handle: Buffer): Handle | undefined {
    return handle.length === 4 ? this.#handles.get(handle.readUInt32BE()) : undefined
  }

  #fileOf(request: number, handle: Buffer): OpenFile | undefined {
    const open = this.#handleOf(handle)
    if (open !== undefined && 'path' in open) return open
    this.#sftp.status(request, status.failure, 'no such handle')
    return undefined
  }

  #read(request: number, handle: Buffer, offset: number, length: number): void {
    const open = this.#fileOf(request, handle)
    if (open === undefined) return
    if (offset >= open.size) return this.#sftp.status(request, status.end)
    this.#sftp.data(request, open.contents.subarray(offset, Math.min(open.size, offset + Math.min(length, maxReadBytes))))
  }

  #write(request: number, handle: Buffer, offset: number, data: Buffer): void {
    const open = this.#fileOf(request, handle)
    if (open === undefined) return
    if (!open.writes) return this.#sftp.status(request, status.denied, 'not open for writing')
    const at = open.appends ? open.size : offset
    const end = at + data.length
    if (open.isBroken || end > sshLimits.fileBytes || this.#held + end - open.size > sshLimits.openFilesBytes) {
      Object.assign(open, { isBroken: true, contents: Buffer.alloc(0), size: 0 })
      return this.#sftp.status(request, status.failure, 'too large')
    }
    if (end > open.contents.length) {
      const grown = Buffer.alloc(Math.min(sshLimits.fileBytes, Math.max(end, 2 * open.contents.length, initialBytes)))
      open.contents.copy(grown, 0, 0, open.size)
      open.contents = grown
    }
    data.copy(open.contents, at)
    open.size = Math.max(open.size, end)
    this.#sftp.status(request, status.ok)
  }

  /** Bytes of all open files. */
  get #held(): number {
    let held = 0
    for (const open of this.#handles.values()) held += 'path' in open ? open.size : 0
    return held
  }

  async #close(request: number, handle: Buffer): Promise<void> {
    const open = this.#handleOf(handle)
    if (open === undefined) return this.#sftp.status(request, status.failure, 'no such handle')
    this.#handles.delete(handle.readUInt32BE())
    if (!('path' in open) || !open.writes) return this.#sftp.status(request, status.ok)
    if (open.isBroken) return this.#sftp.status(request, status.failure, 'too large')
    await this.#do(request, { do: 'write', path: open.path, contents: open.contents.subarray(0, open.size) })
  }

  async #openFolder(request: number, path: string): Promise<void> {
    const outcome = await this.#files({ do: 'list', path })
    if ('files' in outcome) this.#give(request, { listed: [...outcome.files] })
    else this.#sendOutcome(request, outcome)
  }

  #readFolder(request: number, handle: Buffer): void {
    const open = this.#handleOf(handle)
    if (open === undefined || !('listed' in open)) return this.#sftp.status(request, status.failure, 'no such handle')
    const next = open.listed.splice(0, 100)
    if (next.length === 0) return this.#sftp.status(request, status.end)
    this.#sftp.name(
      request,
      next.map((file) => ({ filename: fromBytes(file.name), longname: longName(file), attrs: attributesOf(file) })),
    )
  }

  async #find(request: number, path: string): Promise<void> {
    const outcome = await this.#files({ do: 'find', path })
    const [file] = 'files' in outcome ? outcome.files : []
    if (file === undefined) this.#sendOutcome(request, 'refused' in outcome ? outcome : { refused: 'missing', why: 'no such file' })
    else this.#sftp.attrs(request, attributesOf(file))
  }

  #findOpen(request: number, handle: Buffer): void {
    const open = this.#fileOf(request, handle)
    if (open === undefined) return
    const modified = Math.floor(Date.now() / 1000)
    this.#sftp.attrs(request, attributesOf({ directory: false, size: open.size, modified }))
  }
}

/** The most bytes of one READ, which every client accepts. */
const maxReadBytes = 32_768

/** The initial capacity of a new file in bytes. */
const initialBytes = 65_536

const attributesOf = ({ directory, size, modified }: Omit<SshFile, 'name'>): Attributes => ({
  mode: directory ? 0o40755 : 0o100644,
  uid: 0,
  gid: 0,
  size,
  atime: modified,
  mtime: modified,
})

/** A line as `ls -l` prints it, with a date such as `Nov 20  2024`. */
function longName({ name, directory, size, modified }: SshFile): string {
  const [, day = '', month = '', year = ''] = new Date(modified * 1000).toUTCString().split(' ')
  const date = `${month} ${day.replace(/^0/, ' ')}  ${year}`
  return `${directory ? 'drwxr-xr-x' : '-rw-r--r--'} 1 root root ${String(size).padStart(8)} ${date} ${fromBytes(name)}`
}
