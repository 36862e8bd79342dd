// Owns the tests of `offbox run`: output, exit codes, messages.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'
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
  it('prints the output of the script', () => {
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

  it('prints bytes unchanged', () => {
    expect(runText(':put "\\C3\\BC\\FF"').out).toBe('ü\ufffd\n')
  })

  it('shows output before it waits', () => {
    expect(runText(':put a; :delay 20ms; :put b').out).toBe('a\nb\n')
  })
})

describe('simulated time', () => {
  it('advances with --until, and schedulers run in it', () => {
    const script =
      '/system/scheduler/add name=a interval=1d on-event=":global n; :set n ([:tonum \\$n] + 1); :if (\\$n = 90) do={:error ' +
      'ninety}"\n:delay 1h\n:put x'
    const { code, out, err } = runText(script, '--until', '90d')
    expect({ code, out }).toEqual({ code: 0, out: 'x\n' })
    expect(err.replaceAll(/^\S+ \S+/gm, 'TIME')).toMatchInlineSnapshot(`
      "TIME script,error executing script from scheduler (a) failed, please check it manually
      TIME script,error,debug (scheduler:a) ninety (:error; line 1)
      "
    `)
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
  it('2 and the place if a script does not parse; nothing of it runs', () => {
    const { code, out, err } = run('bad.rsc')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe('error: syntax error\n --> bad.rsc:2:12\n2 | :put (1 + )\n  |            ^\n')
  })

  it('1 for a failed command; earlier output stays', () => {
    const { code, out, err } = run('fails.rsc')
    expect({ code, out }).toEqual({ code: 1, out: 'before\n' })
    expect(err).toMatchInlineSnapshot(`
      "error: no such item (/ip/address/set)
       --> fails.rsc:2:17
      2 | /ip/address/set 7 comment=x
        |                 ^
      help: /ip/address has no item with the number 7: a script counts all rows from 0, a console those of the last print
      "
    `)
  })

  it('1 with the calls that led to the failure', () => {
    const { code, err } = runText(':local f do={\n  :error "stop"\n}\n:put 1\n$f')
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "error: stop (:error)
       --> <stdin>:2:3
      2 |   :error "stop"
        |   ^^^^^^
        called in line 5: $f
      "
    `)
  })

  it('1 with equal calls shown three times and then counted, for endless recursion', () => {
    const { code, err } = runText(':global f do={:global f; $f}\n$f')
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "error: calls nest more than 1000 deep
       --> <stdin>:1:26
      1 | :global f do={:global f; $f}
        |                          ^^
        called in line 1: $f
        called in line 1: $f
        called in line 1: $f
        ... 997 more
        called in line 2: $f
      "
    `)
  })

  it('1 with the scripts and files that led to the failure, and the line of the innermost', () => {
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

  it('1 with a hint for a frequent failure', () => {
    const texts = [':put ("a" < "b")', ':put ("a" !~ "b")', ':put (1 / 0)', ':put "x$"']
    expect(texts.map((text) => runText(text).err).join('\n')).toMatchInlineSnapshot(`
      "error: cannot compare if string is less than string (:put)
       --> <stdin>:1:1
      1 | :put ("a" < "b")
        | ^^^^
      help: texts have no order: a number that is kept as text has to be made one, [:tonum $x]

      error: cannot invert string (:put)
       --> <stdin>:1:1
      1 | :put ("a" !~ "b")
        | ^^^^
      help: there is no !~: write (!($x ~ "..."))

      error: division by zero (:put)
       --> <stdin>:1:1
      1 | :put (1 / 0)
        | ^^^^
      help: test before: :if ($x != 0) do={...}

      error: syntax error
       --> <stdin>:1:9
      1 | :put "x$"
        |         ^
      help: a '$' must precede a name, '(' or '[': for a literal one write \\$ in a text
      "
    `)
  })

  it('3 for a feature that is not modelled', () => {
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

  it('3 and the name of the flag for a network access that is not allowed, even if the script catches it', () => {
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

  it('1 for an allowed network access without an answer', () => {
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

  it('66 for a file of --ca without certificates', () => {
    expect(run('--ca', 'good.rsc', '--allow-net', 'good.rsc').code).toBe(66)
  })

  it('64 for an unknown verb, option or value', () => {
    const wrong = [
      ['fly'],
      ['run'],
      ['run', '--fast', 'good.rsc'],
      ['run', '--release', '9.1', 'good.rsc'],
      ['run', '--packages', 'bogus', 'good.rsc'],
      ['run', '--release', 'latest', 'good.rsc'],
    ].map((args) => offbox(place.path, args))
    for (const { code, out } of wrong) expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(offbox(place.path, [])).toEqual({ code: 64, out: '', err: offbox(place.path, ['--help']).out })
    expect(continued(wrong.map(({ err }) => err).join('\n'))).toMatchInlineSnapshot(`
      "error: unknown command 'fly'

      error: missing required argument 'file'
      usage: see offbox run --help

      error: unknown option '--fast'
      (Did you mean --facts?)
      usage: see offbox run --help

      error: there is no RouterOS 9.1 that offbox knows
      help: known are releases up to 7.24, and what follows it in 7.x

      error: 'bogus' is not a package
      help: packages are advanced-tools, calea, container, dhcp, dude, extra-nic, gps, hotspot, iot,\\
           ipv6, kvm, lcd, lora, mpls, multicast, ntp, openflow, ppp, rose-storage, routing, security,\\
           switch-marvell, system, tr069-client, ups, user-manager, wifi-mediatek, wifi-qcom, wifi-qcom-ac,\\
           wifi-qcom-be, wifiwave2, wireless, zerotier; or all, or none

      error: 'latest' is no release
      help: releases look like 7.24, 7.23rc1, 7.16.2 or 6.49
      "
    `)
  })

  it('66 for a file that is not a script, before anything runs', () => {
    const unread = ['missing.rsc', 'folder', 'binary.rsc', 'wide.rsc'].map((name) => run('good.rsc', name))
    for (const { code, out } of unread) expect({ code, out }).toEqual({ code: 66, out: '' })
    expect(unread.map(({ err }) => err).join('')).toMatchInlineSnapshot(`
      "error: cannot read missing.rsc: no such file or folder
      error: folder is a folder, not a script
      error: binary.rsc is a binary file, not a script
      error: wide.rsc is UTF-16 text: a device reads UTF-8
      help: save it as UTF-8
      "
    `)
  })

  it('0 for help and version', () => {
    const helps = readFileSync(join(top, 'test', 'cli', 'help.txt'), 'utf8')
    const ran = offbox(place.path, ['--help'])
    expect({ ...ran, out: `$ offbox --help\n${ran.out}\n` }).toEqual({
      code: 0,
      out: helps.slice(0, helps.indexOf('\n$ offbox') + 1),
      err: '',
    })
    const version = /(?<="version": ")[^"]+/.exec(readFileSync(join(top, 'package.json'), 'utf8'))?.[0]
    expect(offbox(place.path, ['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('a feature that is not modelled', () => {
  it('is reported if the script caught the failure; the exit code is 3 unless something worse happens', () => {
    const script = ':put a\n:do { /tool/bandwidth-test 10.0.0.1 } on-error={ :put b }\n:put c'
    const { code, out, err } = runText(script)
    expect({ code, out }).toEqual({ code: 3, out: 'a\nb\nc\n' })
    expect(err).toBe("warning: offbox does not model /tool/bandwidth-test (line 2): the script's error branch ran\n")
    expect(runText(`:onerror e in={ /tool/bandwidth-test 10.0.0.1 } do={}\n:error x`).code).toBe(1)
    expect(runText(':do { :error x } on-error={}')).toEqual({ code: 0, out: '', err: '' })
  })

  it('may be a name of a release without facts: known commands run, others exit with 3', () => {
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
  it('a caret marks the argument that the message names', () => {
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

  it('the line of an imported file is reported', () => {
    const { err } = runText('/file/add name=in.rsc contents=":put 1\\n/ip address set 7 comment=x"\n:put 2\n/import in.rsc')
    expect(err).toMatchInlineSnapshot(`
      "error: Script Error: no such item (/ip/address/set; line 2) (:import; line 3)
       --> in.rsc:2:17
      2 | /ip address set 7 comment=x
        |                 ^
        called in line 3 of <stdin>: :import in.rsc
      help: /ip/address has no item with the number 7: a script counts all rows from 0, a console those of the last print
      "
    `)
  })

  it('unknown names have a suggestion', () => {
    const scripts = [
      '/ip adress print',
      'zzzzzz',
      '/ip firewall zzz print',
      '/certificate/scep-server/ra/add name=a path=/scep/a',
      '/tool/fetch url="http://a" path=b',
    ]
    expect(continued(scripts.map((script) => runText(script).err).join('\n'))).toMatchInlineSnapshot(`
      "error: bad command name adress
       --> <stdin>:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      error: bad command name zzzzzz
       --> <stdin>:1:1
      1 | zzzzzz
        | ^^^^^^
      help: neither a menu nor a command of the language has this name

      error: bad command name zzz
       --> <stdin>:1:14
      1 | /ip firewall zzz print
        |              ^^^
      help: /ip/firewall has address-list, calea, connection, filter, layer7-protocol, mangle, nat,\\
           raw, service-port, export

      error: bad parameter path (device: line 1 column 44)
       --> <stdin>:1:40
      1 | /certificate/scep-server/ra/add name=a path=/scep/a
        |                                        ^^^^
      help: did you mean 'ra-path'?

      error: bad parameter path (device: line 1 column 32)
       --> <stdin>:1:28
      1 | /tool/fetch url="http://a" path=b
        |                            ^^^^
      help: did you mean 'dst-path' or 'src-path'?
      "
    `)
  })
})
