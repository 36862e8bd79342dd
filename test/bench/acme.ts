// Owns the benchmark of ACME: a complete `add-acme` of the built offbox against npm's acme-client, alternately with the same pebble.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { Agent } from 'node:https'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import acme from 'acme-client'
import type * as Offbox from '../../src/index.ts'
import { writePem } from '../../src/pki/pem.ts'
import { startPebble, type Pebble } from '../harness/pebble.ts'

const rounds = 15

/**
 * Returns the ratio of the median times for an account, an order, HTTP-01, finalization and download; an empty list if pebble is not
 * installed. Keys are generated before, and the first round of each program is not counted, because it starts the network thread and loads
 * modules. `dist` is the folder of the built offbox.
 */
export async function measure(dist: string): Promise<{ name: string; ratio: number; limit: number }[]> {
  if (spawnSync('sh', ['-c', 'command -v pebble pebble-challtestsrv']).status !== 0) return []
  const pebble = await startPebble()
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  try {
    const ours = await device(dist, pebble, key)
    const theirs = await client(pebble, key)
    const spent: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] }
    for (let round = 0; round <= rounds; round++) {
      const times = [await ours.issue(), await theirs.issue()] as const
      if (round === 0) continue
      spent.ours.push(times[0])
      spent.theirs.push(times[1])
    }
    ours.close()
    return [
      { name: `issuance, ${median(spent.ours).toFixed(0)} ms / acme-client`, ratio: median(spent.ours) / median(spent.theirs), limit: 1 },
    ]
  } finally {
    await pebble.stop()
  }
}

interface Racer {
  /** Issues one certificate with a new account; returns the milliseconds. */
  issue(): Promise<number>
  close(): void
}

/** Creates a device that trusts pebble: a new one each time, so that the account is new. */
async function device(dist: string, pebble: Pebble, key: KeyObject): Promise<Racer> {
  // The bundle of src/index.ts.
  const { createDevice, memoryHost, nodeNetwork } = (await import(pathToFileURL(join(dist, 'index.js')).href)) as typeof Offbox
  const network = nodeNetwork({ allowed: 'all', listenAddresses: new Map([['www', { address: '127.0.0.1', port: pebble.httpPort }]]) })
  return {
    issue() {
      const { clock, ...world } = memoryHost({ keys: { '2048': [key] }, now: BigInt(Date.now()) * 1_000_000n, network })
      const host = { ...world, clock }
      const made = createDevice({ host, files: { 'pebble.crt': writePem('CERTIFICATE', pebble.authority) } })
      made.run('/certificate import file-name=pebble.crt passphrase=""')
      const start = performance.now()
      const { failure } = made.run(`/certificate/add-acme directory-url="${pebble.directory}" domain-names=router.test`)
      const time = performance.now() - start
      if (failure !== undefined) throw new Error(failure.message)
      // The server of acme-client uses the same port.
      made.run('/ip/service/disable www')
      return Promise.resolve(time)
    },
    close: () => network.close(),
  }
}

async function client(pebble: Pebble, key: KeyObject): Promise<Racer> {
  acme.axios.defaults.httpsAgent = new Agent({ ca: writePem('CERTIFICATE', pebble.authority), keepAlive: true })
  const [, csr] = await acme.crypto.createCsr(
    { commonName: 'router.test', altNames: ['router.test'] },
    key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const answers = new Map<string, string>()
  const server = createServer((request, response) => {
    const answer = answers.get(request.url?.split('/').at(-1) ?? '')
    response.writeHead(answer === undefined ? 404 : 200).end(answer)
  })
  return {
    async issue() {
      await new Promise<void>((resolve) => server.listen(pebble.httpPort, '127.0.0.1', resolve))
      const accountKey = await acme.crypto.createPrivateEcdsaKey()
      const start = performance.now()
      const asked = new acme.Client({ directoryUrl: pebble.directory, accountKey, backoffMin: 50 })
      await asked.auto({
        csr,
        termsOfServiceAgreed: true,
        skipChallengeVerification: true,
        challengeCreateFn: (_authorization, { token }, answer) => Promise.resolve(void answers.set(token, answer)),
        challengeRemoveFn: (_authorization, { token }) => Promise.resolve(void answers.delete(token)),
      })
      const time = performance.now() - start
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      return time
    },
    close: () => undefined,
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
