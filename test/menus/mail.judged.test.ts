// Owns the tests of /tool/e-mail/send with a real mail server (aiosmtpd).
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDevice, memoryHost, nodeHost, nodeNetwork, type Device, type NodeNetwork } from '../../src/index.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { describeWith } from '../harness/judge.ts'
import { removeFolder } from '../harness/remove-folder.ts'
import { until } from '../harness/until.ts'

const run = (device: Device, text: string): string => {
  const { output, failure } = device.run(text)
  return failure === undefined ? output : `${output}${failure.message}\n`
}

/** Writes a certificate for 127.0.0.1, its key and its authority to a folder. */
function makePki(folder: string): void {
  const host = memoryHost({ now: BigInt(Date.now()) * 1_000_000n, keys: fixtureKeys() })
  const device = createDevice({ host })
  run(device, '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign\nsign ca\nexport-certificate ca file-name=ca')
  run(
    device,
    '/certificate\nadd name=mail common-name=mail subject-alt-name=IP:127.0.0.1 key-usage=digital-signature,tls-server\n' +
      'sign mail ca=ca\nexport-certificate mail file-name=mail export-passphrase=12345678',
  )
  for (const name of ['ca.crt', 'mail.crt', 'mail.key']) writeFileSync(join(folder, name), host.files.read(name) ?? '')
}

describeWith('python3-aiosmtpd', 'a real mail server', () => {
  let server: ChildProcess
  let network: NodeNetwork
  let device: Device
  let [plain, starttls, tls] = ['', '', '']
  let printed = ''
  const folder = mkdtempSync(join(tmpdir(), 'offbox-mail-'))
  const taken = (): readonly unknown[] =>
    printed
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line))
  /** The status in the menu after a message, and the message if the server accepted it. */
  const send = async (words: string): Promise<{ readonly status: string; readonly mail: unknown }> => {
    const before = taken().length
    run(device, `/tool/e-mail/send server=127.0.0.1 from=box@example.com to=a@example.com subject=S ${words}`)
    const status = run(device, ':put [/tool/e-mail/get last-status]').trim()
    if (status === 'succeeded') await until(() => taken().length > before, { seconds: 60, told: () => printed })
    return { status, mail: taken()[before] }
  }

  beforeAll(async () => {
    makePki(folder)
    const program = new URL('../harness/mail-server.py', import.meta.url).pathname
    server = spawn('/usr/bin/python3', ['-W', 'ignore', program, join(folder, 'mail.crt'), join(folder, 'mail.key'), '12345678'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
      server.stdout?.on('data', (part: Buffer) => {
        printed += part.toString()
        if (printed.includes('\n')) resolve()
      })
    })
    ;[plain = '', starttls = '', tls = ''] = printed.split('\n')[0]?.split(' ') ?? []
    network = nodeNetwork({ allowed: 'all' })
    device = createDevice({ host: { ...nodeHost(), network } })
  })
  afterAll(() => {
    network.close()
    server.stdin?.end()
    removeFolder(folder)
  })

  it('accepts a message with a file and non-ASCII characters', async () => {
    run(device, '/file/add name=note.txt contents="hello file"')
    const { status, mail } = await send(`port=${plain} body="zwei \\C3\\BC" file=note.txt`)
    expect(status).toBe('succeeded')
    expect(mail).toMatchObject({ from: 'box@example.com', to: ['a@example.com'], tls: false, authenticated: false })
    expect(JSON.stringify(mail)).toContain('zwei =C3=BC')
    expect(JSON.stringify(mail)).toContain(Buffer.from('hello file').toString('base64'))
  })

  it('authenticates the sender, and refuses unknown ones', async () => {
    expect(await send(`port=${plain} body=b user=u password=p`)).toMatchObject({ status: 'succeeded', mail: { authenticated: true } })
    expect(await send(`port=${plain} body=b user=u password=x`)).toMatchObject({ status: 'failed', mail: undefined })
    run(device, `/tool/e-mail/send server=127.0.0.1 port=${plain} to=nobody@example.com subject=S body=b`)
    expect(run(device, ':put [/log/get ([find topics~"e-mail"]->([:len [find topics~"e-mail"]] - 1)) message]')).toContain(
      '550 no such user',
    )
  })

  it('is used with TLS, from the start or by STARTTLS, and never without TLS if that was requested', async () => {
    expect(await send(`port=${tls} tls=yes body=b user=u password=p`)).toMatchObject({
      status: 'succeeded',
      mail: { tls: true, authenticated: true },
    })
    expect(await send(`port=${starttls} tls=starttls body=b user=u password=p`)).toMatchObject({ status: 'succeeded', mail: { tls: true } })
    expect(await send(`port=${plain} tls=starttls body=b`)).toMatchObject({ status: 'failed', mail: undefined })
    expect(await send(`port=${starttls} tls=no body=b`)).toMatchObject({ status: 'failed', mail: undefined })
    expect(await send(`port=${plain} tls=yes body=b`)).toMatchObject({ status: 'failed', mail: undefined })
  })

  it("is verified against the device's trusted authorities before anything of the message is sent", async () => {
    for (const [port, how] of [
      [tls, 'yes'],
      [starttls, 'starttls'],
    ] as const)
      expect(await send(`port=${port} tls=${how} certificate-verification=yes-without-crl body=b`)).toMatchObject({ status: 'failed' })
    device.router.files.write('ca.crt', readFileSync(join(folder, 'ca.crt')))
    run(device, '/certificate/import file-name=ca.crt passphrase=""')
    for (const [port, how] of [
      [tls, 'yes'],
      [starttls, 'starttls'],
    ] as const)
      expect(await send(`port=${port} tls=${how} certificate-verification=yes-without-crl body=b`)).toMatchObject({ status: 'succeeded' })
  })
})
