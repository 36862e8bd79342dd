// Owns tests of SCEP with other programs on loopback: Debian's scep, strongswan's pki and certmonger enrol at our server, and our client at
// Debian's scep server.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDevice, memoryHost, nodeHost, nodeNetwork, type Device, type NodeNetwork } from '../../src/index.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { typed } from '../harness/device-group.ts'
import { served } from '../harness/web-door.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'offbox-scep-'))
const at = (name: string): string => join(folder, name)
afterAll(() => removeFolder(folder))

/** An authority at /scep/ca with the real clock. */
function authority(): Device {
  const device = createDevice({ host: memoryHost({ keys: fixtureKeys(), now: BigInt(Date.now()) * 1_000_000n }) })
  typed(
    device,
    '/certificate add name=ca common-name=Test-CA country=LV key-usage=key-cert-sign,crl-sign days-valid=3650; /certificate sign ca',
  )
  typed(device, '/certificate/scep-server/add ca-cert=ca path=/scep/ca days-valid=100')
  typed(device, '/certificate export-certificate ca file-name=ca')
  writeFileSync(at('ca.pem'), device.router.files.read('ca.crt') ?? '')
  return device
}
const password = (ca: Device): string =>
  typed(ca, ':put ([/certificate/scep-server/otp/generate minutes-valid=5 as-value]->"password")').trim()
const subjects = (ca: Device): string =>
  typed(ca, ':foreach c in=[/certificate find where issued] do={:put [/certificate get $c common-name]}')
const issued = (name: string): X509Certificate => new X509Certificate(readFileSync(at(name)))

describeWith('scepclient', "Debian's scep client", () => {
  const enrol = (address: string, name: string, challenge: string): Promise<unknown> =>
    run(
      'scepclient',
      [
        '-server-url',
        `${address}/scep/ca`,
        `-challenge=${challenge}`,
        '-private-key',
        at(`${name}.key`),
        '-certificate',
        at(`${name}.pem`),
        '-cn',
        name,
        '-organization',
        'lab',
        '-country',
        'LV',
      ],
      { cwd: folder, timeout: 240_000 },
    )

  it('enrols with a password', async () => {
    const ca = authority()
    await served(ca, (address) => enrol(address, 'c2', password(ca)))
    expect(issued('c2.pem').subject).toContain('CN=c2')
    expect(issued('c2.pem').verify(issued('ca.pem').publicKey)).toBe(true)
    expect(subjects(ca)).toBe('c2\n')
  })
})

describeWith('strongswan-pki', "strongswan's pki", () => {
  it.each(['aes', 'des3'].flatMap((cipher) => ['sha1', 'sha256', 'sha384', 'sha512'].map((digest) => [cipher, digest])))(
    'enrols with %s and %s',
    async (cipher, digest) => {
      const ca = authority()
      await run('sh', ['-c', `test -e k.pem || pki --gen --type rsa --size 2048 --outform pem > k.pem`], { cwd: folder })
      await served(ca, async (address) => {
        await run('pki', ['--scepca', '--url', `${address}/scep/ca`, '--caout', at('got.der')])
        const words = [
          '--scep',
          '--url',
          `${address}/scep/ca`,
          '--in',
          at('k.pem'),
          '--dn',
          'CN=swan',
          '--san',
          'swan.example.com',
          '--password',
          password(ca),
          '--cacert-enc',
          at('ca.pem'),
          '--cacert-sig',
          at('ca.pem'),
        ]
        const { stdout } = await run('pki', [...words, '--cipher', cipher, '--digest', digest, '--outform', 'pem'], { timeout: 240_000 })
        writeFileSync(at('swan.pem'), stdout)
      })
      expect(issued('swan.pem').subject).toBe('CN=swan')
      expect(issued('swan.pem').subjectAltName).toBe('DNS:swan.example.com')
      expect(issued('swan.pem').verify(issued('ca.pem').publicKey)).toBe(true)
      expect(subjects(ca)).toBe('swan\n')
    },
  )

  it('waits until the request is granted', async () => {
    const ca = authority()
    await served(ca, async (address) => {
      const words = [
        '--scep',
        '--url',
        `${address}/scep/ca`,
        '--in',
        at('k.pem'),
        '--dn',
        'CN=slow',
        '--cacert-enc',
        at('ca.pem'),
        '--cacert-sig',
        at('ca.pem'),
        '--interval',
        '1',
        '--maxpolltime',
        '60',
      ]
      const waiting = run('pki', [...words, '--cipher', 'aes', '--digest', 'sha256', '--outform', 'pem'], { timeout: 240_000 })
      const grant = setInterval(() => {
        if (typed(ca, ':put [:len [/certificate/scep-server/requests/find where status=pending]]').trim() === '1') {
          typed(ca, '/certificate/scep-server/requests/grant 0')
          clearInterval(grant)
        }
      }, 300)
      const { stdout } = await waiting
      writeFileSync(at('slow.pem'), stdout)
    })
    expect(issued('slow.pem').subject).toBe('CN=slow')
  })
})

