// Owns the tests of the page in a real browser: every feature, its content security policy, and accessibility.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'
import { download, openTab, run, scriptOf, servePage, startBrowser, type Served, type Tab, textOf, until, write } from './browser.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const slow = 180_000
const fixture = (name: string): string => readFileSync(join(top, 'fixtures', 'page', name), 'utf8')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The violations that axe-core finds: rules with the elements. */
async function faultsOf(page: Page): Promise<unknown> {
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] })
       .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]))`,
  )
}

describeWith('chromium', 'the page in chromium', () => {
  let served: Served
  let browser: Browser
  let tab: Tab
  const folder = mkdtempSync(join(tmpdir(), 'offbox-page-'))

  beforeAll(async () => {
    ;[served, browser] = await Promise.all([servePage(), startBrowser()])
    tab = await openTab(browser, served.url)
  }, slow)

  afterAll(async () => {
    await browser.close()
    served.server.kill('SIGTERM')
    removeFolder(folder)
  }, slow)

  it('shows findings while the user types, in the words of `check`', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, fixture('mistakes.rsc'))
    await until(page, "document.querySelectorAll('#findings .finding').length === 4")
    const found = await textOf(page, '#findings')
    expect(found).toContain("4:17 late bad-parameter: bad parameter adress (line 4 column 23) (did you mean 'address'?)")
    expect(found).toContain('5:44 error syntax-error: syntax error')
    // The line has the colours of the device, and the refused line has none.
    const painted = "[...document.getElementById('editor').shadowRoot.querySelectorAll('[class^=t-]')].map((one) => one.textContent)"
    expect(await page.evaluate(painted)).toEqual(expect.arrayContaining(['local', 'total', 'add', 'interface']))
    expect(await page.evaluate(painted)).not.toContain('forea')
  })

  it('applies a quick fix, completes, and shows a hover text', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, '/ip/address/add adress=10.0.0.1/24 interface=ether1')
    await until(page, "document.querySelectorAll('#findings .finding').length === 1")
    await page.click('#findings .finding')
    const root = "document.getElementById('editor').shadowRoot"
    const at: unknown = await page.evaluate(
      `(() => { const { x, y } = ${root}.querySelector('.cm-lintRange').getBoundingClientRect(); return [x + 4, y + 4] })()`,
    )
    const [x = 0, y = 0] = Array.isArray(at) ? at.map(Number) : []
    await page.mouse.move(x, y)
    await until(page, `${root}.querySelector('.cm-diagnosticAction') !== null`)
    await page.evaluate(`${root}.querySelector('.cm-diagnosticAction').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))`)
    await until(page, "document.querySelectorAll('#findings .finding').length === 0")
    expect(await scriptOf(page)).toBe('/ip/address/add address=10.0.0.1/24 interface=ether1')

    await write(page, '/ip/firewall/filter/add chain=input act')
    await page.keyboard.down('Control')
    await page.keyboard.press('Space')
    await page.keyboard.up('Control')
    await until(page, `/action/.test(${root}.querySelector('.cm-tooltip-autocomplete')?.textContent ?? '')`)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await page.keyboard.press('Enter')
    await until(page, `${root}.querySelector('.cm-content').textContent.endsWith('action=')`)

    // The hover of a word in the text, formatted.
    await write(page, '/certificate/add name=a common-name=b\n')
    const word = `[...${root}.querySelectorAll('[class^=t-]')].find((one) => one.textContent === 'common-name')`
    await until(page, `${word} !== undefined`)
    const over: unknown = await page.evaluate(`(() => { const { x, y } = ${word}.getBoundingClientRect(); return [x + 4, y + 4] })()`)
    const [left = 0, up = 0] = Array.isArray(over) ? over.map(Number) : []
    await page.mouse.move(0, 0)
    await page.mouse.move(left, up, { steps: 4 })
    await until(page, `${root}.querySelector('.cm-tooltip-hover .told strong')?.textContent === 'common-name'`)
    expect(await page.evaluate(`${root}.querySelector('.cm-tooltip-hover').textContent`)).toMatch(/^common-name of \/certificate\/add\w/)
    await page.mouse.move(0, 0)
  })

  it('runs a script with real certificates, which openssl accepts', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, fixture('pki.rsc'))
    expect(await run(page)).toBe('ended')
    expect(await textOf(page, '#panel')).toContain('4 certificates')
    await page.click('#tab-certificates')
    await until(page, "document.querySelector('#panel svg') !== null")
    const drawn = await textOf(page, '#panel .issuers')
    expect(drawn.split('\n').map((line) => line.trim())).toEqual(
      expect.arrayContaining([expect.stringMatching(/^root expires in 9 years/), expect.stringMatching(/^phone expires in (19|20) days/)]),
    )
    // Issuers and their certificates are nested lists.
    expect(await page.evaluate("document.querySelector('#panel .issuers > li > ul > li > ul').children.length")).toBe(2)

    await page.click('#tab-files')
    await until(page, "document.querySelectorAll('[data-file]').length === 3")
    const files = ['www.crt', 'www.key', 'www.p12']
    for (const name of files) writeFileSync(join(folder, name), await download(page, name))
    const openssl = (...words: string[]): string =>
      execFileSync('openssl', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    const bundle = openssl('pkcs12', '-in', 'www.p12', '-passin', 'pass:secret123', '-nodes')
    writeFileSync(join(folder, 'all.pem'), bundle)
    const blocks = [...bundle.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g)].map(([block]) => block)
    expect(blocks).toHaveLength(3)
    const root = blocks.find((block) => {
      writeFileSync(join(folder, 'one.pem'), block)
      return openssl('x509', '-in', 'one.pem', '-noout', '-subject').includes('Home Root')
    })
    writeFileSync(join(folder, 'root.pem'), root ?? '')
    expect(openssl('verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'all.pem', 'www.crt')).toContain('OK')
    expect(openssl('pkey', '-in', 'www.key', '-passin', 'pass:secret123', '-check', '-noout')).toContain('Key is valid')
  })

  it('shows the menus, the log, and what the export contains in addition to that of a new device', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, `${fixture('firewall.rsc')}:log info "was here"\n`)
    expect(await run(page)).toBe('ended')
    await page.click('#tab-menus')
    await until(page, "/jump-target/.test(document.querySelector('#panel table')?.parentNode.parentNode.textContent ?? '')")
    expect(await textOf(page, '#panel')).toContain('/ip/firewall/filter')
    await page.click('#tab-log')
    await until(page, "/was here/.test(document.getElementById('panel').textContent)")
    await page.click('#tab-export')
    await until(page, "document.querySelectorAll('#panel .added').length > 8")
    expect(await page.evaluate("document.querySelectorAll('#panel .removed').length")).toBe(0)
    expect(await textOf(page, '#panel')).toMatch(/\n\+ add address=192\.168\.88\.0\/24 list=admins\n/)
  })

  it('has a console on the same device', { timeout: slow }, async () => {
    const { page } = tab
    await page.click('#tab-console')
    await until(page, "document.activeElement?.id === 'line'")
    await page.keyboard.type('/ip firewall filter')
    await page.keyboard.press('Enter')
    await until(page, "/filter/.test(document.querySelector('.entry label').textContent)")
    await page.keyboard.type(':put [:len [find]]')
    await page.keyboard.press('Enter')
    await until(page, "/\\n7\\n/.test(document.querySelector('.console pre').textContent)")
  })

  it('has releases, boards and packages, and shows on which releases a script works', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, ':onerror e in={ :error "x" } do={ :put $e }')
    await page.click('#releases')
    await until(page, "/^works/.test(document.getElementById('status').textContent)")
    expect(await textOf(page, '#status')).toBe('works on 7.13..7.24')
    await page.select('#release', '7.12.2')
    await until(page, "document.querySelectorAll('#findings .finding.error').length > 0")
    await page.select('#board', 'RB5009UG+S+')
    await write(page, ':put [/system/resource/get version]; :put [/interface/get [find default-name=sfp-sfpplus1] name]')
    expect(await run(page)).toBe('ended')
    await page.click('#tab-output')
    expect(await textOf(page, '#panel')).toMatch(/^7\.12\.2.*\nsfp-sfpplus1/)
    await page.select('#release', '7.24')
    await page.select('#board', '')
  })

  it('formats the script', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, ':if (1=1) do={:put 1;:put 2}')
    await page.click('#format')
    await until(page, "document.getElementById('editor').shadowRoot.querySelectorAll('.cm-line').length >= 4")
    expect(await scriptOf(page)).toBe(':if (1=1) do={\n  :put 1\n  :put 2\n}\n')
  })

  it('creates a link that contains the script and sends it to no server', { timeout: slow }, async () => {
    const { page } = tab
    const script = ':put "grüße ☃ <b>"\n'
    await write(page, script)
    await page.click('#share')
    await until(page, "location.hash.startsWith('#s=')")
    const other = await openTab(browser, page.url())
    await until(other.page, "/grüße/.test(document.getElementById('editor').shadowRoot.textContent)")
    expect(await scriptOf(other.page)).toBe(script)
    expect(await run(other.page)).toBe('ended')
    expect(await textOf(other.page, '#panel')).toContain('grüße ☃ <b>')
    expect(other.requests.filter((url) => !url.startsWith(served.url) && !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([])
    expect(other.complaints).toEqual([])
    await other.page.browserContext().close()
  })

  it.each([
    ['a loop', ':while (true) do={}', /longer than|steps/],
    ['a call', ':global f do={ :global f; $f }; $f', /deep/],
    ['an output', ':while (true) do={ :put "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }', /printed more/],
    ['rows', ':for i from=1 to=100000000 do={ /ip/firewall/address-list/add list=a address=(10.0.0.0 + $i) }', /more than|longer than/],
  ])('survives %s without an end', { timeout: slow }, async (_, script, words) => {
    const { page } = tab
    await page.click('#tab-output')
    await write(page, script)
    expect(await run(page)).toMatch(words)
    await write(page, ':put alive')
    expect(await run(page)).toBe('ended')
    expect(await textOf(page, '#panel')).toContain('alive')
  })

  it('stops on request, and restores the device', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, ':while (true) do={}')
    await page.click('#run')
    await until(page, "!document.getElementById('stop').disabled")
    await page.click('#stop')
    await until(page, "/stopped/.test(document.getElementById('status').textContent)")
    await write(page, ':put again')
    expect(await run(page)).toBe('ended')
  })

  it('executes nothing that a script prints or names', { timeout: slow }, async () => {
    const { page } = tab
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>'
    await write(
      page,
      `:put "${hostile}"
