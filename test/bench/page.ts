// Owns the benchmarks of the page in Debian's chromium: first findings, a keystroke, an RSA-4096 key; relative to a loop in the same
// chromium.
import { existsSync } from 'node:fs'
import { openTab, run, servePage, startBrowser, write, type Tab } from '../page/browser.ts'

/** A result: the median in milliseconds of real time, its ratio to the loop, and its budget. */
export interface Measure {
  readonly name: string
  readonly milliseconds: number
  readonly loops: number
  readonly limit: number
}

const visits = 5
const keystrokes = 15
const keys = 9

/** Forty million additions of small numbers: the current speed of the machine. */
const loop = `(() => {
  const start = performance.now()
  let sum = 0
  for (let at = 0; at < 4e7; at++) sum = (sum + at * 7) | 0
  return performance.now() - start + sum * 0
})()`

/** Records the time of each request to a worker, from the request to the last response. */
const watched = `(() => {
  const asked = (window.asked = [])
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (message, ...rest) {
    const start = performance.now()
    const answered = ({ data }) => {
      if (data?.number !== message.number || 'print' in data) return
      this.removeEventListener('message', answered)
      asked.push([message.what, performance.now() - start])
    }
    if (typeof message?.number === 'number') this.addEventListener('message', answered)
    return postMessage.call(this, message, ...rest)
  }
})()`

const middle = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN

const numberFrom = async ({ page }: Tab, expression: string): Promise<number> => Number(await page.evaluate(expression))

/** Returns the times of the requests of a kind, in milliseconds. */
async function timesOf({ page }: Tab, what: string): Promise<readonly number[]> {
  const all: unknown = await page.evaluate(`asked.filter(([what]) => what === ${JSON.stringify(what)}).map(([, time]) => time)`)
  return Array.isArray(all) ? all.map(Number) : []
}

const script = (n: number): string => `:global f${n} do={
  :local x $1
  :foreach k,v in=$x do={ :put "$k $v" }
  :if ([:len $x] = 1) do={ :return [/ip/address/get [find where interface=ether1] address] }
}
/ip/firewall/filter/add chain=input action=accept protocol=tcp dst-port=${22 + (n % 100)} comment="number ${n}"
`

/** Returns the results; an empty list without chromium. */
export async function measure(): Promise<readonly Measure[]> {
  if (!existsSync('/usr/bin/chromium')) return []
  const [served, browser] = await Promise.all([servePage(), startBrowser()])
  const loops: number[] = []
  const compared = (name: string, milliseconds: number, limit: number): Measure => ({
    name,
    milliseconds,
    loops: milliseconds / middle(loops),
    limit,
  })
  try {
    const found: number[] = []
    for (let visit = 0; visit < visits; visit++) {
      const tab = await openTab(browser, served.url)
      found.push(await numberFrom(tab, "performance.getEntriesByName('first-finding')[0].startTime"))
      loops.push(await numberFrom(tab, loop))
      await tab.page.browserContext().close()
    }

    const tab = await openTab(browser, served.url)
    await tab.page.evaluate(watched)
    await write(
      tab.page,
      Array.from({ length: 300 }, (_, n) => script(n))
        .join('')
        .slice(0, 100_000),
    )
    await tab.page.waitForFunction("asked.some(([what]) => what === 'check')")
    const before = (await timesOf(tab, 'check')).length
    for (let key = 1; key <= keystrokes; key++) {
      await tab.page.keyboard.type('x')
      await tab.page.waitForFunction(`asked.filter(([what]) => what === 'check').length >= ${before + key}`)
      loops.push(await numberFrom(tab, loop))
    }
    const typing = (await timesOf(tab, 'check')).slice(before)

    for (let key = 0; key < keys; key++) {
      await write(tab.page, `/certificate/add name=k${key} common-name=k key-size=4096; /certificate/sign k${key}`)
      await run(tab.page)
      loops.push(await numberFrom(tab, loop))
    }
    const signing = await timesOf(tab, 'run')
    return [
      compared(`first findings, ${visits} first visits`, middle(found), 500),
      compared(`findings of a keystroke in 100 KB, behind the pause`, middle(typing), 50),
      compared(`a key of RSA-4096 and its certificate, median of ${signing.length}`, middle(signing), 3000),
      compared('(the loop itself)', middle(loops), 60),
    ]
  } finally {
    await browser.close()
    served.server.kill('SIGTERM')
  }
}