describeWith('certmonger', 'certmonger', () => {
  it('enrols with its daemon', async () => {
    const ca = authority()
    const home = at('home')
    mkdirSync(home)
    await served(ca, async (address) => {
      // Started directly so that it can be ended: a daemon started by the bus would survive the test.
      const script = `
        /usr/lib/certmonger/certmonger-session -n & daemon=$!
        trap 'kill $daemon' EXIT
        for try in $(seq 40); do dbus-send --session --dest=org.freedesktop.DBus --print-reply / org.freedesktop.DBus.ListNames | grep \
-q org.fedorahosted.certmonger && break; sleep 0.25; done
        getcert add-scep-ca -s -c node -u ${address}/scep/ca -R ${at('ca.pem')} -r ${at('ca.pem')} -N ${at('ca.pem')}
        sleep 2
        getcert request -s -c node -I r1 -k ${at('cm.key')} -f ${at('cm.pem')} -N CN=cm1 -L ${password(ca)} -w -v`
      await run('dbus-run-session', ['--', 'bash', '-c', script], {
        cwd: folder,
        timeout: 240_000,
        env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_RUNTIME_DIR: home },
      })
    })
    expect(issued('cm.pem').subject).toBe('CN=cm1')
    expect(issued('cm.pem').verify(issued('ca.pem').publicKey)).toBe(true)
    expect(subjects(ca)).toBe('cm1\n')
  })
})

/**
 * A proxy that announces other capabilities: PORT URL CAPABILITIES [NEXT]; the file NEXT is the response to GetNextCACert. Prints the
 * encryption of each message that it forwards, by its object identifiers.
 */
const lesser = `
const { createServer, request } = require('node:http')
const [, port, url, capabilities, next] = process.argv
createServer((asked, answered) => {
  if (asked.url.includes('GetCACaps')) return answered.end(capabilities)
  if (asked.url.includes('GetNextCACert')) return answered.end(require('node:fs').readFileSync(next), () => console.log('next'))
  const parts = []
  asked.on('data', (part) => parts.push(part))
  asked.on('end', () => {
    const body = Buffer.concat(parts)
    const query = new URL(asked.url, url).searchParams
    const message = asked.method === 'POST' ? body : Buffer.from(query.get('message') ?? '', 'base64')
    if (query.get('operation') === 'PKIOperation')
      console.log(asked.method, ['2a864886f70d0307', '2b0e030207', '60864801650304'].map((id) => \
message.includes(Buffer.from(id, 'hex'))).join())
    const headers = asked.method === 'POST' ? { 'content-length': body.length } : {}
    request(url + asked.url.replace(/^[^?]*/, ''), { method: asked.method, headers }, (real) => {
      answered.writeHead(real.statusCode, real.headers)
      real.pipe(answered)
    }).end(body)
  })
}).listen(port, '127.0.0.1', () => console.log('ready'))
`

