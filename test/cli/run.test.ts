// Owns the tests of `offbox run`: output, exit codes, messages, and the folder that keeps a device.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
const at = (...parts: string[]): string => join(place.path, ...parts)
const run = (...args: string[]): Ran => offbox(place.path, ['run', ...args])
const runText = (text: string, ...args: string[]): Ran => offbox(place.path, ['run', ...args, '-'], text)

beforeAll(() => {
  writeFileSync(at('good.rsc'), ':put "hello"\n')
  writeFileSync(at('bad.rsc'), ':put 1\n:put (1 + )\n')
  writeFileSync(at('fails.rsc'), ':put before\n/ip/address/set 7 comment=x\n:put after\n')
  writeFileSync(at('binary.rsc'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]))
  writeFileSync(at('wide.rsc'), Buffer.from('\ufeff:put 1', 'utf16le'))
  mkdirSync(at('folder'))
})
afterAll(() => place.remove())

describe('offbox run', () => {
  it('prints what the script prints', () => {
    expect(run('good.rsc')).toEqual({ code: 0, out: 'hello\n', err: '' })
  })

  it('reads standard input for -', () => {
    expect(runText(':put [:len "müde"]')).toEqual({ code: 0, out: '5\n', err: '' })
  })

  it('runs several files on one device', () => {
    writeFileSync(at('one.rsc'), ':global x 5')
    writeFileSync(at('two.rsc'), ':global x; :put $x')
    expect(run('one.rsc', 'two.rsc')).toEqual({ code: 0, out: '5\n', err: '' })
  })

  it('prints bytes as they are', () => {
    expect(runText(':put "\\C3\\BC\\FF"').out).toBe('ü\ufffd\n')
  })

  it('shows output before it waits', () => {
    expect(runText(':put a; :delay 20ms; :put b').out).toBe('a\nb\n')
  })
})

describe('time', () => {
  it('leaps with --until, and schedulers run in it', () => {
    const script =
      '/system/scheduler/add name=a interval=1d on-event=":global n; :set n ([:tonum \\$n] + 1); :if (\\$n = 90) do={:error ' +
      'ninety}"\n:delay 1h\n:put x'
    const { code, out, err } = runText(script, '--until', '90d')
    expect({ code, out }).toEqual({ code: 0, out: 'x\n' })
    expect(err).toMatch(/script,error executing script from scheduler \(a\) failed.*\n.*\(scheduler:a\) ninety/)
  })
})

describe('a byte order mark', () => {
  it('is refused, as a device does', () => {
    const { code, out, err } = runText('\ufeff:put 1')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.replace('\uFEFF', '<BOM>')).toMatchInlineSnapshot(`
      "error: the file starts with a byte order mark: a device refuses it
       --> <stdin>:1:1
      1 | <BOM>:put 1
        | ^
      help: save it as UTF-8 without a byte order mark
      "
    `)
  })
})

