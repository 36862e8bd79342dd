// Owns the look at the extension in VS Code itself (code-server, and Chromium without a screen): `node test/judges/vscode.mjs FOLDER`.
//
// Needs `npm run build && npm run vsix` and, in FOLDER, code-server with its native parts built, and puppeteer-core:
//
//   npm install --ignore-scripts code-server@4.99.4 puppeteer-core@24      # code-server 4.99 is VS Code 1.99, for Node 20
//   (cd node_modules/code-server/lib/vscode && npm install --ignore-scripts --omit=dev)
//   then `node-gyp rebuild` in argon2 (--module_name=argon2 --module_path=lib/binding/napi-v3 --napi_version=9 --napi_build_version=3),
//   and below lib/vscode in @vscode/spdlog, node-pty, native-watchdog and @vscode/deviceid
//
// It opens a script, waits for findings, hovers, completes, stops at a breakpoint, restarts, and goes on to the end.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node test/judges/vscode.mjs FOLDER')
  process.exit(2)
}
const puppeteer = createRequire(join(resolve(folder), 'package.json'))('puppeteer-core')
const server = join(resolve(folder), 'node_modules', 'code-server', 'out', 'node', 'entry.js')
const vsix = fileURLToPath(new URL('../../dist/offbox.vsix', import.meta.url))
const port = 18_080
const place = mkdtempSync(join(tmpdir(), 'offbox-vscode-'))
const work = join(place, 'work')
const dirs = ['--extensions-dir', join(place, 'extensions'), '--user-data-dir', join(place, 'data')]

const body = ':local total 0\n:for i from=1 to=3 do={\n  :set total ($total + $i)\n}\n'
mkdirSync(join(place, 'data', 'User'), { recursive: true })
mkdirSync(work)
writeFileSync(join(place, 'data', 'User', 'settings.json'), JSON.stringify({ 'workbench.startupEditor': 'none' }))
writeFileSync(join(work, 'a.rsc'), `${body}/ip/address/add adress=1.1.1.1/24\n:put 1\n`)
writeFileSync(join(work, 'b.rsc'), `${body}:put "total $total"\n`)

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))
/** Waits until `look` returns a value, and returns it. Throws an error after a minute. */
async function until(what, look) {
  for (let left = 120; left > 0; left--) {
    const found = await look()
    if (found) return found
    await wait(500)
  }
  throw new Error(`no ${what}`)
}

const { status, stderr } = spawnSync(process.execPath, [server, ...dirs, '--install-extension', vsix], { encoding: 'utf8' })
assert.equal(status, 0, stderr)
const flags = [
  '--auth',
  'none',
  '--bind-addr',
  `127.0.0.1:${port}`,
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
]
const running = spawn(process.execPath, [server, ...dirs, ...flags, work], { stdio: 'ignore' })
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true })
try {
  const url = `http://127.0.0.1:${port}/`
  await until('server', () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  )
  const page = await browser.newPage()
  await page.setViewport({ width: 1400, height: 900 })
  await page.goto(`${url}?folder=${work}`, { waitUntil: 'domcontentloaded' })
  const texts = (selector) => page.$$eval(selector, (found) => found.map((one) => one.innerText.replaceAll('\n', ' ').trim()))
  const chord = async (...keys) => {
    for (const key of keys) await page.keyboard.down(key)
    for (const key of keys.reverse()) await page.keyboard.up(key)
    await wait(800)
  }
  const open = async (name) => {
    const row = await until(name, async () => {
      for (const one of await page.$$('.explorer-folders-view .monaco-list-row'))
        if ((await one.evaluate((at) => at.innerText.trim())) === name) return one
      return undefined
    })
    await row.click({ count: 2 })
    await wait(2000)
  }
  await open('a.rsc')
  await until('finding', async () => (await page.$$('.squiggly-error')).length === 1)
  console.log('finding, lenses:', await texts('.codelens-decoration'))
  const put = await until(':put', async () => {
    for (const one of await page.$$('.view-line span span')) if ((await one.evaluate((at) => at.innerText.trim())) === 'put') return one
    return undefined
  })
  await put.hover()
  console.log(
    'hover:',
    await until('hover', async () => (await texts('.monaco-hover-content')).find((text) => text.includes('prints a value'))),
  )
  await chord('Control', 'End')
  await page.keyboard.type('/certificate/sign c')
  await chord('Control', 'Space')
  console.log(
    'completion:',
    await until('completion', async () => (await texts('.suggest-widget .monaco-list-row')).find((text) => text.startsWith('ca'))),
  )
  await page.keyboard.press('Escape')
  for (let left = 19; left > 0; left--) await page.keyboard.press('Backspace')
  await open('b.rsc')
  await chord('Control', 'g')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F9')
  await wait(1000)
  await page.keyboard.press('F5')
  const locals = (text) =>
    until(`locals ${text}`, async () => (await texts('.debug-variables .monaco-list-row')).join(' | ').includes(text))
  await locals('total = 0 | i = 1')
  await page.keyboard.press('F5')
  await locals('total = 1 | i = 2')
  await chord('Control', 'Shift', 'F5')
  await locals('total = 0 | i = 1')
  console.log('breakpoint, step on, restart: seen')
  for (let left = 3; left > 0; left--) {
    await page.keyboard.press('F5')
    await wait(1500)
  }
  console.log('console:', await until('output', async () => (await texts('.repl')).find((text) => text.includes('total 6'))))
} finally {
  await browser.close()
  running.kill()
  rmSync(place, { recursive: true, force: true })
}
