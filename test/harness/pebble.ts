// Owns pebble, the ACME server for tests and benchmarks, and its challenge-test server: on loopback, ended after the tests.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'
import { writePem } from '../../src/pki/pem.ts'
import { day, second } from '../../src/text/units.ts'
import { fixture, fixtureKey } from '../pki/fixture.ts'
import { portOf } from './port.ts'
import { removeFolder } from './remove-folder.ts'
import { until } from './until.ts'

/** The behaviour of pebble. */
export interface PebbleOptions {
  /** The percentage of valid nonces that are refused; default 0. */
  readonly refusedNonces?: number
  /** HMAC keys (base64url) by key identifier: new accounts must be bound to one of them. */
  readonly binding?: Readonly<Record<string, string>>
}

/** A running pebble. */
export interface Pebble {
  /** The URL of the directory. */
  readonly directory: string
  /** The authority of its TLS certificate, as DER. */
  readonly authority: Buffer
  /** The port at which it requests the files of HTTP-01, for every name. */
  readonly httpPort: number
  /** The root of issued certificates, as PEM. */
  root(): Promise<string>
  /** The status of a certificate by its serial number in hex: `Valid`, `Revoked`. */
  status(serial: string): Promise<string>
  /** The URL at which the challenge-test server accepts `/set-txt` and `/clear-txt`. */
  readonly records: string
  /** Ends both programs; resolves when they have ended. */
  stop(): Promise<void>
}

/** Starts both programs and waits until they answer. */
export async function startPebble({ refusedNonces = 0, binding }: PebbleOptions = {}): Promise<Pebble> {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-pebble-'))
  const [acme = 0, management = 0, httpPort = 0, tlsPort = 0, dns = 0, records = 0] = await freePorts(6)
  const { authority, certificate, key } = identity()
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const config = put(
    'config.json',
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${acme}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate: put('certificate.pem', certificate),
        privateKey: put('key.pem', key),
        httpPort,
        tlsPort,
        ocspResponderURL: '',
        externalAccountBindingRequired: binding !== undefined,
        ...(binding === undefined ? {} : { externalAccountMACKeys: binding }),
      },
    }),
  )
  const challenges = [
    '-http01',
    '',
    '-https01',
    '',
    '-tlsalpn01',
    '',
    '-dns01',
    `127.0.0.1:${dns}`,
    '-management',
    `127.0.0.1:${records}`,
    '-defaultIPv6',
    '',
  ]
  const children = [
    spawn('pebble-challtestsrv', challenges, { stdio: 'ignore' }),
    spawn('pebble', ['-config', config, '-strict', '-dnsserver', `127.0.0.1:${dns}`], {
      stdio: 'ignore',
      env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: String(refusedNonces), PEBBLE_AUTHZREUSE: '0' },
    }),
  ]
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended))
    removeFolder(folder)
  }
  const ask = (port: number, path: string): Promise<string> => get(`https://127.0.0.1:${port}${path}`, authority)
  try {
    await answered(() => ask(acme, '/dir'))
    await answered(async () => void (await fetch(`http://127.0.0.1:${records}/`)))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    directory: `https://127.0.0.1:${acme}/dir`,
    authority,
    httpPort,
    root: () => ask(management, '/roots/0'),
    status: async (serial) => /"Status":\s*"(\w+)"/.exec(await ask(management, `/cert-status-by-serial/${serial}`))?.[1] ?? '',
    records: `http://127.0.0.1:${records}`,
    stop,
  }
}

/** Creates an authority and a certificate for 127.0.0.1 and localhost. */
function identity(): { readonly authority: Buffer; readonly certificate: string; readonly key: string } {
  const pem = fixture('keys/rsa-2048-b.pem').toString()
  const [own, key] = [fixtureKey('rsa-2048-a'), fixtureKey('rsa-2048-b')]
  const now = BigInt(Date.now()) * 1_000_000n
  const dates = {
    'invalid-before': now - 3600n * second,
    'invalid-after': now + 3650n * day,
    'digest-algorithm': 'sha256',
  } as const
  const authority = selfSign(
    {
      ...dates,
      subject: writeName({ 'common-name': 'Pebble TLS' }),
      spki: spkiOf(own),
      serial: Uint8Array.of(1),
      'key-usage': ['key-cert-sign', 'crl-sign'],
      'subject-alt-name': [],
    },
    own,
  )
  const der = issue(
    {
      ...dates,
      subject: writeName({ 'common-name': 'localhost' }),
      spki: spkiOf(key),
      serial: Uint8Array.of(2),
      'key-usage': ['digital-signature', 'key-encipherment', 'tls-server'],
      'subject-alt-name': ['DNS:localhost', 'IP:127.0.0.1'],
    },
    issuerOf(readCertificate(authority), own),
  )
  return { authority, certificate: writePem('CERTIFICATE', der), key: pem }
}

/** Returns free ports. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer()
      return new Promise<typeof server>((resolve, reject) => {
        server.once('error', reject)
        server.listen(0, '127.0.0.1', () => resolve(server))
      })
    }),
  )
  const ports = servers.map(portOf)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

/** Waits until a request is answered, for ten seconds at most. */
async function answered(ask: () => Promise<unknown>): Promise<void> {
  let last: unknown
  const asked = (): Promise<boolean> =>
    ask().then(
      () => true,
      (error: unknown) => {
        last = error
        return false
      },
    )
  await until(asked, { pauseMs: 50, seconds: 10, told: () => String(last) })
}

function get(url: string, authority: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca: writePem('CERTIFICATE', authority) }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(`${url}: ${response.statusCode} ${body}`))))
    })
    asked.on('error', reject)
    asked.end()
  })
}
