// Owns the tests of `offbox check` and `offbox explain`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rules } from '../../src/resolve/check/rules/list.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'

const place = scratch()
const check = (text: string, ...args: string[]): Ran => offbox(place.path, ['check', ...args, '-'], text)
const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(place.path, name), text)
afterAll(() => place.remove())

/** One finding of each severity. */
const mixed = ':put $nobody\n/certificate add name=a common-name=a key-size=1024\n/ip adress print\n:set x 1\n'

describe('offbox check', () => {
  it('runs nothing, and exits with 0 for a script that a device accepts', () => {
    expect(check(':put 1\n/ip/address/add address=1.1.1.1/24 interface=ether1')).toEqual({
      code: 0,
      out: '1 script checked: nothing found\n',
      err: '',
    })
  })

  it('shows what a device refuses, with a hint', () => {
    const { code, out } = check(':set x 1\n')
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "error: syntax error [syntax-error]
       --> <stdin>:1:6
      1 | :set x 1
        |      ^
      help: nothing declares 'x' here: write :local x or :global x first (functions do not see names around them)

      1 script checked: 1 error
      1 script does not parse: a device refuses it whole
      "
    `)
  })

  it('shows code that would fail at run time', () => {
    const { code, out } = check(':put 1\n/bogus nope\n')
    expect(code).toBe(1)
    const [finding, rest] = out.split('help: neither a menu nor a command of the language has this name\n')
    expect(finding).toBe('fails when reached: bad command name bogus [bad-command-name]\n --> <stdin>:2:2\n2 | /bogus nope\n  |  ^^^^^\n')
    expect(rest).toBe('\n1 script checked: 1 place that fails when reached\n')
  })

  it('compares names with those of the release', () => {
    expect(check(':onerror e in={:put 1} do={}', '--release', '6.49').code).not.toBe(0)
    expect(check(':onerror e in={:put 1} do={}', '--release', '7.20').code).toBe(0)
  })

  it('continues after a refused command, and counts the findings', () => {
    const { code, out } = check(mixed)
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "hint: 'nobody' is never declared: it is empty unless the caller passes nobody= [undeclared-variable]
       --> <stdin>:1:6
      1 | :put $nobody
        |      ^^^^^^^

      warning: a key of 1024 bits is too short: use 2048 or an elliptic curve [weak-key]
       --> <stdin>:2:48
      2 | /certificate add name=a common-name=a key-size=1024
        |                                                ^^^^

      fails when reached: bad command name adress [bad-command-name]
       --> <stdin>:3:5
      3 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      error: syntax error [syntax-error]
       --> <stdin>:4:6
      4 | :set x 1
        |      ^
      help: nothing declares 'x' here: write :local x or :global x first (functions do not see names around them)

      1 script checked: 1 error, 1 place that fails when reached, 1 warning, 1 hint
      1 script does not parse: a device refuses it whole
      1 finding can be fixed with --fix
      "
    `)
  })

  it('--severity, --select and --disable determine the findings and the exit code', () => {
    expect(check(mixed, '--severity', 'error').out).toMatchInlineSnapshot(`
      "error: syntax error [syntax-error]
       --> <stdin>:4:6
      4 | :set x 1
        |      ^
      help: nothing declares 'x' here: write :local x or :global x first (functions do not see names around them)

      1 script checked: 1 error
      1 script does not parse: a device refuses it whole
      "
    `)
    expect(check(':put $nobody')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "hint: 'nobody' is never declared: it is empty unless the caller passes nobody= [undeclared-variable]
       --> <stdin>:1:6
      1 | :put $nobody
        |      ^^^^^^^

      1 script checked: 1 hint
      ",
      }
    `)
    expect(check('/ip adress print', '--disable', 'bad-command-name,weak-key')).toEqual({
      code: 0,
      out: '1 script checked: nothing found\n',
      err: '',
    })
    expect(check('/ip adress print', '--disable', 'weak-key', '--disable', 'weak-digest').code).toBe(1)
    expect(check('# offbox: disable=bad-command-name\n/ip adress print').code).toBe(0)
  })

  it('reports invalid options', () => {
    expect(check('', '--disable', 'weak-kye')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: no finding has the code 'weak-kye'
      help: did you mean 'weak-key'?
      ",
        "out": "",
      }
    `)
    expect(check('', '--format', 'xml').code).toBe(64)
    expect(check('', '--severity', 'bad').code).toBe(64)
    expect(check('', '--releases', 'all').code).toBe(64)
    expect(check('', '--releases', '7.12..', '--format', 'junit').code).toBe(64)
  })
})