describeWith('scepserver', "Debian's scep server", () => {
  let server: ChildProcess
  let network: NodeNetwork
  let url = ''

  beforeAll(async () => {
    const depot = at('depot')
    await run('scepserver', ['ca', '-init', '-depot', depot, '-country', 'LV', '-organization', 'lab', '-keySize', '2048', '-years', '5'])
    const port = await freePort()
    server = await scepServer(depot, port, '-challenge=secret')
    url = `http://127.0.0.1:${port}/scep`
    network = nodeNetwork({ allowed: 'all' })
  })
  afterAll(() => {
    server.kill()
    network.close()
  })
  const client = (): Device => createDevice({ host: { ...nodeHost({ network }), keys: memoryHost({ keys: fixtureKeys() }).keys } })

  it('enrols the client of the device', () => {
    const device = client()
    typed(
      device,
      `/certificate add name=own common-name=own organization=lab; /certificate add-scep template=own scep-url=${url} ` +
        'challenge-password=secret',
    )
    expect(
      typed(device, ':put [/certificate get own status]; :put [/certificate get own issuer]; :put [/certificate get own private-key]'),
    ).toBe('idle\nC=LV,O=lab,OU=SCEP CA\ntrue\n')
    typed(device, '/certificate export-certificate own file-name=own')
    expect(new X509Certificate(Buffer.from(device.router.files.read('own.crt') ?? '')).subject).toContain('CN=own')
  })

  // The encryption of the messages: 3DES, DES, AES or SHA-2 (the last two share NIST's arc).
  it.each([
    ['3DES and SHA-1', 'POSTPKIOperation\nSHA-1\nDES3\n', 'POST true,false,false'],
    ['3DES and SHA-1 by GET', 'DES3\n', 'GET true,false,false'],
    ['DES and SHA-1, as a server without capabilities has', '', 'GET false,true,false'],
  ])('enrols the client of the device with %s', async (_manner, capabilities, seen) => {
    const port = await freePort()
    const proxy = spawn(process.execPath, ['-e', lesser, String(port), url, capabilities], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    await new Promise<void>((ready) =>
      proxy.stdout.on('data', (data) => {
        printed += String(data)
        if (printed.includes('ready')) ready()
      }),
    )
    try {
      const device = client()
      // The server issues only one certificate per name.
      typed(device, `/certificate add name=own common-name="own ${seen}" organization=lab`)
      typed(device, `/certificate add-scep template=own scep-url=http://127.0.0.1:${port}/scep challenge-password=secret`)
      expect(typed(device, ':put [/certificate get own status]; :put [/certificate get own issuer]')).toBe('idle\nC=LV,O=lab,OU=SCEP CA\n')
    } finally {
      proxy.kill()
    }
    await new Promise((closed) => proxy.once('close', closed))
    expect(printed).toBe(`ready\n${seen}\n`)
  })

  // Two authorities of the same name in succession; openssl signs the next one with the first.
  it('announces its next authority, which the client accepts only if the first one named it', async () => {
    const years: readonly (readonly [string, number])[] = [
      ['first', 1],
      ['second', 5],
      ['foreign', 5],
    ]
    for (const [name, time] of years)
      await run('scepserver', [
        'ca',
        '-init',
        '-depot',
        at(name),
        '-country',
        'LV',
        '-organization',
        'lab',
        '-keySize',
        '2048',
        '-years',
        String(time),
      ])
    const openssl = (...words: readonly string[]): Promise<unknown> => run('openssl', words, { cwd: folder })
    await openssl('crl2pkcs7', '-nocrl', '-certfile', 'second/ca.pem', '-outform', 'DER', '-out', 'next.p7')
    const signer = ['-signer', 'first/ca.pem', '-inkey', 'first/ca.key', '-passin', 'pass:']
    await openssl('cms', '-sign', '-binary', '-nodetach', '-in', 'next.p7', ...signer, '-outform', 'DER', '-out', 'next.cms')
    const [port, proxyPort] = [await freePort(), await freePort()]
    const real = `http://127.0.0.1:${port}/scep`
    let present = await scepServer(at('first'), port, '-crtvalid=3000', '-allowrenew=0')
    const change = async (depot: string): Promise<void> => {
      await stopped(present)
      present = await scepServer(at(depot), port, '-crtvalid=3000', '-allowrenew=0')
    }
    const capabilities = 'POSTPKIOperation\nSHA-256\nAES\nRenewal\nGetNextCACert\n'
    const proxy = spawn(process.execPath, ['-e', lesser, String(proxyPort), real, capabilities, at('next.cms')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((ready) => proxy.stdout.once('data', () => ready()))
    try {
      const host = { ...nodeHost({ network, leaping: true }), keys: memoryHost({ keys: fixtureKeys() }).keys }
      const device = createDevice({ host })
      const pass = (days: number): unknown => device.router.agenda.wait(BigInt(days) * 86_400_000_000_000n)
      const own = (): string => {
        typed(device, '/certificate export-certificate own file-name=own')
        writeFileSync(at('own.pem'), device.router.files.read('own.crt') ?? '')
        return typed(device, ':put [/certificate get own status]').trim()
      }
      const signedBy = (depot: string): boolean => issued('own.pem').verify(issued(`${depot}/ca.pem`).publicKey)
      typed(device, '/certificate add name=own common-name=own organization=lab')
      typed(device, `/certificate add-scep template=own scep-url=http://127.0.0.1:${proxyPort}/scep`)
      expect([own(), signedBy('first'), signedBy('second')]).toEqual(['idle', true, false])
      pass(300)
      await change('foreign')
      pass(70)
      expect([own(), signedBy('first')]).toEqual(['failed', true])
      expect(device.router.agenda.waiting[0]?.state).toContain('SCEP server has another CA certificate: ')
      await change('second')
      pass(2)
      expect([own(), signedBy('first'), signedBy('second')]).toEqual(['idle', false, true])
    } finally {
      proxy.kill()
      await stopped(present)
    }
  })

  it('refuses a wrong challenge: the client reports it and stops', () => {
    const device = client()
    typed(device, '/certificate add name=own common-name=own')
    typed(device, `/certificate add-scep template=own scep-url=${url} challenge-password=wrong`)
    expect(typed(device, ':put [/certificate get own status]')).toBe('failed\n')
    const [waiting] = device.router.agenda.waiting
    expect(waiting?.state).toContain('SCEP server refuses the request: badRequest')
    expect(waiting?.next).toBeUndefined()
  })
})

/** Starts Debian's server with the authority of a folder; resolves once it answers. */
async function scepServer(depot: string, port: number, ...more: readonly string[]): Promise<ChildProcess> {
  const server = spawn('scepserver', ['-depot', depot, '-port', String(port), ...more], { stdio: 'ignore' })
  for (let tries = 0; ; tries++)
    try {
      await fetch(`http://127.0.0.1:${port}/scep?operation=GetCACaps`)
      return server
    } catch (error) {
      if (tries === 300 || server.exitCode !== null) throw error
      await new Promise((later) => setTimeout(later, 100))
    }
}

async function stopped(server: ChildProcess): Promise<void> {
  const ended = new Promise((exit) => server.once('exit', exit))
  server.kill()
  await ended
}

/** Returns a free port of the loopback address. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}
