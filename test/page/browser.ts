// Owns the page in a real browser: Debian's chromium, driven by puppeteer-core, on what `offbox page` serves.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { top } from '../harness/sources.ts'

/** What a tab came to see: everything that it asked for, and what its policy or its scripts complained of. */
export interface Tab {
  readonly page: Page
  readonly asked: string[]
  readonly complaints: string[]
}

export interface Served {
  readonly url: string
  readonly server: ChildProcess
}

/** `offbox page` on a free port. */
export function servePage(): Promise<Served> {
  const server = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'page', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (data) => {
      said += String(data)
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0]
      if (url !== undefined) resolve({ url, server })
    })
    server.on('exit', (code) => reject(new Error(`offbox page ended with ${code}: ${said}`)))
  })
}

/** Without a sandbox: tests run as root in containers. */
export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], protocolTimeout: 240_000 })

/** A tab of its own profile, with the page in it and its first findings shown. */
export async function openTab(browser: Browser, url: string, width = 1280, height = 860): Promise<Tab> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width, height })
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.evaluateOnNewDocument(
    `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
       console.error('policy: ' + violatedDirective + ' ' + blockedURI))`,
  )
  await page.goto(url)
  await until(page, "performance.getEntriesByName('first-finding').length > 0")
  return { page, asked, complaints }
}

/** Waits until an expression is true in the page. */
export const until = async (page: Page, expression: string): Promise<void> => {
  await page.waitForFunction(expression, { timeout: 240_000, polling: 50 })
}

export const textOf = async (page: Page, selector: string): Promise<string> =>
  String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`))

/** The text of the editor, which lies in a tree of its own. */
const content = "document.getElementById('editor').shadowRoot.querySelector('.cm-content')"

export const scriptOf = async (page: Page): Promise<string> =>
  String(await page.evaluate(`[...${content}.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`))

/** Puts a text in place of the script, as somebody who pastes it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.evaluate(`${content}.focus()`)
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  await page.evaluate(
    `{ const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(text)});
       ${content}.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }`,
  )
}

/** Runs the script and waits for its end; returns what the status says. */
export async function run(page: Page): Promise<string> {
  await page.evaluate("document.getElementById('status').textContent = ''")
  await page.click('#run')
  await until(page, "/^(ended|failed|stopped)/.test(document.getElementById('status').textContent)")
  return textOf(page, '#status')
}

/** The bytes of a file that the device has, as its button downloads it. */
export async function download(page: Page, name: string): Promise<Buffer> {
  await page.evaluate(
    `window.kept = undefined
     HTMLAnchorElement.prototype.click = () => undefined
     window.make ??= URL.createObjectURL
     URL.createObjectURL = (blob) => {
       blob.arrayBuffer().then((all) => (window.kept = [...new Uint8Array(all)]))
       return window.make.call(URL, blob)
     }`,
  )
  await page.click(`[data-file="${name}"]`)
  await until(page, 'window.kept !== undefined')
  const bytes: unknown = await page.evaluate('window.kept')
  return Buffer.from(Array.isArray(bytes) ? bytes.map(Number) : [])
}