describe('exit codes', () => {
  it('2 and the place for a script that does not parse; nothing of it runs', () => {
    const { code, out, err } = run('bad.rsc')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe('error: syntax error\n --> bad.rsc:2:12\n2 | :put (1 + )\n  |            ^\n')
  })

  it('1 for a failing command; what ran before it stays printed', () => {
    const { code, out, err } = run('fails.rsc')
    expect({ code, out }).toEqual({ code: 1, out: 'before\n' })
    expect(err).toMatch(/^error: no such item \(\/ip\/address\/set\)\n --> fails\.rsc:2/)
    expect(err).toMatchInlineSnapshot(`
      "error: no such item (/ip/address/set)
       --> fails.rsc:2:17
      2 | /ip/address/set 7 comment=x
        |                 ^
      help: /ip/address has no item of number 7: numbers are those of the last print, in a script of all rows
      "
    `)
  })

  it('1 with the calls that led there', () => {
    const { code, err } = runText(':local f do={\n  :error "stop"\n}\n:put 1\n$f')
    expect(code).toBe(1)
    expect(err).toMatch(/^error: stop/)
    expect(err).toMatchInlineSnapshot(`
      "error: stop (:error)
       --> <stdin>:2:3
      2 |   :error "stop"
        |   ^^^^^^
        called in line 5: $f
      "
    `)
  })

  it('1 with equal calls told three times and counted: a recursion without an end', () => {
    const { code, err } = runText(':global f do={:global f; $f}\n$f')
    expect(code).toBe(1)
    expect(err.split('\n').filter((line) => line.includes('called in line 1'))).toHaveLength(3)
    expect(err).toMatch(/called in line 1: \$f\n {2}\.\.\. \d+ more\n {2}called in line 2: \$f\n/)
  })

  it('1 with the scripts and files that led there, and the line of the innermost', () => {
    writeFileSync(
      at('outer.rsc'),
      '/system script add name=inner source=":put 1\\n/import late.rsc"\n' +
        '/file add name=late.rsc contents=":put 2\\n:foo bar"\n/system script run inner\n',
    )
    const { code, out, err } = run('outer.rsc')
    expect({ code, out }).toEqual({ code: 1, out: '1\n2\n' })
    expect(err).toBe(
      [
        'error: Script Error: bad command name foo (line 2 column 2)',
        ' --> late.rsc:2:2',
        '2 | :foo bar',
        '  |  ^^^',
        '  called in line 2 of script inner: :import late.rsc',
        '  called in line 3 of outer.rsc: /system/script/run inner',
        "help: did you mean 'for'?",
        '',
      ].join('\n'),
    )
  })

  it.each([
    [':put ("a" < "b")', 'texts have no order'],
    [':put ("a" !~ "b")', 'there is no !~'],
    [':put (1 / 0)', 'test before'],
    [':put "x$"', "a '$' must precede a name"],
  ])('%s with a hint', (text, hint) => {
    expect(runText(text).err).toContain(`help: ${hint}`)
  })

  it('3 for what is not modelled', () => {
    const { code, err } = runText('/tool/bandwidth-test 10.0.0.1')
    expect(code).toBe(3)
    expect(err).toMatchInlineSnapshot(`
      "error: /tool/bandwidth-test is not modelled (/tool/bandwidth-test)
       --> <stdin>:1:1
      1 | /tool/bandwidth-test 10.0.0.1
        | ^^^^^^^^^^^^^^^^^^^^
      "
    `)
  })

  it('3 and the flag for a network that is not allowed, also where the script catches it', () => {
    const { code, err } = runText('/tool/fetch url=http://192.0.2.1/')
    expect(code).toBe(3)
    expect(err).toMatchInlineSnapshot(`
      "error: /tool/fetch has no network for 192.0.2.1:80 (--allow-net=192.0.2.1:80 allows it, --allow-net everything) (/tool/fetch)
       --> <stdin>:1:1
      1 | /tool/fetch url=http://192.0.2.1/
        | ^^^^^^^^^^^
      "
    `)
    const caught = runText(':do { /tool/fetch url=http://192.0.2.1/ } on-error={ :put b }', '--allow-net=192.0.2.1:81,example.com')
    expect({ code: caught.code, out: caught.out }).toEqual({ code: 3, out: 'b\n' })
    expect(caught.err).toBe(
      'warning: /tool/fetch had no network for 192.0.2.1:80 (--allow-net=192.0.2.1:80 allows it, --allow-net everything) (line 1): ' +
        "the script's error branch ran\n",
    )
  })

  it('1 for a network that is allowed and gives no answer', () => {
    const { code, err } = runText('/tool/fetch url=http://127.0.0.1:1/', '--allow-net')
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "error: failure: connection failed (/tool/fetch)
       --> <stdin>:1:1
      1 | /tool/fetch url=http://127.0.0.1:1/
        | ^^^^^^^^^^^
      "
    `)
  })

  it.each(['--allow-net=http://x', '--listen=www', '--listen=ssh=22', '--listen=www=99999', '--resolve=a=b', '--until=soon'])(
    '64 for %s',
    (flag) => {
      expect(run(flag, 'good.rsc').code).toBe(64)
    },
  )

  it('66 for a file of --ca that holds none', () => {
    expect(run('--ca', 'good.rsc', '--allow-net', 'good.rsc').code).toBe(66)
  })

  it.each([
    ['no verb', []],
    ['an unknown verb', ['fly']],
    ['no file', ['run']],
    ['an unknown option', ['run', '--fast', 'good.rsc']],
    ['a release that nobody knows', ['run', '--release', '9.1', 'good.rsc']],
    ['a package that is none', ['run', '--packages', 'bogus', 'good.rsc']],
    ['a release that is none', ['run', '--release', 'latest', 'good.rsc']],
  ])('64 for %s', (_, args) => {
    const { code, out, err } = offbox(place.path, args)
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).not.toBe('')
  })

  it.each([
    ['missing.rsc', 'no such file or folder'],
    ['folder', 'is a folder, not a script'],
    ['binary.rsc', 'is a binary file'],
    ['wide.rsc', 'UTF-16'],
  ])('66 for %s, before anything runs', (name, words) => {
    const { code, out, err } = run('good.rsc', name)
    expect({ code, out }).toEqual({ code: 66, out: '' })
    expect(err).toContain(name)
    expect(err).toContain(words)
  })

  it('0 for help and version', () => {
    expect(offbox(place.path, ['--help'])).toMatchObject({ code: 0, err: '' })
    const version: unknown = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
    expect(version).toMatchObject({ version: offbox(place.path, ['--version']).out.trim() })
  })
})

describe('what is not modelled', () => {
  it('is told where the script caught it; 3 unless something worse comes', () => {
    const script = ':put a\n:do { /tool/bandwidth-test 10.0.0.1 } on-error={ :put b }\n:put c'
    const { code, out, err } = runText(script)
    expect({ code, out }).toEqual({ code: 3, out: 'a\nb\nc\n' })
    expect(err).toBe("warning: offbox does not model /tool/bandwidth-test (line 2): the script's error branch ran\n")
    expect(runText(`:onerror e in={ /tool/bandwidth-test 10.0.0.1 } do={}\n:error x`).code).toBe(1)
    expect(runText(':do { :error x } on-error={}')).toEqual({ code: 0, out: '', err: '' })
  })

  it('is a name of a release without facts: what is known runs, the rest is 3 in words', () => {
    const { code, out, err } = runText(':put 1\n/routing pim bsr-candidates add interface=ether1', '--release', '6.49')
    expect({ code, out }).toEqual({ code: 3, out: '1\n' })
    expect(err).toMatchInlineSnapshot(`
      "error: bad command name bsr-candidates
       --> <stdin>:2:14
      2 | /routing pim bsr-candidates add interface=ether1
        |              ^^^^^^^^^^^^^^
      help: offbox has no facts about RouterOS 6.49: the name may be right there
      "
    `)
  })
})

describe('places and help', () => {
  it('a caret under the argument that the message names', () => {
    const { code, err } = runText('/ip address add adress=192.0.2.1/24')
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "error: bad parameter adress (device: line 1 column 23)
       --> <stdin>:1:17
      1 | /ip address add adress=192.0.2.1/24
        |                 ^^^^^^
      help: did you mean 'address'?
      "
    `)
  })

  it('the line of an imported file', () => {
    const { err } = runText('/file/add name=in.rsc contents=":put 1\\n/ip address set 7 comment=x"\n:put 2\n/import in.rsc')
    expect(err).toMatchInlineSnapshot(`
      "error: Script Error: no such item (/ip/address/set; line 2) (:import; line 3)
       --> in.rsc:2:17
      2 | /ip address set 7 comment=x
        |                 ^
        called in line 3 of <stdin>: :import in.rsc
      help: /ip/address has no item of number 7: numbers are those of the last print, in a script of all rows
      "
    `)
  })

  it.each([
    ['/ip adress print', "did you mean 'address'"],
    ['zzzzzz', 'the menus are '],
    ['/ip firewall zzz print', '/ip/firewall has '],
    ['/certificate/scep-server/ra/add name=a path=/scep/a', "did you mean 'ra-path'"],
    ['/tool/fetch url="http://a" path=b', "did you mean 'dst-path' or 'src-path'"],
  ])('help for %s', (script, help) => {
    const { err } = runText(script)
    expect(err).toContain(help)
    expect(err).not.toContain('--packages')
  })
})

