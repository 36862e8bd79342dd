// Owns one SSH client: its login, and the sessions on its channels.
import ssh2, { type Authentication, type Connection, type ServerChannel, type ServerSession } from 'ssh2'
import { toBytes } from '../../../../text/bytes.ts'
import type { SshProof, SshTerminal } from '../../../ssh.ts'
import { sshLimits } from './limits.ts'
import type { SshRelay } from './relay.ts'
import { keyReader } from './keys.ts'
import { readScp, serveScp } from './scp.ts'
import { serveSftp, type RunFileOperation } from './sftp.ts'

/** Authentication methods by their names in the protocol (RFC 4252). */
const methods = ['publickey', 'password', 'keyboard-interactive']

/** Serves a client connected from an address, until it disconnects. */
export function serveClient(client: Connection, from: string, relay: SshRelay): void {
  const login = relay.addLogin(() => client.end())
  const grace = setTimeout(() => client.end(), sshLimits.loginMs)
  let tries = 0
  let open = 0
  const files: RunFileOperation = (operation) => relay.file(login, operation)
  client.on('authentication', (asked) => {
    void proofOf(asked).then(async (proof) => {
      if (proof !== undefined && (await relay.authenticates(login, toBytes(asked.username), from, proof))) return asked.accept()
      asked.reject(methods)
      if (!isProbe(asked) && ++tries >= sshLimits.loginAttempts) client.end()
    })
  })
  client.on('ready', () => clearTimeout(grace))
  client.on('session', (accept, reject) => {
    if (open >= sshLimits.channels) return reject?.()
    open++
    attendSession(accept(), { login, relay, files, closed: () => open-- })
  })
  // Errors of a client close its connection only.
  client.on('error', () => undefined)
  client.on('close', () => {
    clearTimeout(grace)
    relay.endLogin(login)
  })
}

/** Whether a client only queries which methods or keys are accepted. */
const isProbe = (asked: Authentication): boolean =>
  asked.method === 'none' || (asked.method === 'publickey' && asked.signature === undefined)

/** Returns a client's proof; undefined for unsupported methods, and for a signature that does not match its key. */
async function proofOf(asked: Authentication): Promise<SshProof | undefined> {
  switch (asked.method) {
    case 'none':
      return { none: true }
    case 'password':
      return { password: toBytes(asked.password) }
    case 'publickey':
      return isSigned(asked) ? { key: new Uint8Array(asked.key.data), signed: asked.signature !== undefined } : undefined
    case 'keyboard-interactive': {
      const [answer] = await new Promise<readonly string[]>((resolve) =>
        asked.prompt([{ prompt: 'Password: ', echo: false }], (answers) => resolve(answers instanceof Error ? [] : answers)),
      )
      return answer === undefined ? undefined : { password: toBytes(answer) }
    }
    default:
      return undefined
  }
}

function isSigned({ key, signature, blob, hashAlgo }: Extract<Authentication, { method: 'publickey' }>): boolean {
  if (signature === undefined) return true
  const parsed = ssh2.utils.parseKey(key.data)
  return !(parsed instanceof Error) && blob !== undefined && parsed.verify(blob, signature, hashAlgo) === true
}

interface Surroundings {
  readonly login: number
  readonly relay: SshRelay
  readonly files: RunFileOperation
  readonly closed: () => void
}

function attendSession(session: ServerSession, { login, relay, files, closed }: Surroundings): void {
  let terminal: SshTerminal | undefined
  let running: Running | undefined
  session.on('pty', (accept, _, { cols, rows, term }) => {
    terminal = { name: term ?? '', width: cols, height: rows }
    accept?.()
  })
  session.on('env', (accept) => accept?.())
  session.on('window-change', (accept, _, { cols, rows }) => {
    accept?.()
    if (running !== undefined) relay.send({ what: 'size', channel: running.channel, width: cols, height: rows })
  })
  session.on('signal', (accept, _, { name }) => {
    accept?.()
    if (name === 'INT') running?.stop()
  })
  session.on('exec', (accept, _, { command }) => {
    const channel = accept()
    channel.on('close', closed)
    const copy = readScp(command)
    if (copy !== undefined) return void serveScp(channel, copy, files).catch(() => channel.close())
    const { control, channel: number } = (running = begin(channel, relay))
    channel.resume()
    relay.send({ what: 'exec', login, channel: number, line: toBytes(command), control })
  })
  session.on('shell', (accept) => {
    const channel = accept()
    channel.on('close', closed)
    running = begin(channel, relay)
    startShell(channel, running, relay)
    relay.send({ what: 'shell', login, channel: running.channel, terminal, control: running.control })
  })
  session.on('sftp', (accept) => {
    const sftp = accept()
    sftp.on('close', closed)
    serveSftp(sftp, files)
  })
}

/** What runs on a channel. */
interface Running {
  readonly channel: number
  readonly control: Int32Array
  /** Interrupts what runs now. */
  readonly stop: () => void
  /** Called with the number of key bytes that the device has processed. */
  taken: (bytes: number) => void
}

/** Lets the device write to a channel. */
function begin(channel: ServerChannel, relay: SshRelay): Running {
  const control = new Int32Array(new SharedArrayBuffer(4))
  const stop = (): void => void Atomics.store(control, 0, 1)
  const number = relay.attach({
    write(bytes) {
      channel.write(Buffer.from(bytes, 'latin1'))
      if (channel.writableLength > sshLimits.unreadBytes) channel.close()
    },
    taken: (bytes) => running.taken(bytes),
    exit(status) {
      channel.exit(status)
      channel.end()
    },
  })
  const running: Running = { channel: number, control, stop, taken: () => undefined }
  channel.on('close', () => {
    stop()
    relay.detach(number)
  })
  return running
}

/** Passes typed keys to the device; a client that types faster than it processes them is paused. */
function startShell(channel: ServerChannel, running: Running, relay: SshRelay): void {
  let pending = 0
  let isEnded = false
  const sendKeys = (keys: Parameters<Parameters<typeof keyReader>[0]>[0], bytes: number): void => {
    relay.send({ what: 'keys', channel: running.channel, keys, bytes, ended: isEnded })
  }
  const reader = keyReader(sendKeys)
  channel.on('data', (data: Buffer) => {
    // A Ctrl-C interrupts even where the device has no time for keys.
    if (data.includes(0x03)) running.stop()
    pending += data.length
    if (pending > sshLimits.unprocessedBytes) channel.pause()
    reader.read(data)
  })
  channel.on('end', () => {
    isEnded = true
    setImmediate(sendKeys, [], 0)
  })
  running.taken = (bytes) => {
    pending -= bytes
    if (pending <= sshLimits.unprocessedBytes) channel.resume()
  }
}
