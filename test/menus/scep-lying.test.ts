// Owns tests of SCEP with a malicious authority: it has its own key and speaks the protocol correctly, but its contents are false; and with
// servers whose responses never end. Nothing of them is stored, and a message reports the reason.
import { spawn } from 'node:child_process'
import type { KeyObject } from '../../src/crypto.ts'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, nodeHost, nodeNetwork } from '../../src/index.ts'
import type { HttpRequest, HttpResponse } from '../../src/host/host.ts'
import { readCertificate, type Certificate } from '../../src/pki/certificate.ts'
import { writeBundle, type CmsSigner } from '../../src/pki/cms-signed.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { CertificateRequest } from '../../src/pki/request.ts'
import { readMessage, writeScepReply, type ScepReply } from '../../src/pki/scep-message.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { DeviceGroup, typed } from '../harness/device-group.ts'
import { contents, fixtureKey, seeded } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'

const noon = 1_732_104_000_000_000_000n
const dates = { 'invalid-before': noon - day, 'invalid-after': noon + 3650n * day }
const random = seeded(5)

function authority(key: KeyObject): CmsSigner {
  const usage = ['key-cert-sign', 'crl-sign'] as const
  return { certificate: readCertificate(selfSign(contents('Liar', key, { ...dates, 'key-usage': usage }), key)), key }
}
const own = authority(fixtureKey('rsa-1536-a'))
/** An authority with the same name and serial number. */
const double = authority(fixtureKey('rsa-1024-a'))

const certified = ({ certificate, key }: CmsSigner, subject: KeyObject | Buffer): Buffer =>
  issue(
    contents('CAP1', fixtureKey('rsa-2048-b'), { ...dates, ...('byteLength' in subject ? { spki: subject } : {}) }),
    issuerOf(certificate, key),
  )

/** What it changes in a correct response. */
interface Lie {
  readonly answer?: Partial<ScepReply>
  readonly signer?: CmsSigner
  readonly content?: (right: Buffer, request: CertificateRequest) => Uint8Array
  readonly recipient?: Certificate
}

function response(asked: HttpRequest, lie: Lie): Uint8Array {
  if (asked.url.includes('GetCACaps')) return Buffer.from('AES\nSHA-256\nPOSTPKIOperation\n')
  if (asked.url.includes('GetCACert')) return own.certificate.der
  const question = readMessage(asked.body ?? Buffer.alloc(0))
  const client = question.signedBy()
  const request = new CertificateRequest(readDer(question.open(own).content))
  if (client === undefined) throw new Error('nobody signed')
  const right = certified(own, Buffer.from(request.spki))
  const content = lie.content?.(right, request) ?? writeBundle({ certificates: [right] })
  const heading = { transactionId: question.transactionId, senderNonce: random.bytes(16), recipientNonce: question.senderNonce }
  const answer: ScepReply = { ...heading, status: 'success', ...lie.answer }
  const success = answer.status === 'success' ? { content, recipient: lie.recipient ?? client } : undefined
  return writeScepReply(answer, success, lie.signer ?? own, { cipher: 'aes-128', digest: 'sha256' }, random)
}

const bundle = (...certificates: readonly Uint8Array[]): Uint8Array => writeBundle({ certificates })
const unusable = 'answer of the SCEP server cannot be used: '