describe('several files', () => {
  it('the exit code is that of the worst finding', () => {
    write('a.rsc', ':put 1')
    write('b.rsc', ':put (')
    const { code, out } = offbox(place.path, ['check', 'a.rsc', 'b.rsc'])
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "error: syntax error [syntax-error]
       --> b.rsc:1:7
      1 | :put (
        |       ^
      help: a ')' is missing in this line

      2 scripts checked: 1 error
      1 script does not parse: a device refuses it whole
      "
    `)
  })

  it('are found in folders at any depth', () => {
    mkdirSync(join(place.path, 'site', 'deep'), { recursive: true })
    write('site/one.rsc', ':put 1')
    write('site/deep/two.rsc', '/ip adress print')
    write('site/notes.txt', 'no script ((')
    const { code, out } = offbox(place.path, ['check', 'site'])
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "fails when reached: bad command name adress [bad-command-name]
       --> site/deep/two.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      2 scripts checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      "
    `)
  })

  it('of a stored device: its configuration and files, not its states', () => {
    const setup = '/system/identity/set name=kept; /file/add name=in.rsc contents="/ip adress print"'
    mkdirSync(join(place.path, 'devices'))
    expect(offbox(place.path, ['run', '--device', 'devices/lab', '-'], setup).code).toBe(0)
    for (const folder of ['devices', 'devices/lab'])
      expect(offbox(place.path, ['check', '--format', 'oneline', folder]).out).toBe(
        "devices/lab/files/in.rsc:1:5: fails when reached: bad command name adress; did you mean 'address'? [bad-command-name]\n",
      )
    const { out } = offbox(place.path, ['check', '--format', 'json', 'devices'])
    expect(out.match(/(?<="name": ?")[^"]*/g)).toEqual(['devices/lab/configuration.rsc', 'devices/lab/files/in.rsc'])
    expect(offbox(place.path, ['check', 'devices/lab/state/1']).out).toBe('1 script checked: nothing found\n')
  })

  it('findings include invalid comments for fuzz', () => {
    const wrong = [
      '# offbox: never delete /ip/address',
      '# offbox: never remove /ip/adress',
      '# offbox: expect $result = (',
      '# offbox: expect',
      '# offbox: input $1 number',
      '# offbox: allow sloww',
    ]
    const right = [
      '# offbox: never remove /ip/address',
      '# offbox: expect $result = 1',
      '# offbox: input $1 num 1..9',
      '# offbox: allow slow',
      '# offbox: given /ip/pool/add name=a ranges=10.0.0.1',
    ]
    write('fuzzed.rsc', [...wrong, ...right, ':put 1'].join('\n'))
    const { out } = offbox(place.path, ['check', '--format', 'oneline', 'fuzzed.rsc'])
    expect(continued(out)).toMatchInlineSnapshot(`
      "fuzzed.rsc:1:1: warning: 'never delete /ip/address' cannot be read; as in # offbox: never remove \\
          /ip/address; actions are add, set, remove, change [unknown-comment]
      fuzzed.rsc:2:1: warning: 'never remove /ip/adress' cannot be read; did you mean 'address'? \\
          [unknown-comment]
      fuzzed.rsc:3:1: warning: 'expect $result = (' cannot be read; ( ) needs an expression inside \\
          [unknown-comment]
      fuzzed.rsc:4:1: warning: 'expect' needs more; as in # offbox: expect $result ~ "^[0-9]+\\$" \\
          [unknown-comment]
      fuzzed.rsc:5:1: warning: 'number' is not a type of input; types are num, str, bool, time, ip,\\
           ip-prefix, array; as in # offbox: input $1 num 1..10, # offbox: input user str, # offbox: \\
          input mode in "on" "off" [unknown-comment]
      fuzzed.rsc:6:1: warning: 'sloww' is not a finding; did you mean 'slow'? [unknown-comment]
      "
    `)
  })

  it('an unreadable file does not stop the others', () => {
    write('a.rsc', '/ip adress print')
    const { code, out, err } = offbox(place.path, ['check', 'missing.rsc', 'a.rsc'])
    expect(code).toBe(66)
    expect(err).toMatchInlineSnapshot(`
      "error: cannot read missing.rsc: no such file or folder
      "
    `)
    expect(out).toMatchInlineSnapshot(`
      "fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached, 1 file not readable
      1 finding can be fixed with --fix
      "
    `)
  })

  it('a backup, a package or another binary file is refused with a message', () => {
    write('r.backup', Uint8Array.from([0x88, 0xac, 0xa1, 0xb1, 1, 0, 0, 0]))
    write('b.rsc', Uint8Array.from([1, 0, 2, 0]))
    expect(offbox(place.path, ['check', 'r.backup'])).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: r.backup is a backup, which only a device reads
      help: on the device: /export file=name, then check name.rsc
      ",
        "out": "0 scripts checked, 1 file not readable
      ",
      }
    `)
    expect(offbox(place.path, ['check', 'b.rsc'])).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: b.rsc is a binary file, not a script
      ",
        "out": "0 scripts checked, 1 file not readable
      ",
      }
    `)
  })

  it('are distributed over threads if that is faster, and reported in order', () => {
    mkdirSync(join(place.path, 'big'))
    const line = (n: number): string => `add address=1.1.${n >> 8}.${n & 255} comment="some text that fills the line" list=blocked\n`
    const list = `/ip firewall address-list\n${Array.from({ length: 2500 }, (_, n) => line(n)).join('')}`
    for (let n = 10; n < 60; n++) write(`big/${n}.rsc`, `${n % 2 === 0 ? '/ip adress print\n' : ''}${list}`)
    const { code, out } = offbox(place.path, ['check', 'big'])
    expect(code).toBe(1)
    const faulty = Array.from({ length: 25 }, (_, n) => `big/${10 + 2 * n}.rsc`)
    const finding = (file: string): string =>
      `fails when reached: bad command name adress [bad-command-name]\n --> ${file}:1:5\n` +
      "1 | /ip adress print\n  |     ^^^^^^\nhelp: did you mean 'address'?\n\n"
    expect(out).toBe(
      `${faulty.map(finding).join('')}50 scripts checked: 25 places that fail when reached\n25 findings can be fixed with --fix\n`,
    )
    const reportedNumbers = [...out.matchAll(/--> big.(\d+)\.rsc/g)].map(([, name]) => Number(name))
    expect(reportedNumbers).toEqual(Array.from({ length: 25 }, (_, n) => 10 + 2 * n))
  })
})

