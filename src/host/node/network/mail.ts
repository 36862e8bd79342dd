// Owns sending a message to an SMTP server: connecting, TLS with its peer judged, then nodemailer's conversation and message.
import { connect as connectTcp, type Socket } from 'node:net'
import MailComposer from 'nodemailer/lib/mail-composer'
import SmtpConnection from 'nodemailer/lib/smtp-connection'
import type { NetworkFault } from '../../host.ts'
import type { Mail, MailOutcome } from '../../mail.ts'
import type { ExchangeContext } from './exchange.ts'
import { networkFaultOf, ServerRefusal, Untrusted } from './fault.ts'
import { openTls } from './tls.ts'

type Around = Pick<ExchangeContext, 'lookup' | 'judge' | 'cancelled'>

/** Sends a message. Never rejects. The connection is closed when it resolves. */
export async function sendMail(mail: Mail, around: Around): Promise<MailOutcome | NetworkFault> {
  let give: (fault: NetworkFault) => void = () => undefined
  const ended = new Promise<NetworkFault>((resolve) => (give = resolve))
  const timer = setTimeout(() => give({ fault: 'timeout', detail: `not accepted within ${mail.timeout} ms` }), mail.timeout)
  const cancel = (): void => give({ fault: 'interrupted', detail: 'interrupted' })
  around.cancelled.addEventListener('abort', cancel)
  let socket: Socket | undefined
  try {
    return await Promise.race([
      ended,
      (async (): Promise<MailOutcome | NetworkFault> => {
        const message = await written(mail)
        socket = await opened(mail, around)
        const takenBy = socket.remoteAddress ?? mail.server
        socket = await secured(socket, mail, around)
        await sendOver(socket, mail, message)
        return { takenBy }
      })(),
    ])
  } catch (error) {
    if (error instanceof ServerRefusal) return { refusal: error.message }
    return networkFaultOf(error)
  } finally {
    clearTimeout(timer)
    around.cancelled.removeEventListener('abort', cancel)
    socket?.destroy()
  }
}

interface Message {
  readonly bytes: Buffer
  readonly envelope: { readonly from: string | false; readonly to: string[] }
}

/** Formats the message for the wire (RFC 5322, MIME). */
async function written({ from, to, cc, subject, body, attachments }: Mail): Promise<Message> {
  const node = new MailComposer({
    from,
    to: [...to],
    cc: [...cc],
    subject,
    text: body,
    attachments: attachments.map(({ name, contents }) => ({ filename: name, content: Buffer.from(contents) })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const { from: sender, to: receivers } = node.getEnvelope()
  return { bytes: await node.build(), envelope: { from: sender, to: receivers } }
}

function opened({ server, address, port }: Mail, { lookup }: Around): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address ?? server, port, lookup }, () => {
      socket.off('error', reject)
      // Later readers add their own handlers; until then errors are ignored.
      socket.on('error', () => undefined)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** Returns the socket to speak SMTP on; the server's greeting is still to be read from it. */
async function secured(socket: Socket, mail: Mail, around: Around): Promise<Socket> {
  switch (mail.tls) {
    case 'no':
      return socket
    case 'yes':
      return overTls(socket, mail, around)
    case 'starttls': {
      const greeting = await began(socket)
      const safe = await overTls(socket, mail, around)
      // After the handshake the server sends no greeting (RFC 3207 4.2), but the conversation waits for one.
      safe.unshift(Buffer.from(greeting, 'latin1'))
      return safe
    }
  }
}

/** Requests TLS (RFC 3207). Resolves to the server's greeting; throws its refusal. */
async function began(socket: Socket): Promise<string> {
  const greeting = await nextReply(socket, 220)
  socket.write('EHLO localhost\r\n')
  const extensions = await nextReply(socket, 250)
  if (!/^250[- ]STARTTLS\s*$/im.test(extensions)) throw new ServerRefusal('the server has no STARTTLS')
  socket.write('STARTTLS\r\n')
  await nextReply(socket, 220)
  return greeting
}

/** The longest reply in bytes. */
const maxReplyBytes = 65_536

/** Reads the next reply, which has to have this code; nothing may follow it (RFC 3207 4.2, response injection). */
function nextReply(socket: Socket, code: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const end = (act: () => void): void => {
      socket.off('data', take).off('close', closed).off('error', failed)
      socket.pause()
      act()
    }
    const failed = (error: Error): void => end(() => reject(error))
    const closed = (): void => failed(Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' }))
    const take = (part: Buffer): void => {
      text += part.toString('latin1')
      if (text.length > maxReplyBytes) return failed(new ServerRefusal('the reply of the server has no end'))
      const [whole] = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(text) ?? []
      if (whole === undefined) return
      if (whole.length < text.length) return failed(new ServerRefusal('the server replied before a request'))
      end(() => (whole.startsWith(String(code)) ? resolve(whole) : reject(new ServerRefusal(whole.trim()))))
    }
    socket.on('data', take).once('close', closed).once('error', failed)
    socket.resume()
  })
}

/** Wraps the connection in TLS, once its peer was judged. */
function overTls(socket: Socket, { server }: Mail, { judge }: Around): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' }))
    const safe = openTls(server, { socket }, judge, (refusal) => {
      safe.off('close', closed)
      safe.on('error', () => undefined)
      if (refusal === undefined) return resolve(safe)
      safe.destroy()
      reject(new Untrusted(refusal))
    })
    safe.once('error', reject).once('close', closed)
  })
}

/** Sends EHLO, AUTH where there is a user, and the message. Throws a ServerRefusal with the server's reply. */
async function sendOver(socket: Socket, { login, timeout }: Mail, { bytes, envelope }: Message): Promise<void> {
  const connection = new SmtpConnection({
    connection: socket,
    secured: true,
    ignoreTLS: true,
    name: 'localhost',
    greetingTimeout: timeout,
    socketTimeout: timeout,
    socketCloseTimeout: 0,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', (error: Error) => reject(refusedOr(error)))
      connection.once('end', () => reject(Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' })))
      const done = (error: Error | null | undefined): void => (error ? reject(refusedOr(error)) : resolve())
      const send = (): void => connection.send(envelope, bytes, done)
      connection.connect((error) => {
        if (error) return done(error)
        if (login === undefined) return send()
        connection.login({ user: login.user, pass: login.password }, (failed) => (failed ? done(failed) : send()))
      })
    })
    connection.quit()
  } finally {
    connection.close()
  }
}

/** Converts an error with a server's reply to its refusal; others are failures of the connection. */
function refusedOr(error: Error): Error {
  const reply = 'response' in error && typeof error.response === 'string' ? error.response : ''
  const code = 'code' in error ? String(error.code) : ''
  if (reply !== '') return new ServerRefusal(reply)
  return code === 'EAUTH' || code === 'EENVELOPE' || code === 'EMESSAGE' ? new ServerRefusal(error.message) : error
}