describe('--device', () => {
  it('keeps state and files from run to run', () => {
    expect(runText('/system/identity/set name=kept; /file/add name=a/b.txt contents=text', '--device', 'kept')).toMatchObject({
      code: 0,
      err: '',
    })
    expect(readFileSync(at('kept', 'files', 'a', 'b.txt'), 'utf8')).toBe('text')
    expect(runText(':put [/system/identity/get name]; :put [/file/get a/b.txt contents]', '--device', 'kept').out).toBe('kept\ntext\n')
  })

  it('keeps what ran before a failing command, and nothing of that command', () => {
    expect(runText('/system/identity/set name=half\n/ip/address/set 7 comment=x', '--device', 'half').code).toBe(1)
    expect(runText(':put [/system/identity/get name]', '--device', 'half').out).toBe('half\n')
  })

  it('keeps its release and packages; refuses others', () => {
    expect(runText('/ip/service/set www-ssl port=8443', '--device', 'old', '--release', '7.16.2', '--packages', 'none').code).toBe(0)
    expect(runText(':put [/system/resource/get version]; :put [/ip/service/get www-ssl port]', '--device', 'old').out).toBe(
      '7.16.2 (stable)\n8443\n',
    )
    const other = runText(':put 1', '--device', 'old', '--release', '7.24')
    expect(other).toMatchObject({ code: 64, out: '' })
    expect(other.err).toMatchInlineSnapshot(`
      "error: the device in old has RouterOS 7.16.2, not 7.24
      help: omit --release, or use another folder: export the device and run the export there to copy its configuration
      "
    `)
    expect(runText(':put 1', '--device', 'old', '--release', '7.16.2', '--packages', 'container').code).toBe(0)
    expect(runText(':put 1', '--device', 'old', '--packages', 'none')).toMatchObject({ code: 64, out: '' })
  })

  it('is of the release that wrote the first export where none is asked for', () => {
    writeFileSync(at('a.rsc'), '# 2024-05-01 10:00:00 by RouterOS 7.16.2\n/system identity\nset name=a\n')
    writeFileSync(at('b.rsc'), '# 2024-05-01 10:00:00 by RouterOS 7.20\n/system identity\nset name=b\n')
    writeFileSync(at('version.rsc'), ':put [/system/resource/get version]')
    expect(run('version.rsc', 'a.rsc', 'b.rsc')).toEqual({ code: 0, out: '7.16.2 (stable)\n', err: '' })
    expect(run('--release', '7.22', 'a.rsc', 'version.rsc').out).toBe('7.22 (stable)\n')
    expect(run('--device', 'exported', 'a.rsc').code).toBe(0)
    expect(run('--device', 'exported', 'b.rsc', 'version.rsc').out).toBe('7.16.2 (stable)\n')
  })

  it.each([
    '/file/add name=../../escaped.txt contents=x',
    '/file/add name=a/../../../escaped.txt contents=x',
    '/file/add name="/../escaped.txt" contents=x',
  ])('never leaves the folder: %s', (text) => {
    expect(runText(text, '--device', 'jail').code).toBe(1)
    expect(existsSync(at('escaped.txt')) || existsSync(at('jail', 'escaped.txt'))).toBe(false)
  })

  it('takes a leading slash for the top of its own files', () => {
    expect(runText('/file/add name=/etc/passwd contents=mine', '--device', 'root').code).toBe(0)
    expect(readFileSync(at('root', 'files', 'etc', 'passwd'), 'utf8')).toBe('mine')
  })

  it('neither lists nor reads nor writes through a symbolic link', () => {
    mkdirSync(at('linked', 'files'), { recursive: true })
    writeFileSync(at('secret.txt'), 'secret')
    symlinkSync(at('secret.txt'), at('linked', 'files', 'link.txt'))
    symlinkSync(place.path, at('linked', 'files', 'up'))
    expect(runText(':put [:len [/file/find]]', '--device', 'linked').out).toBe('0\n')
    expect(runText('/file/add name=up/written.txt contents=x', '--device', 'linked').code).toBe(1)
    expect(runText('/file/add name=link.txt contents=x', '--device', 'linked').code).toBe(1)
    expect(readFileSync(at('secret.txt'), 'utf8')).toBe('secret')
    expect(existsSync(at('written.txt'))).toBe(false)
  })

  it('73 where the folder cannot be made or is a file', () => {
    expect(run('--device', 'no/such/parent', 'good.rsc')).toMatchObject({ code: 73, out: '' })
    expect(run('--device', 'good.rsc', 'good.rsc')).toMatchObject({ code: 73, out: '' })
  })

  it.skipIf(process.platform !== 'linux')('73 where the file system takes no folder', () => {
    expect(run('--device', '/proc/offbox', 'good.rsc')).toMatchObject({ code: 73, out: '' })
  })

  it('73 while another process has it, and not after that one died', () => {
    mkdirSync(at('shared'))
    writeFileSync(at('shared', 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }))
    const { code, err } = run('--device', 'shared', 'good.rsc')
    expect(code).toBe(73)
    expect(err).toBe(`error: shared is in use by process ${process.pid} on ${hostname()}; if that is over, remove shared/lock\n`)
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    writeFileSync(at('shared', 'lock'), JSON.stringify({ pid: dead, host: hostname() }))
    expect(run('--device', 'shared', 'good.rsc')).toMatchObject({ code: 0 })
    expect(readdirSync(at('shared')).sort()).toEqual(['configuration.rsc', 'files', 'state'])
  })

  it('66 for a state that it cannot read', () => {
    expect(runText('/system/identity/set name=x', '--device', 'broken').code).toBe(0)
    const [last] = readdirSync(at('broken', 'state')).filter((name) => name !== 'last')
    writeFileSync(at('broken', 'state', last!, 'device.json'), '{')
    expect(run('--device', 'broken', 'good.rsc')).toMatchObject({ code: 66, out: '' })
  })
})