/ip/firewall/address-list/add list="${hostile}" address=10.0.0.1 comment="${hostile}"
/certificate/add name="${hostile}" common-name=x
`,
    )
    expect(await run(page)).toBe('ended')
    for (const shown of ['menus', 'certificates', 'export']) {
      await page.click(`#tab-${shown}`)
      await until(page, "/onerror=alert/.test(document.getElementById('panel').textContent)")
      expect(await page.evaluate("document.querySelectorAll('#panel img, #panel script').length")).toBe(0)
    }
  })

  it('can be used with the keyboard only', { timeout: slow }, async () => {
    const { page } = tab
    await write(page, ':put "by keys"')
    await page.keyboard.down('Control')
    await page.keyboard.press('Enter')
    await page.keyboard.up('Control')
    await until(page, "document.getElementById('status').textContent === 'ended'")
    await page.focus('[role=tab][aria-selected=true]')
    await page.keyboard.press('Home')
    await until(page, "document.activeElement.id === 'tab-output' && /by keys/.test(document.getElementById('panel').textContent)")
    await page.keyboard.press('ArrowRight')
    await until(page, "document.activeElement.id === 'tab-menus' && document.querySelector('#panel table') !== null")
  })

  it.each([
    ['a desktop', 1280, 860, 'light'],
    ['a phone', 390, 780, 'dark'],
  ] as const)('has no accessibility fault that axe-core detects on %s', { timeout: slow }, async (_, width, height, scheme) => {
    const other = await openTab(browser, served.url, width, height)
    const { page } = other
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await write(page, fixture('pki.rsc'))
    expect(await run(page)).toBe('ended')
    for (const shown of ['output', 'menus', 'certificates', 'files', 'export', 'console']) {
      await page.click(`#tab-${shown}`)
      await until(page, "document.querySelector('#panel').children.length > 0")
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect([shown, await faultsOf(page)]).toEqual([shown, []])
    }
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(other.complaints).toEqual([])
    await page.browserContext().close()
  })

  it('works offline after the first visit', { timeout: slow }, async () => {
    const { page } = await openTab(browser, served.url)
    await until(page, 'navigator.serviceWorker.controller !== null')
    await until(page, 'caches.keys().then((names) => names.length === 1)')
    await page.setOfflineMode(true)
    await page.goto(served.url)
    await until(page, "performance.getEntriesByName('first-finding').length > 0")
    await write(page, fixture('pki.rsc'))
    expect(await run(page)).toBe('ended')
    await page.browserContext().close()
  })

  it('requests nothing from other servers, and never violates its content security policy', () => {
    expect(tab.requests.filter((url) => !url.startsWith(served.url) && !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([])
    expect(tab.complaints).toEqual([])
  })
})
