// Owns the page in a real browser: Debian's chromium, controlled by puppeteer-core, with the page that `offbox page` serves.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { top } from '../harness/sources.ts'

/** A tab, with all its requests and the reported errors of its policy and scripts. */
export interface Tab {
  readonly page: Page
  readonly requests: string[]
  readonly complaints: string[]
}

/** The address and the process of `offbox page`. */
export interface Served {
  readonly url: string
  readonly server: ChildProcess
}

/** Starts `offbox page` on a free port. */
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

/** Starts chromium without a sandbox: tests run as root in containers. */
export const startBrowser = (): Promise<Browser> =>
  puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], protocolTimeout: 240_000 })

/** Opens a tab with a separate profile, with the page in it and its first findings shown. */
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
  return { page, requests: asked, complaints }
}

/** Waits until an expression is true in the page. */
export const until = async (page: Page, expression: string): Promise<void> => {
  await page.waitForFunction(expression, { timeout: 240_000, polling: 50 })
}

/** The visible text of the first element that matches a selector; '' if there is none. */
export const textOf = async (page: Page, selector: string): Promise<string> =>
  String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`))

/** The content of the editor, which is in a shadow tree. */
const content = "document.getElementById('editor').shadowRoot.querySelector('.cm-content')"

/** The text in the editor of the page. */
export const scriptOf = async (page: Page): Promise<string> =>
  String(await page.evaluate(`[...${content}.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`))

/** Replaces the script by pasting a text. */
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

/** Runs the script and waits for its end; returns the status text. */
export async function run(page: Page): Promise<string> {
  await page.evaluate("document.getElementById('status').textContent = ''")
  await page.click('#run')
  await until(page, "/^(ended|failed|stopped)/.test(document.getElementById('status').textContent)")
  return textOf(page, '#status')
}

/** Downloads a file of the device with its button; returns the bytes. */
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
