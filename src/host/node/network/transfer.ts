// Owns reading and writing files on servers: over FTP by basic-ftp, over SFTP by ssh2, over TFTP by `tftp.ts`.
import { lookup as systemLookup } from 'node:dns'
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { Client as FtpClient, FTPError } from 'basic-ftp'
import ssh2 from 'ssh2'
import type { NetworkFault } from '../../host.ts'
import type { Transfer, TransferOutcome } from '../../transfer.ts'
import type { ExchangeContext } from './exchange.ts'
import { networkFaultOf, ServerRefusal, TooLarge } from './fault.ts'
import { readTftp } from './tftp.ts'

/** Reads or writes the file at an address. It passes a function that aborts it to `closes`. */
type Copier = (file: Transfer, address: string, closes: (close: () => void) => void) => Promise<Uint8Array>

const copiers: Readonly<Record<Transfer['protocol'], Copier>> = { ftp: overFtp, sftp: overSftp, tftp: readTftp }

/** Transfers a file. Never rejects. Everything is closed when it resolves. */
export async function transferFile(
  file: Transfer,
  { lookup, cancelled }: Pick<ExchangeContext, 'lookup' | 'cancelled'>,
): Promise<TransferOutcome | NetworkFault> {
  const open: (() => void)[] = []
  let give: (fault: NetworkFault) => void = () => undefined
  const given = new Promise<NetworkFault>((resolve) => (give = resolve))
  const timer = setTimeout(
    () => give({ fault: 'timeout', detail: `not finished within ${file.timeout} ms`, connected: true }),
    file.timeout,
  )
  const cancel = (): void => give({ fault: 'interrupted', detail: 'interrupted' })
  cancelled.addEventListener('abort', cancel)
  try {
    return await Promise.race([
      given,
      (async (): Promise<TransferOutcome | NetworkFault> => {
        const address = file.address ?? (await addressOf(file.server, lookup))
        return { contents: await copiers[file.protocol](file, address, (close) => void open.push(close)) }
      })(),
    ])
  } catch (error) {
    if (error instanceof ServerRefusal) return { refusal: error.message }
    if (error instanceof TooLarge) return { fault: 'too-large', detail: `the file has more than ${file.maxBytes} bytes` }
    return networkFaultOf(error)
  } finally {
    clearTimeout(timer)
    cancelled.removeEventListener('abort', cancel)
    for (const close of open) close()
  }
}

function addressOf(server: string, lookup: LookupFunction = systemLookup): Promise<string> {
  if (isIP(server) !== 0) return Promise.resolve(server)
  return new Promise((resolve, reject) => {
    lookup(server, {}, (error, found) => {
      const [first] = typeof found === 'string' ? [found] : found.map(({ address }) => address)
      if (error !== null || first === undefined) reject(error ?? Object.assign(new Error(`${server} is not known`), { code: 'ENOTFOUND' }))
      else resolve(first)
    })
  })
}

/** Collects the data received, at most `most` bytes. */
class Collected extends Writable {
  readonly #parts: Buffer[] = []
  readonly #most: number
  #size = 0

  constructor(most: number) {
    super()
    this.#most = most
  }

  override _write(part: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#size += part.length
    if (this.#size > this.#most) return done(new TooLarge())
    this.#parts.push(part)
    done()
  }

  get contents(): Uint8Array {
    return Buffer.concat(this.#parts)
  }
}

/** RFC 959 and 2428: a data connection goes to the same host as the control connection. */
async function overFtp(file: Transfer, address: string, closes: (close: () => void) => void): Promise<Uint8Array> {
  const { port, user, password, path, contents, ascii, idle, maxBytes } = file
  const client = new FtpClient(idle ?? 0, { allowSeparateTransferHost: false })
  closes(() => client.close())
  try {
    await client.access({ host: address, port, user, password, secure: false })
    if (ascii) await client.send('TYPE A')
    if (contents !== undefined) {
      await client.uploadFrom(Readable.from([Buffer.from(contents)]), path)
      return new Uint8Array()
    }
    const collected = new Collected(maxBytes)
    await client.downloadTo(collected, path)
    return collected.contents
  } catch (error) {
    throw error instanceof FTPError ? new ServerRefusal(error.message) : error
  }
}

/** Version 3 of SFTP. Every host key is accepted, as on a device. */
function overSftp(file: Transfer, address: string, closes: (close: () => void) => void): Promise<Uint8Array> {
  const { port, user, password, path, contents, timeout, idle, maxBytes } = file
  return new Promise((resolve, reject) => {
    const socket: Socket = connectTcp({ host: address, port })
    const client = new ssh2.Client()
    closes(() => {
      client.destroy()
      socket.destroy()
    })
    if (idle !== undefined)
      socket.setTimeout(idle, () => reject(Object.assign(new Error(`nothing came for ${idle} ms`), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
    client.on('error', (error) => reject(isLogin(error) ? new ServerRefusal(error.message) : error))
    client.on('close', () => reject(Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' })))
    client.on('keyboard-interactive', (_name, _words, _language, prompts, finish) => finish(prompts.map(() => password)))
    client.on('ready', () => {
      client.sftp((failed, sftp) => {
        if (failed) return reject(new ServerRefusal(failed.message))
        if (contents !== undefined) {
          sftp.writeFile(path, Buffer.from(contents), (error) => (error ? reject(refusedOr(error)) : resolve(new Uint8Array())))
          return
        }
        const collected = new Collected(maxBytes)
        sftp
          .createReadStream(path)
          .on('error', (error: Error) => reject(refusedOr(error)))
          .pipe(collected)
          .on('error', reject)
          .on('finish', () => resolve(collected.contents))
      })
    })
    client.connect({ sock: socket, username: user, password, tryKeyboard: true, readyTimeout: timeout })
  })
}

const isLogin = (error: Error): boolean => 'level' in error && error.level === 'client-authentication'

/** Converts a status of the SFTP server, a number (`2`: no such file), to its refusal; other errors have a code that is a name. */
const refusedOr = (error: Error): Error => ('code' in error && typeof error.code === 'number' ? new ServerRefusal(error.message) : error)