describe('releases', () => {
  it('a table shows where a script works', () => {
    const { code, out } = check('/certificate/settings/set builtin-trust-store=all', '--releases', '7.19..7.22')
    expect(code).toBe(2)
    expect(out).toMatchInlineSnapshot(`
      "<stdin>
        7.19.6 .. 7.20.8  refused: 1:27 expected end of command
        7.21.5 .. 7.22.3  works
      "
    `)
  })

  it('the table is also available as JSON', () => {
    const { out } = check(':put 1', '--releases', '7.23..', '--format', 'json')
    expect(JSON.stringify(JSON.parse(out), undefined, 1)).toMatchInlineSnapshot(`
      "{
       "version": 1,
       "files": [
        {
         "name": "<stdin>",
         "findings": [],
         "verdicts": [
          {
           "release": "7.23.3"
          },
          {
           "release": "7.24"
          }
         ]
        }
       ],
       "summary": {
        "files": 1,
        "unreadable": 0,
        "broken": 0,
        "refused": 0,
        "found": 0,
        "counts": {
         "error": 0,
         "late": 0,
         "warning": 0,
         "hint": 0
        },
        "empty": 0,
        "guessed": {},
        "fixable": 0,
        "fixed": 0,
        "known": 0,
        "vanished": 0
       }
      }"
    `)
  })
})

describe('offbox explain', () => {
  it('shows the page of a code, and lists the codes', () => {
    const { code, out } = offbox(place.path, ['explain', 'weak-key'])
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "weak-key (warning)

      an RSA key under 2048 bits

      Browsers, phones and most TLS libraries refuse such keys, and they can be broken
      at a known cost.

      Found in:

          /certificate add name=web common-name=web.example key-size=1024

      Not in:

          /certificate add name=web common-name=web.example key-size=2048
      "
    `)
    const codes = offbox(place.path, ['explain'])
      .out.split('\n')
      .map((line) => line.replace(/ +(?:error|fails when reached|warning|hint): .+/, ''))
    expect(codes).toEqual([...rules.map((rule) => rule.code), ''])
    expect(offbox(place.path, ['explain', 'weak-kay'])).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: no finding has the code 'weak-kay'
      help: did you mean 'weak-key'?
      ",
        "out": "",
      }
    `)
  })
})
