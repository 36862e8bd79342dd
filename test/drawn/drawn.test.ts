// Owns the tests of drawings: the tree of issuers, validity, and that text is never markup.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filledColumnsOf } from '../../src/drawn/table.ts'
import { lineChanges } from '../../src/drawn/changes.ts'
import { drawnCertificateOf, type CertificateNode, issuersOf, validityOf, timeOf } from '../../src/drawn/certificates.ts'
import { firewallChains } from '../../src/drawn/firewall.ts'
import { html } from '../../src/drawn/html.ts'
import { certificateTree } from '../../src/drawn/tree.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const row = (name: string, skid: string, akid: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name,
  skid,
  akid,
  'key-usage': ['key-cert-sign'],
  'invalid-before': '2026-01-01 00:00:00',
  'invalid-after': '2027-01-01 00:00:00',
  ...more,
})

const shape = ({ certificate, kind: by, children }: CertificateNode): unknown => [certificate.name, by, children.map(shape)]

describe('issuers', () => {
  it('are found by key identifiers, in any order of rows', () => {
    const rows = [
      row('leaf', 'C', 'B', { 'key-usage': ['tls-server'] }),
      row('middle', 'B', 'A'),
      row('root', 'A', ''),
      row('stray', 'E', 'D'),
      { name: 'template' },
    ]
    expect(issuersOf(rows.map(drawnCertificateOf)).map(shape)).toEqual([
      ['root', 'root', [['middle', 'issued', [['leaf', 'issued', []]]]]],
      ['stray', 'foreign', []],
      ['template', 'template', []],
    ])
  })

  it('that signed each other are all included, once', () => {
    const drawn = JSON.stringify(issuersOf([row('a', 'A', 'B'), row('b', 'B', 'A')].map(drawnCertificateOf)).map(shape))
    expect(drawn).toBe('[["a","foreign",[["b","issued",[]]]]]')
  })
})

it('times are read in the format of each release', () => {
  expect(timeOf('2027-11-28 23:07:29')).toBe(Date.UTC(2027, 10, 28, 23, 7, 29))
  expect(timeOf('nov/28/2027 23:07:29')).toBe(Date.UTC(2027, 10, 28, 23, 7, 29))
  expect(timeOf('never')).toBeUndefined()
})

it.each([
  ['2025-06-01', 'early', 'valid in 214 days'],
  ['2026-06-01', 'fine', 'expires in 214 days'],
  ['2026-12-20', 'soon', 'expires in 12 days'],
  ['2027-01-03', 'expired', 'expired 2 days ago'],
])('on %s it is %s', (now, state, words) => {
  expect(validityOf(drawnCertificateOf(row('a', 'A', '')), Date.parse(`${now}T00:00:00Z`))).toEqual({ state, words })
})

it('a revoked one is shown as revoked first', () => {
  expect(validityOf(drawnCertificateOf(row('a', 'A', '', { revoked: '2026-02-01 00:00:00' })), 0).state).toBe('revoked')
})

it('text is escaped', () => {
  expect(html`<b title="${'"<&'}">${'<i>\x00'}</b>${[html`<u>1</u>`, html`<u>2</u>`]}`.text).toBe(
    '<b title="&quot;&lt;&amp;">&lt;i&gt;\u25a1</b><u>1</u><u>2</u>',
  )
  const drawn = certificateTree({ certificates: [drawnCertificateOf(row('<x>', 'A', ''))], now: 0 }, true).text
  expect(drawn).not.toContain('<x>')
  expect(drawn).toContain('&lt;x&gt;')
})

it('jumps are links to chains, and chains link back', () => {
  const { text } = firewallChains(
    {
      path: '/ip/firewall/filter',
      rows: [
        { chain: 'input', action: 'jump', 'jump-target': 'ssh', protocol: 'tcp' },
        { chain: 'ssh', action: 'drop', 'src-address-list': '!admins' },
        { chain: 'input', action: 'jump', 'jump-target': 'gone', 'src-address-list': 'empty' },
      ],
    },
    new Set(['admins']),
  )
  expect(text).toContain('jump to <a href="#ip-firewall-filter-ssh">ssh</a>')
  expect(text).toContain('<div id="ip-firewall-filter-ssh">')
  expect(text).toContain('jumped to from <a href="#ip-firewall-filter-input">input</a>')
  expect(text).toContain('gone (has no rules)')
  expect(text).toContain('src-address-list=<a href="#ip-list-admins">!admins</a>')
  expect(text).toContain('src-address-list=empty')
})

