// Owns many clients at once: half of them ask by REST, half by the API; each asks one thing after the other, and
// every hundredth is a write.
//
//   node test/judges/load.mjs [CLIENTS=50] [REQUESTS=10000]
//
// A device of its own is served on loopback, in memory. Ends with 1 where an answer is missing or wrong, or a row was lost.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [clients = 50, requests = 10_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'offbox-load-'))
const ready = join(folder, 'ready.json')
const program = fileURLToPath(new URL('../../dist/offbox.cjs', import.meta.url))
const device = spawn(process.execPath, [program, 'serve', '--listen', 'www=0,api=0', '--ready-file', ready, '--limit', 'items=none'], {
  stdio: ['ignore', 'inherit', 'ignore'],
})
const ended = new Promise((resolve) => device.once('exit', resolve))

/** A REST client: `ask(method, path, body)` resolves with the status and text of the response. */
function restClient(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const authorization = 'Basic YWRtaW46'
  const ask = (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
      const asked = request({ host: '127.0.0.1', port, agent, method, path: `/rest${path}`, headers }, (response) => {
        let text = ''
        response.on('data', (part) => (text += part))
        response.on('end', () => resolve(`${response.statusCode} ${text}`))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  return {
    read: async (name) => (await ask('GET', `/interface?name=${name}&.proplist=name`)).includes(`"name":"${name}"}]`),
    write: async (row) => (await ask('PUT', '/ip/firewall/address-list', JSON.stringify(row))).startsWith('201 '),
    count: async () => JSON.parse((await ask('POST', '/ip/firewall/address-list/print', '{"count-only":""}')).slice(4)).ret,
    close: () => agent.destroy(),
  }
}

/** An API client: words are shorter than 128 bytes here, so a length is one byte. */
async function apiClient(port) {
  const socket = connect(port, '127.0.0.1')
  let [bytes, words, waiting] = [Buffer.alloc(0), [], undefined]
  const fail = (error) => waiting?.reject(error)
  socket.on('error', fail).on('close', () => fail(new Error('closed')))
  socket.on('data', (part) => {
    bytes = Buffer.concat([bytes, part])
    for (let at = 0; ;) {
      const length = bytes[at]
      if (length === undefined || at + 1 + length > bytes.length) return void (bytes = bytes.subarray(at))
      words.push(bytes.toString('latin1', at + 1, at + 1 + length))
      at += 1 + length
      if (length > 0 || !words.includes('!done')) continue
      const answer = words.join(' ')
      words = []
      waiting.resolve(answer)
    }
  })
  const ask = (...sentence) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      socket.write(Buffer.from([...sentence, ''].map((word) => String.fromCharCode(word.length) + word).join(''), 'latin1'))
    })
  await ask('/login', '=name=admin', '=password=')
  return {
    read: async (name) => (await ask('/interface/print', `?name=${name}`, '=.proplist=name')).startsWith(`!re =name=${name} `),
    write: async (row) =>
      (await ask('/ip/firewall/address-list/add', ...Object.entries(row).map(([name, value]) => `=${name}=${value}`))).includes('=ret=*'),
    close: () => socket.end(),
  }
}

try {
  for (let turn = 0; !existsSync(ready); turn++) {
    if (turn > 600) throw new Error('the device does not listen')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const ports = JSON.parse(readFileSync(ready, 'utf8'))
  const wrong = new Map()
  const times = []
  let [right, written] = [0, 0]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, number) => {
      const client = number % 2 === 0 ? restClient(ports.www) : await apiClient(ports.api)
      const name = `ether${(number % 5) + 1}`
      for (let turn = 0; turn < requests; turn++) {
        const start = performance.now()
        const isWrite = turn % 100 === 99
        const row = { list: `c${number}`, address: `10.${number % 250}.${((turn / 100) % 250) | 0}.1`, comment: `${number}.${turn}` }
        const outcome = await (isWrite ? client.write(row) : client.read(name)).catch((error) => error.code ?? error.message)
        if (outcome === true) right++
        else wrong.set(outcome, (wrong.get(outcome) ?? 0) + 1)
        if (isWrite && outcome === true) written++
        times.push(performance.now() - start)
      }
      client.close()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const last = restClient(ports.www)
  const kept = Number(await last.count())
  last.close()
  times.sort((one, other) => one - other)
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1)
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${device.pid}/status`, 'utf8'))?.[1]
  console.log(`${clients} clients, ${requests} requests each: ${right} of ${clients * requests} answered right in ${seconds.toFixed(0)} s`)
  console.log(`${(right / seconds).toFixed(0)} a second; half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms, the slowest ${at(1)} ms`)
  console.log(`${kept} rows kept of ${written} written; the device took ${Math.round(Number(memory) / 1024)} MB at most`)
  for (const [what, times] of wrong) console.log(`${times} times: ${what}`)
  process.exitCode = right === clients * requests && kept === written ? 0 : 1
} finally {
  device.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
