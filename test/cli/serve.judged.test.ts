// Owns the tests of `offbox serve` with curl and openssl: certificates, revocation lists, and the end of the process.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const run = promisify(execFile)
const place = scratch()
const lab = join(place.path, 'lab')
const at = (name: string): string => join(lab, 'files', name)

const pki = `/certificate
add name=ca common-name=ca key-usage=key-cert-sign,crl-sign key-size=prime256v1
sign ca ca-crl-host=127.0.0.1
add name=middle common-name=middle key-usage=key-cert-sign,crl-sign key-size=prime256v1
sign middle ca=ca
add name=one common-name=one subject-alt-name=DNS:localhost,IP:127.0.0.1 key-usage=digital-signature,tls-server key-size=prime256v1
sign one ca=middle
add name=two common-name=two subject-alt-name=DNS:localhost,IP:127.0.0.1 key-usage=digital-signature,tls-server key-size=prime256v1
sign two ca=ca
export-certificate ca file-name=ca
export-certificate two file-name=two
issued-revoke two
/ip/service/set www-ssl certificate=one disabled=no
/system/scheduler/add name=later interval=1s on-event=":do {/file/add name=ticked} on-error={}; :if ([:len [/file/find name=change]] > \
0) do={/ip/service/set www-ssl certificate=two}"
`

let device: ChildProcess
let serverLog = ''
const ports = { www: '', ssl: '' }

/** Waits until `holds` returns true, for a minute at most. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`waited in vain; told:\n${serverLog}`)
}

describeWith('openssl', 'a device whose www-ssl has no certificate', () => {
  it('reports a service that does not listen, and why; once enabled it accepts anonymous clients only', async () => {
    const bare = join(place.path, 'bare')
    const serving = async (says: string, look: (said: () => string) => Promise<void>): Promise<void> => {
      const server = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'serve', '--device', bare, '--listen', 'www-ssl=0'], {
        stdio: ['ignore', 'inherit', 'pipe'],
      })
      let said = ''
      server.stderr?.on('data', (data) => (said += String(data)))
      try {
        await until(() => said.includes(says))
        await look(() => said)
      } finally {
        const ended = new Promise((resolve) => server.once('exit', resolve))
        server.kill('SIGKILL')
        await ended
      }
    }
    await serving('warning: www-ssl does not listen: /ip/service/enable www-ssl switches it on', () => Promise.resolve())
    offbox(place.path, ['run', '--device', bare, '-'], '/ip/service/enable www-ssl')
    await serving('warning: www-ssl has no certificate: only clients', async (said) => {
      await until(() => /https:\S+:\d+\//.test(said()))
      const port = /https:\S+:(\d+)\//.exec(said())?.[1] ?? ''
      const connected = (...words: readonly string[]): Promise<string> =>
        run('sh', ['-c', `openssl s_client -connect 127.0.0.1:${port} ${words.join(' ')} </dev/null 2>&1 || true`]).then(
          ({ stdout }) => stdout,
        )
      expect(await connected('-tls1_2', '-cipher', 'aNULL:@SECLEVEL=0')).toContain('Cipher is ADH-')
      expect(await connected()).toContain('handshake failure')
    })
  })
})

describeWith('curl', 'a device that serves', () => {
  beforeAll(async () => {
    const made = offbox(place.path, ['run', '--device', lab, '-'], pki)
    expect(made).toMatchObject({ code: 0, err: '' })
    device = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'serve', '--device', lab, '--listen', 'www=0,www-ssl=0'], {
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    device.stderr?.on('data', (data) => (serverLog += String(data)))
    await until(() => /https:\S+:\d+\//.test(serverLog) && /http:\S+:\d+\//.test(serverLog))
    ports.www = /http:\S+:(\d+)\//.exec(serverLog)?.[1] ?? ''
    ports.ssl = /https:\S+:(\d+)\//.exec(serverLog)?.[1] ?? ''
  })
  afterAll(() => {
    device.kill('SIGKILL')
    place.remove()
  })

  const curl = (...args: string[]): Promise<{ stdout: string }> => run('curl', ['-sS', '--noproxy', '*', '--max-time', '20', ...args])

  it('publishes revocation lists that openssl reads', async () => {
    const list = join(place.path, 'list.crl')
    const { stdout } = await curl('-o', list, '-w', '%{http_code} %{content_type}', `http://127.0.0.1:${ports.www}/crl/1.crl`)
    expect(stdout).toBe('200 application/pkix-crl')
    const { stdout: text } = await run('openssl', ['crl', '-inform', 'der', '-in', list, '-noout', '-text'])
    expect(text).toContain('Revoked Certificates')
    const pem = join(place.path, 'list.pem')
    await run('openssl', ['crl', '-inform', 'der', '-in', list, '-out', pem])
    const verdict = await run('openssl', ['verify', '-crl_check', '-CAfile', at('ca.crt'), '-CRLfile', pem, at('two.crt')]).catch(
      (error: { stderr: string; stdout: string }) => error,
    )
    expect(`${verdict.stdout}${verdict.stderr}`).toContain('certificate revoked')
  })

  it('presents a chain that curl trusts by its root alone, and only for its names', async () => {
    const { stdout } = await curl(
      '--cacert',
      at('ca.crt'),
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      `https://127.0.0.1:${ports.ssl}/crl/1.crl`,
    )
    expect(stdout).toBe('200')
    await expect(
      curl('--cacert', at('ca.crt'), '--resolve', `other.example:${ports.ssl}:127.0.0.1`, `https://other.example:${ports.ssl}/`),
    ).rejects.toThrow()
    await expect(curl(`https://127.0.0.1:${ports.ssl}/`)).rejects.toThrow()
  })

  it('presents its chain to openssl', async () => {
    const { stdout } = await run('sh', [
      '-c',
      `openssl s_client -connect 127.0.0.1:${ports.ssl} -CAfile "${at('ca.crt')}" -verify_return_error -verify_hostname ` +
        'localhost </dev/null 2>&1',
    ])
    expect(stdout).toContain('Verify return code: 0 (ok)')
    expect(stdout).toMatch(/0 s:CN ?= ?one[\s\S]*1 s:CN ?= ?middle/)
  })

  it('answers unknown pages with 404 and a message', async () => {
    const { stdout } = await curl('-w', '%{http_code}', `http://127.0.0.1:${ports.www}/webfig/`)
    expect(stdout).toBe('offbox does not model the pages of a device\n404')
  })

  it('runs schedulers, and switches to another certificate', async () => {
    await until(() => existsSync(at('ticked')))
    writeFileSync(at('change'), '')
    await until(async () => {
      const { stdout } = await run('sh', [
        '-c',
        `openssl s_client -connect 127.0.0.1:${ports.ssl} </dev/null 2>/dev/null | openssl x509 -noout -subject`,
      ])
      return /CN ?= ?two/.test(stdout)
    })
  })

  it('ends with Ctrl-C: the state is stored, and the folder released', async () => {
    const ended = new Promise((resolve) => device.on('exit', resolve))
    device.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(existsSync(join(lab, 'lock'))).toBe(false)
    const { out } = offbox(place.path, ['run', '--device', lab, '-'], ':put [/ip/service/get www-ssl certificate]')
    expect(out).toBe('two\n')
    expect(readFileSync(at('ca.crt'), 'latin1')).toContain('BEGIN CERTIFICATE')
  })
})
