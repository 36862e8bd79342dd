// Owns the tests of answers that go out together: none of them waits for a device that computes.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isFault, type WebResponse } from '../../src/host/host.ts'
import { nodeNetwork } from '../../src/index.ts'
import { removeFolder } from '../harness/remove-folder.ts'

/** PORT FILE: asks twice at once, makes FILE when the first answer has come, and ends when both have. */
const client = `
const [, port, file] = process.argv
const ask = async () => {
  const text = await (await fetch('http://127.0.0.1:' + port + '/')).text()
  require('node:fs').writeFileSync(file, text)
}
Promise.all([ask(), ask()]).then(() => process.exit(0))
`

/** Only ends what hangs, in milliseconds. */
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
      // So that the other one lies ready, mostly; the answers are the same where it does not.
      if (asked === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
      // Computes, and asks now and then whether to stop, until the client has the first answer.
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
