// Owns the benchmark of a SCEP server: enrolments per second over loopback HTTP with POST, with RSA-2048 requests that were created before.
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, createServer, request as ask } from 'node:http'
import { createDevice, memoryHost } from '../../src/index.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { selfSign } from '../../src/pki/issue.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'
import { readPem } from '../../src/pki/pem.ts'
import { writeRequest } from '../../src/pki/request.ts'
import { readMessage, writeScepRequest } from '../../src/pki/scep-message.ts'
import { portOf } from '../harness/port.ts'

const clients = 300
const atOnce = 4
const now = 1_732_104_000_000_000_000n

/**
 * Returns the enrolments per second of a server in this process, each with its own password: HTTP, the message, the certificate and the
 * response. `ratio` is relative to the three private-key operations that each enrolment needs.
 */
export async function measure(): Promise<{ name: string; rate: number; least: number; ratio: number }> {
  const device = createDevice({ host: memoryHost({ now, keys: { '2048': [fixtureKey('rsa-2048-a')] } }) })
  const typed = (text: string): string => {
    const { output, failure } = device.run(text)
    if (failure !== undefined) throw new Error(failure.message)
    return output
  }
  typed(
    '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca; ' +
      '/certificate/scep-server/add ca-cert=ca path=/scep/ca',
  )
  typed('/certificate export-certificate ca file-name=ca')
  const ca = readCertificate(readPem(Buffer.from(device.router.files.read('ca.crt') ?? '').toString())[0]?.bytes ?? Buffer.alloc(0))
  const passwords = typed(
    `:for i from=1 to=${clients} do={:put ([/certificate/scep-server/otp/generate minutes-valid=60 as-value]->"password")}`,
  )
    .trim()
    .split('\n')
  const key = fixtureKey('rsa-2048-b')
  const messages = passwords.map((password, at) => messageOf(at, password, key, ca))

  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => {
      const answer = device.router.services.answer({
        service: 'www',
        method: 'POST',
        path: '/scep/ca',
        query: 'operation=PKIOperation',
        headers: [],
        body: Buffer.concat(pieces),
        from: '127.0.0.1',
      })
      outgoing.end(answer?.body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const port = portOf(server)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const start = process.hrtime.bigint()
  const answers = await Promise.all(messages.map((message) => post(port, agent, message)))
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  agent.destroy()
  server.close()
  const bare = process.hrtime.bigint()
  for (let at = 0; at < 3 * clients; at++) sign('sha256', messages[0] ?? Buffer.alloc(1), key)
  const ratio = (seconds * 1e9) / Number(process.hrtime.bigint() - bare)
  for (const answer of answers) if (readMessage(answer).status !== 'success') throw new Error('an enrolment failed')
  return { name: `${clients} enrolments, RSA-2048`, rate: clients / seconds, least: 100, ratio }
}

function messageOf(at: number, challengePassword: string, key: KeyObject, ca: ReturnType<typeof readCertificate>): Buffer {
  const subject = writeName({ 'common-name': `client-${at}` })
  const wish = { subject, 'key-usage': ['digital-signature', 'tls-client'], 'subject-alt-name': [], 'digest-algorithm': 'sha256' } as const
  const own = {
    ...wish,
    spki: spkiOf(key),
    serial: Uint8Array.of(1, at >> 8, at & 0xff),
    'invalid-before': now,
    'invalid-after': now + 86_400_000_000_000n,
  }
  const signer = { certificate: readCertificate(selfSign(own, key)), key }
  const question = { type: 'PKCSReq', transactionId: `transaction-${at}`, senderNonce: Buffer.alloc(16, at) } as const
  return writeScepRequest(
    question,
    writeRequest({ ...wish, challengePassword }, key),
    ca,
    signer,
    { cipher: 'aes-128', digest: 'sha256' },
    memoryHost({ seed: at }).random,
  )
}

const post = (port: number, agent: Agent, message: Buffer): Promise<Buffer> =>
  new Promise((answered, failed) => {
    const outgoing = ask({ port, agent, host: '127.0.0.1', method: 'POST', path: '/scep/ca?operation=PKIOperation' }, (incoming) => {
      const pieces: Buffer[] = []
      incoming.on('data', (piece: Buffer) => pieces.push(piece))
      incoming.on('end', () => answered(Buffer.concat(pieces)))
    })
    outgoing.on('error', failed)
    outgoing.end(message)
  })

const fixtureKey = (name: string): KeyObject =>
  createPrivateKey(readFileSync(new URL(`../../fixtures/keys/${name}.pem`, import.meta.url), 'utf8'))
