// Owns the tests of options of check that other linters have too, and that a run which checked nothing is not a success.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'

const place = scratch()
const write = (name: string, text: string): void => writeFileSync(join(place.path, name), text, 'latin1')
const read = (name: string): string => readFileSync(join(place.path, name), 'latin1')
const run = (...args: string[]): Ran => offbox(place.path, args)
afterAll(() => place.remove())

describe('introducing check in a project with many findings', () => {
  beforeAll(() => {
    mkdirSync(join(place.path, 'fleet'), { recursive: true })
    write('fleet/offbox.json', '{}')
    write('fleet/a.rsc', '/ip adress print\n/ip adress print\n')
    write('fleet/b.rsc', ':put $nobody\n')
  })
  const fleet = (...args: string[]): Ran => offbox(join(place.path, 'fleet'), args)

  it('hides known findings by a baseline, even after lines have moved', () => {
    expect(fleet('check', '--baseline', 'known.json').code).toBe(66)
    expect(fleet('check', '--baseline', 'known.json', '--write-baseline')).toEqual({
      code: 0,
      out: '3 findings of 2 files written to known.json\n',
      err: '',
    })
    expect(fleet('check', '--fix', '--baseline', 'known.json', '--write-baseline')).toEqual({
      code: 64,
      out: '',
      err:
        'error: --fix and --write-baseline cannot be combined\n' +
        'help: run --fix first, then write the remaining findings as the baseline\n',
    })
    write('fleet/a.rsc', ':put 1\n\n/ip adress print\n/ip adress print\n')
    expect(fleet('check', '--baseline', 'known.json')).toEqual({
      code: 0,
      out: '2 scripts checked: nothing found\n3 known findings not reported (baseline)\n',
      err: '',
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
      1 finding can be fixed with --fix
      2 known findings not reported (baseline)
      1 known finding is gone: bring the baseline up to date with --write-baseline
      "
    `)
    write('fleet/offbox.json', '{ "baseline": "known.json" }')
    expect(fleet('check').out).toBe(out)
    write('fleet/offbox.json', '{}')
  })

  it('shows preferred fixes, and applies them', () => {
    write('fleet/a.rsc', '/ip adress print\n:put $nobody\n')
    expect(fleet('check', '--fix', '--diff', 'a.rsc')).toEqual({
      code: 1,
      out: '--- a.rsc\n+++ a.rsc\n@@ -1,2 +1,2 @@\n-/ip adress print\n+/ip address print\n :put $nobody\n',
      err: '',
    })
    expect(read('fleet/a.rsc')).toBe('/ip adress print\n:put $nobody\n')
    const { code, out } = fleet('check', '--fix', 'a.rsc')
    expect([code, read('fleet/a.rsc')]).toEqual([0, '/ip address print\n:put $nobody\n'])
    expect(out).toMatchInlineSnapshot(`
      "hint: 'nobody' is never declared: it is empty unless the caller passes nobody= [undeclared-variable]
       --> a.rsc:2:6
      2 | :put $nobody
        |      ^^^^^^^

      1 script checked: 1 hint
      1 finding fixed
      "
    `)
    expect(fleet('check', '--diff', 'a.rsc').code).toBe(64)
  })

  it('--statistics, --quiet, --exit-zero, --output-file and --stdin-filename', () => {
    write('fleet/a.rsc', '/ip adress print\n')
    expect(fleet('check', '--statistics', 'a.rsc').out).toMatchInlineSnapshot(`
      "1  bad-command-name  no menu or command has this name; the script is accepted and fails here

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      "
    `)
    expect(fleet('check', '--quiet', 'a.rsc').out).toMatchInlineSnapshot(`
      "fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      "
    `)
    expect(fleet('check', '--exit-zero', 'a.rsc').code).toBe(0)
    expect(fleet('check', '--exit-zero', 'missing.rsc').code).toBe(66)
    expect(fleet('check', '--format', 'oneline', '--output-file', 'report.txt', 'a.rsc')).toEqual({ code: 1, out: '', err: '' })
    expect(read('fleet/report.txt')).toBe(
      "a.rsc:1:5: fails when reached: bad command name adress; did you mean 'address'? [bad-command-name]\n",
    )
    const given = offbox(join(place.path, 'fleet'), ['check', '--stdin-filename', 'x/y.rsc', '--format', 'oneline', '-'], ':put (')
    expect(given.out).toMatchInlineSnapshot(`
      "x/y.rsc:1:7: error: syntax error; a ')' is missing in this line [syntax-error]
      "
    `)
  })

  it('--select limits the codes, and --color forces colours', () => {
    expect(fleet('check', '--select', 'weak-key', 'a.rsc').code).toBe(0)
    expect(fleet('check', '--color', 'always', 'a.rsc').out.replaceAll('\u001b', '<ESC>')).toMatchInlineSnapshot(`
      "<ESC>[1m<ESC>[33mfails when reached:<ESC>[39m<ESC>[22m bad command name adress [bad-command-name]
       <ESC>[34m--><ESC>[39m <ESC>[1ma.rsc:1:5<ESC>[22m
      <ESC>[34m1 |<ESC>[39m /ip adress print
      <ESC>[34m  |<ESC>[39m     <ESC>[1m<ESC>[31m^^^^^^<ESC>[39m<ESC>[22m
      <ESC>[36mhelp:<ESC>[39m did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      "
    `)
    expect(fleet('check', '--color=never', 'a.rsc').out).toMatchInlineSnapshot(`
      "fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      "
    `)
    expect(fleet('check', '--color', 'pink', 'a.rsc')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: unknown --color 'pink': auto, always or never
      ",
        "out": "",
      }
    `)
  })

  it('reports for GitLab with unique fingerprints', () => {
    write('fleet/a.rsc', '/ip adress print\n/ip adress print\n')
    const issues: unknown = JSON.parse(fleet('check', '--format', 'gitlab', 'a.rsc').out)
    expect(issues).toMatchInlineSnapshot(`
      [
        {
          "check_name": "bad-command-name",
          "description": "bad command name adress (line 1 column 5); did you mean 'address'?",
          "fingerprint": "9a158272bba788f4",
          "location": {
            "lines": {
              "begin": 1,
              "end": 1,
            },
            "path": "a.rsc",
          },
          "severity": "critical",
        },
        {
          "check_name": "bad-command-name",
          "description": "bad command name adress (line 2 column 5); did you mean 'address'?",
          "fingerprint": "8f53b37fb74d9d58",
          "location": {
            "lines": {
              "begin": 2,
              "end": 2,
            },
            "path": "a.rsc",
          },
          "severity": "critical",
        },
      ]
    `)
    const prints = Array.isArray(issues) ? issues.map(({ fingerprint }: { readonly fingerprint: string }) => fingerprint) : []
    expect(new Set(prints).size).toBe(2)
  })
})

describe('no success without a result', () => {
  it('a byte order mark is an error', () => {
    write('bom.rsc', '\xef\xbb\xbf:put 1\n')
    expect(continued(run('check', '--config', 'none', '--format', 'oneline', 'bom.rsc').out)).toMatchInlineSnapshot(`
      "bom.rsc:1:1: error: the file starts with a byte order mark: a device refuses it; save it as \\
          UTF-8 without a byte order mark [byte-order-mark]
      "
    `)
    const { code, out, err } = run('run', 'bom.rsc')
    expect({ code, out, err: err.replace('\uFEFF', '<BOM>') }).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "error: the file starts with a byte order mark: a device refuses it
       --> bom.rsc:1:1
      1 | <BOM>:put 1
        | ^
      help: save it as UTF-8 without a byte order mark
      ",
        "out": "",
      }
    `)
    expect(offbox(place.path, ['fmt', '-'], new Uint8Array([0xef, 0xbb, 0xbf, 0x3a, 0x70, 0x75, 0x74, 0x20, 0x31])).out).toBe(':put 1\n')
  })

  it('a range without a known release is refused', () => {
    expect(['7.24..7.12', '9.1..9.2'].map((range) => run('check', '--config', 'none', '--releases', range, 'bom.rsc')))
      .toMatchInlineSnapshot(`
      [
        {
          "code": 64,
          "err": "error: 7.24..7.12 contains no release: 7.24 is newer than 7.12
      help: write 7.12..7.24
      ",
          "out": "",
        },
        {
          "code": 64,
          "err": "error: 9.1..9.2 contains no release that offbox has facts about
      help: offbox has facts about 7.9.2 to 7.24
      ",
          "out": "",
        },
      ]
    `)
  })

  it('an unknown menu is refused', () => {
    write('one.rsc', ':put 1\n')
    expect(run('export', '--menu', '/ip/adress', 'one.rsc')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: --menu: RouterOS 7.24 has no menu /ip/adress
      help: did you mean '/ip/address'?
      ",
        "out": "",
      }
    `)
  })

  it('fuzz returns 3 if every run stopped at a feature that is not modelled', () => {
    write('gone.rsc', ':put [/tool/traceroute 10.0.0.1]\n')
    const { code, out } = run('fuzz', '--config', 'none', '--runs', '5', '--seed', '1', 'gone.rsc')
    expect(code).toBe(3)
    expect(out.replace(/\d+\.\d s/, 'SECONDS')).toMatchInlineSnapshot(`
      "no result in 5 runs, 0 of them judged, SECONDS, seed 1
      warning: /tool/traceroute is not modelled: 5 of 5 runs stopped there and were not judged
      "
    `)
  })

  it('unknown comments, and those that disable nothing, are reported', () => {
    write('c.rsc', '# offbox: dissable=x\n:put 1\n# offbox: disable=nested_list\n:put 1\n# offbox: disable=weak-key\n:put 1\n')
    expect(run('check', '--config', 'none', '--format', 'oneline', 'c.rsc')).toEqual({
      code: 1,
      err: '',
      out:
        "c.rsc:1:11: warning: 'dissable' says nothing to offbox; did you mean 'disable'? [unknown-comment]\n" +
        "c.rsc:3:19: warning: no finding has the code 'nested_list': this disables nothing; " +
        "did you mean 'nested-list'? [unknown-comment]\n" +
        "c.rsc:5:19: hint: 'weak-key' is not found here: this disables nothing [unused-disable]\n",
    })
  })

  it('the summary lists what was not checked', () => {
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
      1 finding can be fixed with --fix
      "
    `)
  })
})
