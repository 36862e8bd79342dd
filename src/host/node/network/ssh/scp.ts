// Owns the protocol of the old scp, which runs `scp -t NAME` (to the device) and `scp -f NAME` (from it) on the server.
import type { ServerChannel } from 'ssh2'
import { toBytes } from '../../../../text/bytes.ts'
import type { FileOutcome, SshFile } from '../../../ssh.ts'
import { sshLimits } from './limits.ts'
import { baseOf, devicePath, within } from './names.ts'
import type { RunFileOperation } from './sftp.ts'

/** The command that scp runs on the server. `name` is a byte string. */
export interface ScpCall {
  readonly way: 'to' | 'from'
  readonly recursive: boolean
  /** Whether the target has to be a folder. */
  readonly folder: boolean
  readonly times: boolean
  readonly name: string
}

/** Parses a command of scp; undefined for every other one. `command` is as ssh2 has decoded it. */
export function readScp(command: string): ScpCall | undefined {
  const [, options = '', name] = /^scp((?: -[a-zA-Z]+)+)(?: --)?(?: (.*))?$/s.exec(command) ?? []
  const letters = options.replaceAll(/[ -]/g, '')
  const way = letters.includes('t') ? 'to' : letters.includes('f') ? 'from' : undefined
  if (way === undefined) return undefined
  const call = { way, recursive: letters.includes('r'), folder: letters.includes('d'), times: letters.includes('p') } as const
  return { ...call, name: unquoted(toBytes(name ?? '')) }
}

/** Unquotes a name as a shell would: quotes, or a backslash before a special character. */
const unquoted = (text: string): string => {
  const [, quoted] = /^'(.*)'$/s.exec(text) ?? /^"(.*)"$/s.exec(text) ?? []
  return quoted ?? text.replaceAll(/\\(.)/gs, '$1')
}

/** Runs the protocol to its end, and closes the channel. */
export async function serveScp(channel: ServerChannel, call: ScpCall, files: RunFileOperation): Promise<void> {
  const scp = new Scp(channel, files)
  const isDone = await (call.way === 'to' ? scp.sink(call) : scp.source(call)).catch((error: unknown) => {
    if (!(error instanceof Broken)) throw error
    if (error.why !== '') scp.refuse(error.why)
    return false
  })
  channel.exit(isDone ? 0 : 1)
  channel.end()
}

/** Ends the protocol: the client disconnected, or sent an invalid line. `why` is sent to it. */
class Broken extends Error {
  readonly why: string

  constructor(why = '') {
    super(why)
    this.why = why
  }
}

class Scp {
  readonly #channel: ServerChannel
  readonly #files: RunFileOperation
  #held = Buffer.alloc(0)
  #ended = false
  #more: (() => void) | undefined
  /** Whether every file was transferred; the exit status reports it. */
  #isWhole = true

  constructor(channel: ServerChannel, files: RunFileOperation) {
    this.#channel = channel
    this.#files = files
    channel.on('data', (data: Buffer) => {
      this.#held = Buffer.concat([this.#held, data])
      this.#wake()
    })
    for (const event of ['end', 'close'])
      channel.on(event, () => {
        this.#ended = true
        this.#wake()
      })
  }