it('a settings menu shows disabled values, a list does not', () => {
  expect(filledColumnsOf([{ note: '', 'show-at-login': false }])).toEqual(['show-at-login'])
  expect(filledColumnsOf([{ '.id': '*1', name: 'a', disabled: false }])).toEqual(['name'])
})

it('exactly the changed lines are reported', () => {
  const changes = lineChanges('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n').map(({ kind, text }) => `${kind[0]}${text}`)
  expect(changes).toEqual(['sa', 'rb', 'ax', 'sc', 'sd', 'ae'])
})

describe('offbox report', () => {
  it('writes a device as pages with valid links', () => {
    const folder = mkdtempSync(join(tmpdir(), 'offbox-report-'))
    try {
      const bad = '/system/script/add name=s source=":put 1\\r\\n:put \\$nope"\n/ppp/secret/add name=a password=hush-hush\n'
      writeFileSync(join(folder, 'bad.rsc'), bad)
      const files = ['pki.rsc', 'firewall.rsc'].map((name) => join(top, 'fixtures', 'page', name))
      const words = ['report', ...files, join(folder, 'bad.rsc'), '--html', join(folder, 'out')]
      execFileSync(process.execPath, [join(top, 'dist', 'offbox.cjs'), ...words], { stdio: 'pipe' })
      const out = new Map(readdirSync(join(folder, 'out')).map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]))
      expect([...out.keys()].sort()).toEqual(
        ['certificates.html', 'certificates.svg', 'files.html', 'firewall.html', 'index.html', 'scripts.html', 'style.css'].sort(),
      )
      // Every link has a target.
      for (const [name, text] of out)
        for (const [, file = '', at = ''] of name.endsWith('.html') ? text.matchAll(/href="([^"#]*)(?:#([^"]+))?"/g) : []) {
          const target = out.get(file === '' ? name : file)
          expect([name, file, at, target !== undefined && (at === '' || target.includes(`id="${at}"`))]).toEqual([name, file, at, true])
        }
      expect(out.get('certificates.html')).toContain('Home Root')
      expect(out.get('scripts.html')).toContain('[undeclared-variable]')
      expect(out.get('index.html')).toContain('7.12..7.24')
      expect(out.get('index.html')).toContain('*****')
      expect(out.get('index.html')).not.toContain('hush-hush')
      // The separate drawing is XML, and refers to no other file.
      execFileSync('python3', [
        '-c',
        'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])',
        join(folder, 'out', 'certificates.svg'),
      ])
      expect(out.get('certificates.svg')).not.toMatch(/href|url\(/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('draws a stored device without files, and measures validity by the clock in the time zone of its dates', () => {
    const place = scratch()
    try {
      const run = (words: readonly string[], input?: string): unknown => offbox(place.path, words, input)
      const made = '/system/clock/set time-zone-name=Pacific/Auckland\n/certificate\nadd name=a common-name=a key-size=prime256v1\nsign a\n'
      run(['run', '--device', 'lab', '-'], made)
      expect(run(['report', '--device', 'lab', '--html', 'out'])).toEqual({
        code: 0,
        out: '',
        err: 'out/index.html and 6 files beside it\n',
      })
      const page = (name: string): string => readFileSync(join(place.path, 'out', `${name}.html`), 'utf8')
      expect([...new Set(page('certificates').match(/(?:expires|valid) in [^<]+/g))]).toEqual(['expires in 364 days'])
      expect(page('files').match(/<h2>.*|<p.*/g)).toEqual(['<h2>Findings</h2>', '<p class="empty">The device was not made of files.</p>'])
      expect(page('index').match(/made of|Releases that/g)).toBe(null)
      expect(run(['report', '--html', 'out'])).toEqual({
        code: 64,
        out: '',
        err: 'error: nothing to report\nhelp: offbox report FILE..., or offbox report --device DIR for a stored device\n',
      })
    } finally {
      place.remove()
    }
  })
})
