// Owns the tests of `offbox.json` and of the options of check that people bring along from other linters.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsSchema } from '../../src/settings/settings.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { containing } from '../harness/expected.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const write = (name: string, text: string): void => writeFileSync(join(place.path, name), text, 'latin1')
const read = (name: string): string => readFileSync(join(place.path, name), 'latin1')
const run = (...args: string[]): Ran => offbox(place.path, args)
afterAll(() => place.remove())

describe('offbox.json', () => {
  beforeAll(() => {
    mkdirSync(join(place.path, 'old', 'deep'), { recursive: true })
    write('new.rsc', ':onerror e in={:put 1} do={:put $e}\n')
    write('old/a.rsc', ':onerror e in={:put 1} do={:put $e}\n')
    write('old/deep/b.rsc', '/ip/address/add address=1.1.1.1/24 interface=ether1\n')
    write(
      'offbox.json',
      '{\n  "release": "7.22",\n  "paths": ["old", "new.rsc"],\n  "overrides": [{ "files": ["old"], "release": "6.49" }]\n}\n',
    )
  })

  it('is found upwards from each script, and overrides hold for theirs', () => {
    const { code, out } = run('check', '--format', 'oneline')
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "old/a.rsc:1:15: error: syntax error; :onerror: RouterOS has it since 7.13 [syntax-error]
      "
    `)
    expect(out).not.toContain('new.rsc')
    expect(offbox(join(place.path, 'old', 'deep'), ['check', '../../new.rsc']).code).toBe(0)
  })

  it('comes after the command line, and is left out or replaced by --config', () => {
    expect(run('check', '--release', '7.22', 'old/a.rsc').code).toBe(0)
    expect(run('check', '--config', 'none', 'old/a.rsc').code).toBe(0)
    write('other.json', '{ "release": "6.49" }')
    expect(run('check', '--config', 'other.json', 'new.rsc').code).toBe(2)
  })

  it('says what holds and why', () => {
    const { out } = run('config', 'old/a.rsc')
    expect(out).toMatchInlineSnapshot(`
      "offbox.json applies; flags of the command line take precedence
      release   6.49  # offbox.json:4:37
      packages  - (extra packages: all, none, or a list of names)
      board     - (the model of the board that scripts are for, such as RB5009UG+S+)
      facts     - (a file written by 'offbox facts import'; relative to this file)
      select    - (codes of the only findings to report)
      disable   - (codes of findings not to report)
      severity  - (report findings of this severity or higher)
      rules     - (the severity of findings by their codes, or off)
      fmt       - (the style of offbox fmt)
      "
    `)
    expect(out).toMatch(/^release +6\.49 {2}# offbox\.json:4:37$/m)
    expect(JSON.parse(run('config', '--format', 'json').out)).toMatchObject({
      file: 'offbox.json',
      settings: { release: { value: '7.22', because: ['offbox.json:2:3'] } },
    })
    expect(JSON.parse(run('config', '--schema').out)).toEqual(settingsSchema)
    expect(JSON.parse(readFileSync(join(top, 'dist', 'offbox.schema.json'), 'utf8'))).toEqual(settingsSchema)
  })

  it('is read by fmt, run, test, fuzz and the console, too', () => {
    mkdirSync(join(place.path, 'f'), { recursive: true })
    write('f/offbox.json', '{ "release": "7.16", "fmt": { "indent": "tab", "paths": "slashes" } }')
    write('f/a.rsc', ':if (true) do={\n/ip address print\n}\n')
    expect(run('fmt', '--diff', 'f/a.rsc').out).toMatchInlineSnapshot(`
      "--- f/a.rsc
      +++ f/a.rsc
      @@ -1,3 +1,3 @@
       :if (true) do={
      -/ip address print
      +	/ip/address/print
       }
      "
    `)
    write('f/r.rsc', ':put [/system/resource/get version]\n')
    expect(run('run', 'f/r.rsc').out).toMatchInlineSnapshot(`
      "7.16 (stable)
      "
    `)
    write('f/r.test.rsc', '# offbox: case the release\n/system/script/run r\n# offbox: expect output\n#| 7.16 (stable)\n')
    expect(run('test', 'f')).toMatchObject({ code: 0 })
    expect(offbox(join(place.path, 'f'), ['console'], ':put [/system/resource/get version]\n').out).toMatchInlineSnapshot(`
      "7.16 (stable)
      "
    `)
    write('f/only.rsc', ':onerror e in={:put 1} do={:put $e}\n')
    write('f/offbox.json', '{ "release": "6.49" }')
    expect(run('fuzz', '--runs', '2', 'f/only.rsc').code).toBe(2)
  })

  it('is read by report: what the device is, and which findings are shown', () => {
    mkdirSync(join(place.path, 'drawn'), { recursive: true })
    write('drawn/a.rsc', ':put $nobody\n/system/script/add name=s source=":put \\$nobody"\n')
    const pages = (): string => {
      expect(run('report', 'drawn/a.rsc', '--html', 'drawn/out')).toMatchObject({ code: 0 })
      return ['index', 'scripts', 'files'].map((name) => read(`drawn/out/${name}.html`)).join('')
    }
    write('drawn/offbox.json', '{}')
    expect(pages()).not.toContain('<dd>7.16</dd>')
    expect(pages().match(/\[undeclared-variable\]/g)).toHaveLength(3)
    write('drawn/offbox.json', '{ "release": "7.16", "disable": ["undeclared-variable"] }')
    expect(pages()).toContain('<dd>7.16</dd>')
    expect(pages()).not.toContain('[undeclared-variable]')
  })

  it('is refused with its place where it is wrong', () => {
    write('wrong.json', '{\n  "relase": "7.16"\n}\n')
    expect(run('check', '--config', 'wrong.json', 'new.rsc')).toEqual({
      code: 78,
      out: '',
      err:
        "error: 'relase' is no setting\n" +
        ' --> wrong.json:2:3\n2 |   "relase": "7.16"\n  |   ^^^^^^^^\n' +
        "help: did you mean 'release'?\n",
    })
    expect(run('check', '--config', 'missing.json', 'new.rsc')).toMatchObject({ code: 78, err: containing('missing.json') })
  })
})

describe('adopting check', () => {
  beforeAll(() => {
    mkdirSync(join(place.path, 'fleet'), { recursive: true })
    write('fleet/offbox.json', '{}')
    write('fleet/a.rsc', '/ip adress print\n/ip adress print\n')
    write('fleet/b.rsc', ':put $nobody\n')
  })
  const fleet = (...args: string[]): Ran => offbox(join(place.path, 'fleet'), args)

  it('keeps what is known in a baseline that moved lines do not break', () => {
    expect(fleet('check', '--baseline', 'known.json').code).toBe(66)
    expect(fleet('check', '--baseline', 'known.json', '--write-baseline')).toMatchObject({
      code: 0,
      out: '3 findings of 2 files written to known.json\n',
    })
    expect(fleet('check', '--fix', '--baseline', 'known.json', '--write-baseline')).toMatchObject({ code: 64, out: '' })
    write('fleet/a.rsc', ':put 1\n\n/ip adress print\n/ip adress print\n')
    expect(fleet('check', '--baseline', 'known.json')).toMatchObject({
      code: 0,
      out: '2 scripts checked: nothing found\n3 known findings not reported (baseline)\n',
    })
    write('fleet/a.rsc', '/ip adress print\n/ip/adress/print\n')
    const { code, out } = fleet('check', '--baseline', 'known.json')
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "error: syntax error [syntax-error]
       --> a.rsc:2:11
      2 | /ip/adress/print
        |           ^
      help: did you mean 'address'?

      2 scripts checked: 1 error
      1 script does not parse: a device refuses it whole
      1 finding can be mended with --fix
      2 known findings not reported (baseline)
      1 known finding is gone: bring the baseline up to date with --write-baseline
      "
    `)
    write('fleet/offbox.json', '{ "baseline": "known.json" }')
    expect(fleet('check').out).toMatchInlineSnapshot(`
      "error: syntax error [syntax-error]
       --> a.rsc:2:11
      2 | /ip/adress/print
        |           ^
      help: did you mean 'address'?

      2 scripts checked: 1 error
      1 script does not parse: a device refuses it whole
      1 finding can be mended with --fix
      2 known findings not reported (baseline)
      1 known finding is gone: bring the baseline up to date with --write-baseline
      "
    `)
    write('fleet/offbox.json', '{}')
  })

  it('shows and makes sure fixes', () => {
    write('fleet/a.rsc', '/ip adress print\n:put $nobody\n')
    expect(fleet('check', '--fix', '--diff', 'a.rsc')).toMatchObject({
      code: 1,
      out: '--- a.rsc\n+++ a.rsc\n@@ -1,2 +1,2 @@\n-/ip adress print\n+/ip address print\n :put $nobody\n',
    })
    expect(read('fleet/a.rsc')).toContain('adress')
    const { code, out } = fleet('check', '--fix', 'a.rsc')
    expect([code, read('fleet/a.rsc')]).toEqual([0, '/ip address print\n:put $nobody\n'])
    expect(out).toMatchInlineSnapshot(`
      "hint: 'nobody' is never declared: it is empty unless the caller passes nobody= [undeclared-variable]
       --> a.rsc:2:6
      2 | :put $nobody
        |      ^^^^^^^

      1 script checked: 1 hint
      1 finding mended
      "
    `)
    expect(fleet('check', '--diff', 'a.rsc').code).toBe(64)
  })

  it('counts, is quiet, ends with 0 and writes files where that is asked for', () => {
    write('fleet/a.rsc', '/ip adress print\n')
    expect(fleet('check', '--statistics', 'a.rsc').out).toMatch(/^1 {2}bad-command-name {2}\S/)
    expect(fleet('check', '--quiet', 'a.rsc').out).not.toContain('checked')
    expect(fleet('check', '--exit-zero', 'a.rsc').code).toBe(0)
    expect(fleet('check', '--exit-zero', 'missing.rsc').code).toBe(66)
    expect(fleet('check', '--format', 'oneline', '--output-file', 'report.txt', 'a.rsc')).toMatchObject({ code: 1, out: '' })
    expect(read('fleet/report.txt')).toBe(
      "a.rsc:1:5: fails when reached: bad command name adress; did you mean 'address'? [bad-command-name]\n",
    )
    expect(offbox(join(place.path, 'fleet'), ['check', '--stdin-filename', 'x/y.rsc', '--format', 'oneline', '-'], ':put (').out).toMatch(
      /^x\/y\.rsc:1:/,
    )
  })

  it('selects codes, and takes colours by force', () => {
    expect(fleet('check', '--select', 'weak-key', 'a.rsc').code).toBe(0)
    expect(fleet('check', '--color', 'always', 'a.rsc').out).toContain('\u001b[')
    expect(fleet('check', '--color=never', 'a.rsc').out).not.toContain('\u001b[')
    expect(fleet('check', '--color', 'pink', 'a.rsc')).toMatchObject({ code: 64, err: containing('auto, always or never') })
  })

  it('reports for GitLab, with prints that are never the same', () => {
    write('fleet/a.rsc', '/ip adress print\n/ip adress print\n')
    const issues: unknown = JSON.parse(fleet('check', '--format', 'gitlab', 'a.rsc').out)
    expect(issues).toMatchObject([
      { check_name: 'bad-command-name', severity: 'critical', location: { path: 'a.rsc', lines: { begin: 1, end: 1 } } },
      { location: { lines: { begin: 2 } } },
    ])
    const prints = Array.isArray(issues) ? issues.map(({ fingerprint }: { readonly fingerprint: string }) => fingerprint) : []
    expect(new Set(prints).size).toBe(2)
  })
})

