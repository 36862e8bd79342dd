// Owns the benchmark of a served device: REST for one row against a bare node:http server with the same response, and printing 10,000 rows
// over the API against a bare server that writes the same bytes. Servers are separate processes, clients are raw sockets; they alternate.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { sentenceBytes } from '../../src/host/sentence.ts'

const rounds = 7
const clients = 8
const requestsEach = 250
const rows = 10_000

const question = Buffer.from('GET /rest/interface/ether1 HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YWRtaW46\r\n\r\n')
const sentence = (...words: readonly string[]): Buffer => Buffer.from(sentenceBytes(words), 'latin1')
const print = sentence('/ip/firewall/address-list/print')

/** Arguments FILE BODY: responds with BODY to each HTTP request, and with the bytes of FILE to each message on the other port. */
const bare = `
const [, file, body] = process.argv
const bytes = require('node:fs').readFileSync(file)
const web = require('node:http').createServer((asked, answered) =>
  answered.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body))
const other = require('node:net').createServer((socket) => socket.on('data', () => socket.write(bytes)).on('error', () => undefined))
web.listen(0, '127.0.0.1', () => other.listen(0, '127.0.0.1', () => console.log(web.address().port, other.address().port)))
`

/** A connection that sends requests, and recognises a complete response by its end. */
class Line {
  readonly #socket: Socket
  #seen = Buffer.alloc(0)
  #waiting: { readonly isWhole: (seen: Buffer) => boolean; readonly done: (bytes: Buffer) => void } | undefined

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true)
    this.#socket.on('data', (part) => {
      this.#seen = this.#seen.length === 0 ? part : Buffer.concat([this.#seen, part])
      if (this.#waiting?.isWhole(this.#seen) !== true) return
      const { done } = this.#waiting
      const seen = this.#seen
      this.#seen = Buffer.alloc(0)
      done(seen)
    })
  }

  ask(bytes: Buffer, isWhole: (seen: Buffer) => boolean): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#socket.once('error', reject)
      this.#waiting = {
        isWhole,
        done: (seen) => {
          this.#socket.off('error', reject)
          resolve(seen)
        },
      }
      this.#socket.write(bytes)
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}

const endOf = (bytes: Buffer): ((seen: Buffer) => boolean) => {
  return (seen) => seen.length >= bytes.length && seen.subarray(-bytes.length).equals(bytes)
}
const done = sentence('!done')

/** Returns the milliseconds of this number of requests of each client. */
async function timeOfRequests(port: number, end: Buffer): Promise<number> {
  const lines = Array.from({ length: clients }, () => new Line(port))
  const start = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      for (let turn = 0; turn < requestsEach; turn++) await line.ask(question, endOf(end))
    }),
  )
  const spent = performance.now() - start
  for (const line of lines) line.close()
  return spent
}

async function printed(line: Line): Promise<number> {
  const start = performance.now()
  await line.ask(print, endOf(done))
  return performance.now() - start
}

/** The speed of a served device in one scenario, with the highest accepted ratio. */
export interface Measured {
  readonly name: string
  /** The time of the device relative to that of the bare server. */
  readonly ratio: number
  readonly limit: number
}

/** Returns the medians of the device's times relative to those of the bare server. `offbox` is the built program. */
export async function measure(offbox: string): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-served-'))
  const processes: ChildProcess[] = []
  try {
    const lines = Array.from(
      { length: rows },
      (_, at) => `add list=l${at % 7} address=10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`,
    )
    writeFileSync(join(folder, 'rows.rsc'), ['/ip/firewall/address-list', ...lines, ''].join('\n'))
    const ready = join(folder, 'ready.json')
    const words = [offbox, 'serve', '--listen', 'www=0,api=0', '--from', join(folder, 'rows.rsc'), '--ready-file', ready]
    const device = spawn(process.execPath, words, { stdio: 'ignore' })
    processes.push(device)
    while (!existsSync(ready)) {
      if (device.exitCode !== null) throw new Error('the device does not listen')
      await later(50)
    }
    const told = readFileSync(ready, 'utf8')
    const [www = 0, api = 0] = ['www', 'api'].map((service) => Number(new RegExp(`"${service}":(\\d+)`).exec(told)?.[1]))
    const own = new Line(api)
    await own.ask(sentence('/login', '=name=admin', '=password='), endOf(done))
    writeFileSync(join(folder, 'bytes'), await own.ask(print, endOf(done)))
    const body = Buffer.from(
      await (await fetch(`http://127.0.0.1:${www}/rest/interface/ether1`, { headers: { authorization: 'Basic YWRtaW46' } })).arrayBuffer(),
    )
    const peer = spawn(process.execPath, ['-e', bare, join(folder, 'bytes'), body.toString()], { stdio: ['ignore', 'pipe', 'inherit'] })
    processes.push(peer)
    const [web = 0, other = 0] = await new Promise<number[]>((heard) =>
      peer.stdout.once('data', (data) => heard(String(data).split(' ').map(Number))),
    )
    const theirs = new Line(other)
    const times: Readonly<Record<'rest' | 'bareRest' | 'api' | 'bareApi', number[]>> = { rest: [], bareRest: [], api: [], bareApi: [] }
    for (let round = 0; round <= rounds; round++) {
      const turn = [await timeOfRequests(www, body), await timeOfRequests(web, body), await printed(own), await printed(theirs)] as const
      // The first round warms up both.
      if (round === 0) continue
      times.rest.push(turn[0])
      times.bareRest.push(turn[1])
      times.api.push(turn[2])
      times.bareApi.push(turn[3])
    }
    for (const line of [own, theirs]) line.close()
    const perSecond = (clients * requestsEach * 1000) / median(times.rest)
    return [
      {
        name: `REST, one row, ${perSecond.toFixed(0)} a second / bare node:http`,
        ratio: median(times.rest) / median(times.bareRest),
        limit: 4,
      },
      {
        name: `API, ${rows} rows, ${median(times.api).toFixed(0)} ms / writing the same bytes`,
        ratio: median(times.api) / median(times.bareApi),
        limit: 60,
      },
    ]
  } finally {
    for (const each of processes) {
      const ended = new Promise((exit) => each.once('exit', exit))
      each.kill()
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (times: readonly number[]): number => times.toSorted((one, other) => one - other)[times.length >> 1] ?? NaN
