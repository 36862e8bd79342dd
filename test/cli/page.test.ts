// Owns the tests that no request breaks the server of `offbox page`: odd and long paths, request bodies, clients that disconnect.
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { STATUS_CODES } from 'node:http'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { top } from '../harness/sources.ts'
import { until } from '../harness/until.ts'

describe('the server of the page', () => {
  let child: ChildProcessByStdio<null, null, Readable>
  let port = 0

  beforeAll(async () => {
    child = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'page', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (part: string) => void (said += part))
    while (!said.includes('/\n')) await once(child.stderr, 'data')
    port = Number(/:(\d+)\//.exec(said)?.[1])
  })
  afterAll(() => void child.kill())

  /** Sends raw bytes; returns the first line of the response, or '' if the connection ends without one. */
  const firstLineFor = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')))
      socket.setEncoding('latin1').on('data', (part: string) => void (answer += part))
      socket.on('error', () => undefined).on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    })
  const got = (path: string): Promise<string> => firstLineFor(`GET ${path} HTTP/1.0\r\n\r\n`)

  it.each([
    ['/../../etc/passwd', 404],
    ['/%2e%2e/offbox.cjs', 404],
    ['http://elsewhere/', 404],
    ['/facts', 404],
    [`/${'a'.repeat(300)}`, 404],
    [`/${'a'.repeat(10_000)}`, 404],
    [`/${'a/'.repeat(6_000)}`, 404],
    ['/index.html/x', 404],
    ['/\0', 400],
    ['/index.html?<script>', 200],
  ])('answers %s with %i, and continues', async (path, code) => {
    expect(await got(path)).toBe(`HTTP/1.1 ${code} ${STATUS_CODES[code]}`)
    expect(await got('/')).toBe('HTTP/1.1 200 OK')
  })

  it('survives invalid requests, request bodies and clients that disconnect', async () => {
    expect(await firstLineFor('\xff'.repeat(100_000))).toBe('HTTP/1.1 400 Bad Request')
    expect(await firstLineFor(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 9\r\n\r\nxxxxxxxxx`)).toBe(
      'HTTP/1.1 404 Not Found',
    )
    const open = (): number => readdirSync(`/proc/${child.pid}/fd`).length
    const before = process.platform === 'linux' ? open() : 0
    for (let at = 0; at < 100; at++) {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /device.js HTTP/1.1\r\nHost: a\r\n\r\n'))
      await once(socket, 'data')
      socket.destroy()
    }
    expect(await got('/')).toBe('HTTP/1.1 200 OK')
    if (process.platform === 'linux') await until(() => open() < before + 5, { seconds: 60, told: () => `${open()} files are open` })
  })
})
