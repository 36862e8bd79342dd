// Owns the tests of `offbox.json`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsSchema } from '../../src/settings/settings.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
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

  it('is searched upwards from each script, and overrides apply to their files', () => {
    const { code, out } = run('check', '--format', 'oneline')
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "old/a.rsc:1:15: error: syntax error; :onerror: RouterOS has it since 7.13 [syntax-error]
      "
    `)
    expect(offbox(join(place.path, 'old', 'deep'), ['check', '../../new.rsc']).code).toBe(0)
  })

  it('is overridden by the command line, and ignored or replaced by --config', () => {
    expect(run('check', '--release', '7.22', 'old/a.rsc').code).toBe(0)
    expect(run('check', '--config', 'none', 'old/a.rsc').code).toBe(0)
    write('other.json', '{ "release": "6.49" }')
    expect(run('check', '--config', 'other.json', 'new.rsc').code).toBe(2)
  })

  it('config shows each setting and its origin', () => {
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
    expect(JSON.parse(run('config', '--format', 'json').out)).toEqual({
      file: 'offbox.json',
      settings: { release: { value: '7.22', because: ['offbox.json:2:3'] } },
    })
    expect(JSON.parse(run('config', '--schema').out)).toEqual(settingsSchema)
    expect(JSON.parse(readFileSync(join(top, 'dist', 'offbox.schema.json'), 'utf8'))).toEqual(settingsSchema)
  })

  it('is read by fmt, run, test, fuzz and the console too', () => {
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
    expect(run('test', 'f')).toEqual({ code: 0, out: 'f/r.test.rsc\n  ok    the release\n\n1 case: 1 passed, 0 failed\n', err: '' })
    expect(offbox(join(place.path, 'f'), ['console'], ':put [/system/resource/get version]\n').out).toMatchInlineSnapshot(`
      "7.16 (stable)
      "
    `)
    write('f/only.rsc', ':onerror e in={:put 1} do={:put $e}\n')
    write('f/offbox.json', '{ "release": "6.49" }')
    expect(run('fuzz', '--runs', '2', 'f/only.rsc').code).toBe(2)
  })

  it('is read by report: the device, and the findings to show', () => {
    mkdirSync(join(place.path, 'drawn'), { recursive: true })
    write('drawn/a.rsc', ':put $nobody\n/system/script/add name=s source=":put \\$nobody"\n')
    const pages = (): string => {
      expect(run('report', 'drawn/a.rsc', '--html', 'drawn/out')).toEqual({
        code: 0,
        out: '',
        err: 'drawn/out/index.html and 6 files beside it\n',
      })
      return ['index', 'scripts', 'files'].map((name) => read(`drawn/out/${name}.html`)).join('')
    }
    write('drawn/offbox.json', '{}')
    expect(pages()).not.toContain('<dd>7.16</dd>')
    expect(pages().match(/\[undeclared-variable\]/g)).toHaveLength(3)
    write('drawn/offbox.json', '{ "release": "7.16", "disable": ["undeclared-variable"] }')
    expect(pages()).toContain('<dd>7.16</dd>')
    expect(pages()).not.toContain('[undeclared-variable]')
  })

  it('is refused with the place of an error', () => {
    write('wrong.json', '{\n  "relase": "7.16"\n}\n')
    expect(run('check', '--config', 'wrong.json', 'new.rsc')).toEqual({
      code: 78,
      out: '',
      err:
        "error: 'relase' is no setting\n" +
        ' --> wrong.json:2:3\n2 |   "relase": "7.16"\n  |   ^^^^^^^^\n' +
        "help: did you mean 'release'?\n",
    })
    expect(run('check', '--config', 'missing.json', 'new.rsc')).toMatchInlineSnapshot(`
      {
        "code": 78,
        "err": "error: cannot read missing.json: no such file or folder
      ",
        "out": "",
      }
    `)
  })
})
