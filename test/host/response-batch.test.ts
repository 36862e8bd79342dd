// Owns the tests of responses that are sent together: none of them waits while the device computes.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isFault, type WebResponse } from '../../src/host/host.ts'
import { nodeNetwork } from '../../src/index.ts'
import { removeFolder } from '../harness/remove-folder.ts'

/** Arguments PORT FILE: sends two requests at once, creates FILE at the first response, and ends after both. */
const client = `
const [, port, file] = process.argv
const ask = async () => {
  const text = await (await fetch('http://127.0.0.1:' + port + '/')).text()
  require('node:fs').writeFileSync(file, text)
}
Promise.all([ask(), ask()]).then(() => process.exit(0))
`

/** A timeout for a hanging process, in milliseconds. */
const patience = 120_000

const answer = (text: string): WebResponse => ({ status: 200, headers: [], body: Buffer.from(text) })

it('a response is sent while the device computes another one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-gather-'))
  const file = join(folder, 'heard')
  const network = nodeNetwork({ allowed: 'all', listenAddresses: new Map([['www', { address: '127.0.0.1', port: 0 }]]) })
  const send = network.batchResponses()
  const until = performance.now() + patience
  const isLate = (): boolean => performance.now() > until
  let asked = 0
  let heardWhileBusy = false
  const opened = network
    .listen([{ service: 'www', port: 80, maxConnections: 20 }], () => {
      asked++
      // Waits so that the other request is usually ready; the responses are the same if it is not.
      if (asked === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
      // Computes, and polls for interrupts, until the client has the first response.
      if (asked === 2) {
        while (!existsSync(file) && !isLate()) send()
        heardWhileBusy = existsSync(file)
      }
      return answer(String(asked))
    })
    .get('www')
  if (opened === undefined || isFault(opened)) throw new Error('it does not listen')
  const asking = spawn(process.execPath, ['-e', client, String(opened.port), file], { stdio: 'inherit' })
  const ended = new Promise<number | null>((resolve) => asking.once('exit', resolve))
  while (asked < 2 && !isLate()) network.attend(100)
  expect(await ended).toBe(0)
  expect(heardWhileBusy).toBe(true)
  network.close()
  removeFolder(folder)
}, 300_000)
