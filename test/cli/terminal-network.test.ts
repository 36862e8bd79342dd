// Owns the tests that control bytes from servers never reach the terminal: reasons of responses, the log of revocation lists, names in
// certificates.
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { selfSign } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'
import { portOf } from '../harness/port.ts'
import { top } from '../harness/sources.ts'
import { contents, fixtureKey } from '../pki/fixture.ts'

const place = scratch()
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
  place.remove()
})

/** OSC 0 with its BEL, CSI in seven bits and in eight, DEL. */
const evil = '\x1b]0;pwned\x07\x1b[2J\x9b2J\x7f'
/** Control characters in UTF-8: C1 is U+0080 to U+009F; a lone byte of these is shown as the replacement character. */
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f]/

const listening = (server: Server): Promise<number> => {
  servers.push(server)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))))
}

/** Runs a script in another process, while this process is its server. */
function run(script: string, args: readonly string[]): Promise<Ran> {
  writeFileSync(join(place.path, 'a.rsc'), script, 'latin1')
  const command = [join(top, 'dist', 'offbox.cjs'), 'run', '--allow-net=127.0.0.1', ...args, 'a.rsc']
  return new Promise((resolve) =>
    execFile(process.execPath, command, { cwd: place.path, encoding: 'utf8' }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  )
}

const answering = (status: string): Promise<number> =>
  listening(
    createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, 'latin1'))
    }),
  )

describe('control bytes from servers', () => {
  it('in the reason of a response', async () => {
    const port = await answering(`404 ${evil}`)
    const { code, out, err } = await run(`/tool/fetch url="http://127.0.0.1:${port}/" output=none\n`, [])
    expect(code).not.toBe(0)
    expect({ code, out, err: err.replaceAll(String(port), 'PORT') }).toMatchInlineSnapshot(`
      {
        "code": 1,
        "err": "error: failure: Status 404, \\1B]0;pwned\\07\\1B[2J�2J\\7F (/tool/fetch)
       --> a.rsc:1:1
      1 | /tool/fetch url="http://127.0.0.1:PORT/" output=none
        | ^^^^^^^^^^^
      ",
        "out": "",
      }
    `)
  })

  it('in what the log reports about a revocation list', async () => {
    const port = await answering(`404 ${evil}`)
    const script = `/certificate/settings/set crl-download=yes crl-use=yes\n/certificate/crl/add url="http://127.0.0.1:${port}/a.crl"\n`
    const { out, err } = await run(script, ['--until', '2h'])
    expect(out + err).not.toMatch(steering)
    expect(continued(err.replaceAll(String(port), 'PORT').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME'))).toMatchInlineSnapshot(`
      "TIME crl,error failed to download http://127.0.0.1:PORT/a.crl: http://127.0.0.1:PORT/a.crl \\
          answers 404 \\1B]0;pwned\\07\\1B[2J�2J\\7F (2 times, at last TIME)
      "
    `)
  })

  it('in the address of the list that a certificate names', async () => {
    const port = await answering('404 Not Found')
    const key = fixtureKey('ec-prime256v1')
    const points = [`http://127.0.0.1:${port}/a${evil.replaceAll('\x9b', '')}.crl`]
    mkdirSync(join(place.path, 'points', 'files'), { recursive: true })
    const issued = selfSign(contents('points', key, { distributionPoints: points }), key)
    writeFileSync(join(place.path, 'points', 'files', 'ca.pem'), writePem('CERTIFICATE', issued))
    const script =
      '/certificate/settings/set crl-download=yes crl-use=yes\n/certificate/import file-name=ca.pem passphrase="" trusted=yes\n'
    const fetched = await run(script, ['--device', 'points', '--until', '2h'])
    expect(continued(fetched.err.replaceAll(String(port), 'PORT').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')))
      .toMatchInlineSnapshot(`
      "TIME crl,error failed to download http://127.0.0.1:PORT/a\\1B]0;pwned\\07\\1B[2J2J\\7F.crl: http://127.0.0.1:PORT/a\\1B]0;\\
          pwned\\07\\1B[2J2J\\7F.crl answers 404 Not Found (2 times, at last TIME)
      "
    `)
    expect(fetched.out + fetched.err).not.toMatch(steering)
    const shown = await run(':error [/certificate/crl/get 0 url]\n', ['--device', 'points'])
    expect(shown.err.replaceAll(String(port), 'PORT')).toMatchInlineSnapshot(`
      "error: http://127.0.0.1:PORT/a\\1B]0;pwned\\07\\1B[2J2J\\7F.crl (:error)
       --> a.rsc:1:1
      1 | :error [/certificate/crl/get 0 url]
        | ^^^^^^
      "
    `)
    expect(shown.out + shown.err).not.toMatch(steering)
  })

  it('in the name of a refused certificate', async () => {
    const key = fixtureKey('rsa-2048-a')
    const now = BigInt(Date.now()) * 1_000_000n
    const made = contents(`a${evil.replaceAll('\x9b', '\xc2\x9b')}`, key, {
      'invalid-before': now - 86_400_000_000_000n,
      'invalid-after': now + 86_400_000_000_000n,
      'key-usage': ['digital-signature', 'key-cert-sign', 'tls-client'],
    })
    const pem = writePem('CERTIFICATE', selfSign(made, key))
    writeFileSync(join(place.path, 'ca.pem'), pem)
    const port = await listening(createTlsServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: pem }))
    const { code, out, err } = await run(`/tool/fetch url="https://127.0.0.1:${port}/" check-certificate=yes output=none\n`, [
      '--ca',
      'ca.pem',
    ])
    expect(code).not.toBe(0)
    expect(out + err).not.toMatch(steering)
    expect(err.replaceAll(String(port), 'PORT')).toMatchInlineSnapshot(`
      "error: failure: SSL: ssl: invalid cert purpose - "CN=a\\1B]0;pwned\\07\\1B[2JÂ\\9B2J\\7F" (6) (/tool/fetch)
       --> a.rsc:1:1
      1 | /tool/fetch url="https://127.0.0.1:PORT/" check-certificate=yes output=none
        | ^^^^^^^^^^^
      "
    `)
  })
})