describe('a malicious authority', () => {
  it.each<[string, Lie, string]>([
    ['of another transaction', { answer: { transactionId: '0'.repeat(64) } }, `${unusable}the reply belongs to another request`],
    ['of another question', { answer: { recipientNonce: Buffer.alloc(16) } }, `${unusable}the reply belongs to another request`],
    ['of no question', { answer: { recipientNonce: Buffer.alloc(0) } }, `${unusable}the reply belongs to another request`],
    ['signed by its double', { signer: double }, `${unusable}the reply is not signed by the server`],
    [
      'with a certificate of another key',
      { content: () => bundle(certified(own, fixtureKey('rsa-2048-a'))) },
      `${unusable}it holds no certificate of the requested key`,
    ],
    [
      'with a certificate by its double',
      { content: (_, { spki }) => bundle(certified(double, Buffer.from(spki))) },
      `${unusable}the authority has not signed the certificate`,
    ],
    ['without a certificate', { content: () => bundle() }, `${unusable}it holds no certificate of the requested key`],
    [
      'with thousands of others before it',
      { content: (right) => bundle(...Array<Uint8Array>(1200).fill(own.certificate.der), right) },
      `${unusable}it holds no certificate of the requested key`,
    ],
    [
      'with garbage inside',
      { content: () => Buffer.from('\x30\x84\xff\xff\xff\xff', 'latin1') },
      `${unusable}a length that the input does not hold`,
    ],
    ['encrypted for somebody else', { recipient: own.certificate }, `${unusable}not encrypted for this certificate`],
    [
      'that refuses in words without measure and with control bytes',
      { answer: { status: 'failure', failInfo: 'badRequest', failInfoText: `\x1b[2J\r\n${'y'.repeat(100_000)}` } },
      `SCEP server refuses the request: badRequest,  [2J ${'y'.repeat(995)}...`,
    ],
  ])('an answer %s is refused', (_, lie, words) => {
    let lies = true
    const place = new DeviceGroup()
    const device = place.device('cap')
    place.server('liar', (asked): HttpResponse => ({ status: 200, reason: 'OK', headers: [], body: response(asked, lies ? lie : {}) }))
    const add = '/certificate add-scep template=CAP1 scep-url=http://liar/scep'
    typed(device, `/certificate add name=CAP1 common-name=CAP1; ${add}`)
    const state = (): string =>
      typed(
        device,
        '/certificate; :put "$[get CAP1 status] $[get CAP1 private-key] $[:len [get CAP1 fingerprint]] $[print count-only]"',
      ).trim()
    // The row of a client has a key (flag K) before it has a certificate (C-41).
    expect(state()).toBe('failed true 0 1')
    const reason = device.router.agenda.waiting[0]?.state ?? ''
    expect(reason).toBe(`failed: ${words}`)
    for (const { message } of device.router.logged.inMemory) expect(message).not.toMatch(/[\u0000-\u001f]|y{3000}/)
    expect(device.router.files.list()).toEqual([])
    lies = false
    // After a refusal the client does not retry.
    if (lie.answer?.status === 'failure') typed(device, `/certificate remove CAP1; /certificate add name=CAP1 common-name=CAP1; ${add}`)
    else place.pass(86_400)
    expect(state()).toBe('idle true 64 1')
  })
})

/** Answers GetCACaps; GetCACert returns endless bytes (/flood), a byte now and then (/drip), or none (/still). */
const endless = `
require('node:http').createServer((asked, answered) => {
  if (asked.url.includes('GetCACaps')) return answered.end('AES\\nSHA-256\\n')
  answered.writeHead(200)
  if (asked.url.startsWith('/flood')) {
    const more = () => { while (answered.write(Buffer.alloc(65536, 0x30))); }
    answered.on('drain', more)
    return more()
  }
  answered.flushHeaders()
  if (asked.url.startsWith('/drip')) setInterval(() => answered.write('0'), 100).unref()
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })
`

describe('endless responses', () => {
  it.each([
    ['flood', 'the answer has more than 1048576 bytes'],
    ['drip', 'no complete answer within 1000 ms'],
    ['still', 'no complete answer within 1000 ms'],
  ])(
    '%s',
    async (path, words) => {
      const server = spawn(process.execPath, ['-e', endless], { stdio: ['ignore', 'pipe', 'inherit'] })
      const network = nodeNetwork({ allowed: 'all' })
      const http = network.http.bind(network)
      const limits = new Set<number>()
      // The real time limit of an exchange is long: here a second is used where it ends the response.
      const shorter = path === 'flood' ? 1 : 15
      network.http = (request, judge) => {
        limits.add(request.timeout)
        return http({ ...request, timeout: request.timeout / shorter }, judge)
      }
      try {
        const port = await new Promise<string>((told) => server.stdout.once('data', (data) => told(String(data).trim())))
        const device = createDevice({ host: { ...nodeHost({ network }), keys: memoryHost({ keys: fixtureKeys() }).keys } })
        typed(device, `/certificate add name=a common-name=a; /certificate add-scep template=a scep-url=http://127.0.0.1:${port}/${path}`)
        device.router.agenda.wait(0n)
        const state = `failed: SCEP server http://127.0.0.1:${port}/${path} gives no answer: ${words}`
        expect(device.router.agenda.waiting[0]?.state).toBe(state)
        expect(typed(device, '/certificate; :put "$[get a status] $[:len [get a fingerprint]] $[print count-only]"')).toBe('failed 0 1\n')
        expect([...limits]).toEqual([15_000])
      } finally {
        network.close()
        server.kill()
      }
    },
    60_000,
  )
})