  #wake(): void {
    // The client waits until more is read.
    this.#channel.pause()
    this.#more?.()
    this.#more = undefined
  }

  async #until(isThere: () => boolean): Promise<boolean> {
    while (!isThere()) {
      if (this.#ended) return false
      await new Promise<void>((resolve) => {
        this.#more = resolve
        this.#channel.resume()
      })
    }
    return true
  }

  /** Returns the next line; undefined at the end of input. */
  async #line(): Promise<string | undefined> {
    const isThere = await this.#until(() => this.#held.includes(0x0a) || this.#held.length > sshLimits.scpLineBytes)
    const end = this.#held.indexOf(0x0a)
    if (!isThere) return undefined
    if (end === -1) throw new Broken('a line without end')
    const line = this.#held.subarray(0, end).toString('latin1')
    this.#held = this.#held.subarray(end + 1)
    return line
  }

  async #bytes(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = length; left > 0;) {
      if (!(await this.#until(() => this.#held.length > 0))) throw new Broken()
      const part = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(part.length)
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }

  #accept(): void {
    this.#channel.write('\0')
  }

  /** Reports an error to the client, which continues with the next file. `why` is a byte string. */
  refuse(why: string): void {
    this.#isWhole = false
    this.#channel.write(Buffer.from(`\x01scp: ${why.replaceAll('\n', ' ')}\n`, 'latin1'))
  }

  /** Receives files. */
  async sink({ name, folder, recursive }: ScpCall): Promise<boolean> {
    const target = devicePath(name)
    const found = await this.#files({ do: 'find', path: target })
    const isFolder = 'files' in found && found.files[0]?.directory === true
    if ('refused' in found && found.refused !== 'missing') throw new Broken(found.why)
    if (folder && !isFolder) throw new Broken(`${name}: not a folder`)
    const folders: string[] = []
    this.#accept()
    for (let line = await this.#line(); line !== undefined; line = await this.#line()) {
      const [, kind, size, given = ''] = /^([CD])[0-7]+ (\d+) ([^/]+)$/s.exec(line) ?? []
      const inside = folders.at(-1)
      const path = inside !== undefined ? within(inside, given) : isFolder || name.endsWith('/') ? within(target, given) : target
      if (line.startsWith('T')) this.#accept()
      else if (line === 'E' && folders.pop() !== undefined) this.#accept()
      else if (kind === 'C') await this.#take(path, Number(size))
      else if (kind === 'D' && recursive) await this.#enter(path, folders)
      else if (/^[\x01\x02]/.test(line)) this.#isWhole = false
      else throw new Broken('protocol error')
    }
    return this.#isWhole
  }

  async #take(path: string, size: number): Promise<void> {
    if (size > sshLimits.fileBytes) return this.refuse(`${path}: larger than ${sshLimits.fileBytes} bytes`)
    this.#accept()
    const contents = await this.#bytes(size)
    const [end] = await this.#bytes(1)
    if (end !== 0) throw new Broken('the sender gave up')
    this.#answer(await this.#files({ do: 'write', path, contents }), path)
  }

  async #enter(path: string, folders: string[]): Promise<void> {
    const there = await this.#files({ do: 'find', path })
    const isThere = 'files' in there && there.files[0]?.directory === true
    const outcome: FileOutcome = isThere ? { done: true } : await this.#files({ do: 'make folder', path })
    if (this.#answer(outcome, path)) folders.push(path)
  }

  #answer(outcome: FileOutcome, path: string): boolean {
    if ('refused' in outcome) {
      this.refuse(`${path}: ${outcome.why}`)
      return false
    }
    this.#accept()
    return true
  }

  /** Sends the requested files. */
  async source({ name, recursive, times }: ScpCall): Promise<boolean> {
    await this.#accepted()
    const path = devicePath(name)
    const found = await this.#files({ do: 'find', path })
    const [file] = 'files' in found ? found.files : []
    if (file === undefined) this.refuse(`${name}: ${'why' in found ? found.why : 'no such file'}`)
    else await this.#send(path, file, { recursive, times })
    return this.#isWhole
  }

  async #send(path: string, file: SshFile, how: Pick<ScpCall, 'recursive' | 'times'>): Promise<void> {
    if (file.directory && !how.recursive) return this.refuse(`${path}: not a regular file`)
    if (how.times) await this.#sendLine(`T${file.modified} 0 ${file.modified} 0\n`)
    if (file.directory) return this.#sendFolder(path, how)
    const read = await this.#files({ do: 'read', path })
    if (!('contents' in read)) return this.refuse(`${path}: ${'why' in read ? read.why : 'cannot be read'}`)
    if (!(await this.#sendLine(`C0644 ${read.contents.length} ${baseOf(path)}\n`))) return
    this.#channel.write(Buffer.from(read.contents))
    await this.#sendLine('\0')
  }

  async #sendFolder(path: string, how: Pick<ScpCall, 'recursive' | 'times'>): Promise<void> {
    const listed = await this.#files({ do: 'list', path })
    if (!('files' in listed)) return this.refuse(`${path}: ${'why' in listed ? listed.why : 'cannot be read'}`)
    if (!(await this.#sendLine(`D0755 0 ${baseOf(path)}\n`))) return
    for (const file of listed.files) await this.#send(within(path, file.name), file, how)
    await this.#sendLine('E\n')
  }

  /** Sends a line and waits for the client's acknowledgement; false where it refuses. */
  async #sendLine(text: string): Promise<boolean> {
    this.#channel.write(Buffer.from(text, 'latin1'))
    return this.#accepted()
  }

  async #accepted(): Promise<boolean> {
    const [word] = await this.#bytes(1)
    if (word === 0) return true
    await this.#line()
    this.#isWhole = false
    if (word !== 1) throw new Broken()
    return false
  }
}