describe('no green on nothing', () => {
  it('a byte order mark is an error', () => {
    write('bom.rsc', '\xef\xbb\xbf:put 1\n')
    expect(run('check', '--config', 'none', '--format', 'oneline', 'bom.rsc')).toMatchObject({
      code: 2,
      out: containing('[byte-order-mark]'),
    })
    expect(run('run', 'bom.rsc')).toMatchObject({ code: 2, out: '', err: containing('byte order mark') })
    expect(offbox(place.path, ['fmt', '-'], new Uint8Array([0xef, 0xbb, 0xbf, 0x3a, 0x70, 0x75, 0x74, 0x20, 0x31])).out).toBe(':put 1\n')
  })

  it('a range without a release is refused', () => {
    for (const range of ['7.24..7.12', '9.1..9.2'])
      expect(run('check', '--config', 'none', '--releases', range, 'bom.rsc')).toMatchObject({ code: 64, out: '' })
  })

  it('a menu that is not there is refused', () => {
    write('one.rsc', ':put 1\n')
    expect(run('export', '--menu', '/ip/adress', 'one.rsc')).toMatchObject({
      code: 64,
      err: containing("did you mean '/ip/address'?"),
    })
  })

  it('runs of fuzz that all ended at what is not modelled are no result', () => {
    write('gone.rsc', ':put [/tool/traceroute 10.0.0.1]\n')
    expect(run('fuzz', '--config', 'none', '--runs', '5', '--seed', '1', 'gone.rsc')).toMatchObject({
      code: 3,
      out: containing('no result in 5 runs, 0 of them judged'),
    })
  })

  it('comments that are not understood, or turn nothing off, are told', () => {
    write('c.rsc', '# offbox: dissable=x\n:put 1\n# offbox: disable=nested_list\n:put 1\n# offbox: disable=weak-key\n:put 1\n')
    expect(run('check', '--config', 'none', '--format', 'oneline', 'c.rsc')).toMatchObject({
      code: 1,
      out:
        "c.rsc:1:11: warning: 'dissable' says nothing to offbox; did you mean 'disable'? [unknown-comment]\n" +
        "c.rsc:3:19: warning: no finding has the code 'nested_list': this disables nothing; " +
        "did you mean 'nested-list'? [unknown-comment]\n" +
        "c.rsc:5:19: hint: 'weak-key' is not found here: this disables nothing [unused-disable]\n",
    })
  })

  it('the summary says what was not looked at', () => {
    write('six.rsc', '# jan/01/2024 10:00:00 by RouterOS 6.49.10\n/ip address add address=1.1.1.1/24 interface=ether1\n')
    write('none.rsc', '\n')
    const { out } = run('check', '--config', 'none', 'six.rsc', 'none.rsc', 'bom.rsc', 'missing.rsc')
    expect(out.replace('\uFEFF', '<BOM>')).toMatchInlineSnapshot(`
      "error: the file starts with a byte order mark: a device refuses it [byte-order-mark]
       --> bom.rsc:1:1
      1 | <BOM>:put 1
        | ^
      help: save it as UTF-8 without a byte order mark

      3 scripts checked: 1 error, 1 file not readable
      1 script does not parse: a device refuses it whole
      1 script is empty: there was nothing to check
      1 script is for a release without facts (6.49.10): names were only guessed at
      1 finding can be mended with --fix
      "
    `)
  })
})
