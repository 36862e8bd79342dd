// Owns the tests of twelve results that a newcomer found wrong or unsafe: message, place and exit code as they must be.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createDevice } from '../../src/index.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())

const write = (name: string, text: string): string => {
  writeFileSync(join(place.path, name), text)
  return name
}
const run = (...args: string[]): Ran => offbox(place.path, args)
/** `line:column severity code` of each finding. */
const found = (file: string): readonly string[] => {
  const { out } = run('check', '--format', 'json', file)
  const each = /"severity":"(\w+)","code":"([\w-]+)".*?"line":(\d+),"column":(\d+)/g
  return [...out.matchAll(each)].map(([, severity, code, line, column]) => `${line}:${column} ${severity} ${code}`)
}
const ok = write('ok.rsc', ':put 1\n')

it('operators in capital letters are fixed to lower case', () => {
  const file = write('capitals.rsc', ':local x 1\n:if ($x = 1 AND true) do={ :put a }\n:if (NOT true) do={ :put b }\n')
  expect(run('check', '--fix', file).out).toBe('1 script checked: nothing found\n2 findings fixed\n')
  expect(run('run', file).out).toBe('a\n')
})

it('1: a failure in a script that a test calls is reported at its line in that script', () => {
  write('lib.rsc', ':put 1\n:error boo\n')
  const { code, out } = run('test', write('lib.test.rsc', '# offbox: case a\n/system/script/run lib\n'))
  expect(code).toBe(1)
  expect(out).toMatchInlineSnapshot(`
    "lib.test.rsc
      FAIL  a
            lib.rsc:2:1: fails: boo (:error)
              2 | :error boo
                | ^^^^^^
              called at lib.test.rsc:2: /system/script/run lib

    1 case: 0 passed, 1 failed
    "
  `)
})

it('2: a byte order mark is an error, in JSON too', () => {
  const file = write('mark.rsc', '\u{feff}:put 1\n')
  const { code, out } = run('check', file)
  expect([code, out.replace('\u{feff}', '<BOM>')]).toMatchInlineSnapshot(`
    [
      2,
      "error: the file starts with a byte order mark: a device refuses it [byte-order-mark]
     --> mark.rsc:1:1
    1 | <BOM>:put 1
      | ^
    help: save it as UTF-8 without a byte order mark

    1 script checked: 1 error
    1 script does not parse: a device refuses it whole
    1 finding can be fixed with --fix
    ",
    ]
  `)
  expect(found(file)).toEqual(['1:1 error byte-order-mark'])
})

it('3: an empty or reversed range of releases is refused', () => {
  expect(run('check', '--releases', '7.30..7.12', ok)).toMatchInlineSnapshot(`
    {
      "code": 64,
      "err": "error: 7.30..7.12 contains no release: 7.30 is newer than 7.12
    help: write 7.12..7.30
    ",
      "out": "",
    }
  `)
  expect(run('check', '--releases', '9.1..9.4', ok)).toMatchInlineSnapshot(`
    {
      "code": 64,
      "err": "error: 9.1..9.4 contains no release that offbox has facts about
    help: offbox has facts about 7.9.2 to 7.24
    ",
      "out": "",
    }
  `)
})

it('4: an unknown --menu is a usage error, with a suggestion', () => {
  const { code, err } = run('export', '--menu', '/ip/adress', ok)
  expect(code).toBe(64)
  expect(err).toMatchInlineSnapshot(`
    "error: --menu: RouterOS 7.24 has no menu /ip/adress
    help: did you mean '/ip/address'?
    "
  `)
})

it('5: a search without a conclusive run reports so', () => {
  const file = write('unmodelled.rsc', '/tool/bandwidth-test address=10.0.0.1\n')
  const { code, out } = run('fuzz', '--runs', '5', '--seed', '1', '--time', '1h', file)
  expect([code, out.replace(/\d+\.\d s/, 'S')]).toEqual([
    3,
    'no result in 5 runs, 0 of them judged, S, seed 1\n' +
      'warning: /tool/bandwidth-test is not modelled: 5 of 5 runs stopped there and were not judged\n',
  ])
})

it('6: the properties passed to get are checked', () => {
  const asked = [
    '[/system clock get tiem]',
    '[/interface get ether1 mac-adress]',
    '[/certificate get x invalid-aftr]',
    '[/system/clock/get value-name=tiem]',
  ]
  const checked = asked.map((text) => run('check', write('get.rsc', `:put ${text}\n`)))
  expect(checked.map(({ code }) => code)).toEqual([1, 1, 1, 1])
  expect(checked.map(({ out }) => out).join('\n')).toMatchInlineSnapshot(`
    "fails when reached: /system/clock has no property 'tiem' [unknown-value-name]
     --> get.rsc:1:25
    1 | :put [/system clock get tiem]
      |                         ^^^^
    help: did you mean 'time'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix

    fails when reached: /interface has no property 'mac-adress' [unknown-value-name]
     --> get.rsc:1:29
    1 | :put [/interface get ether1 mac-adress]
      |                             ^^^^^^^^^^
    help: did you mean 'mac-address'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix

    fails when reached: /certificate has no property 'invalid-aftr' [unknown-value-name]
     --> get.rsc:1:26
    1 | :put [/certificate get x invalid-aftr]
      |                          ^^^^^^^^^^^^
    help: did you mean 'invalid-after'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix

    fails when reached: /system/clock has no property 'tiem' [unknown-value-name]
     --> get.rsc:1:36
    1 | :put [/system/clock/get value-name=tiem]
      |                                    ^^^^
    help: did you mean 'time'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix
    "
  `)
})

it('6: run and check give the same help, and columns of print are checked', () => {
  expect(run('run', write('tiem.rsc', ':put [/system clock get tiem]\n')).err).toMatchInlineSnapshot(`
    "error: input does not match any value of value-name (/system/clock/get (value-name))
     --> tiem.rsc:1:25
    1 | :put [/system clock get tiem]
      |                         ^^^^
    help: did you mean 'time'?
    "
  `)
  expect(run('check', write('columns.rsc', '/interface print proplist=name,mac-adress\n'))).toMatchInlineSnapshot(`
    {
      "code": 1,
      "err": "",
      "out": "warning: /interface has no property 'mac-adress' [unknown-column]
     --> columns.rsc:1:27
    1 | /interface print proplist=name,mac-adress
      |                           ^^^^^^^^^^^^^^^
    help: did you mean 'mac-address'?

    1 script checked: 1 warning
    1 finding can be fixed with --fix
    ",
    }
  `)
})

it('7: values of certificate commands are checked', () => {
  const helpTexts = ['key-usage=tls_server', 'key-size=1234', 'subject-alt-name=foo.example'].map((given) => {
    const file = write('certificate.rsc', `/certificate add name=a common-name=a ${given}\n`)
    const [checked, ran] = [run('check', file), run('run', file)]
    expect(checked.code).not.toBe(0)
    return `${ran.code} ${checked.code}\n${checked.out}\n${ran.err}`
  })
  expect(helpTexts.join('\n')).toMatchInlineSnapshot(`
    "1 1
    fails when reached: input does not match any value of key-usage [unknown-value]
     --> certificate.rsc:1:49
    1 | /certificate add name=a common-name=a key-usage=tls_server
      |                                                 ^^^^^^^^^^
    help: did you mean 'tls-server'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix

    error: input does not match any value of key-usage (/certificate/add (key-usage))
     --> certificate.rsc:1:49
    1 | /certificate add name=a common-name=a key-usage=tls_server
      |                                                 ^^^^^^^^^^
    help: did you mean 'tls-server'?

    2 2
    error: syntax error [syntax-error]
     --> certificate.rsc:1:48
    1 | /certificate add name=a common-name=a key-size=1234
      |                                                ^^^^
    help: key-size is '1024', '1536', '2048', '4096', '8192', 'prime256v1', 'secp384r1' or 'secp521r1'

    1 script checked: 1 error
    1 script does not parse: a device refuses it whole

    error: syntax error
     --> certificate.rsc:1:48
    1 | /certificate add name=a common-name=a key-size=1234
      |                                                ^^^^
    help: key-size is '1024', '1536', '2048', '4096', '8192', 'prime256v1', 'secp384r1' or 'secp521r1'

    1 1
    fails when reached: invalid value for argument subject-alt-name [wrong-type]
     --> certificate.rsc:1:56
    1 | /certificate add name=a common-name=a subject-alt-name=foo.example
      |                                                        ^^^^^^^^^^^
    help: write DNS:foo.example: names are DNS:foo.example, IP:192.0.2.1 or email:a@b

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix

    error: invalid value for argument subject-alt-name (/certificate/add)
     --> certificate.rsc:1:56
    1 | /certificate add name=a common-name=a subject-alt-name=foo.example
      |                                                        ^^^^^^^^^^^
    help: write DNS:foo.example: names are DNS:foo.example, IP:192.0.2.1 or email:a@b
    "
  `)
})

it('8: a misspelt property in a condition is suggested, and a misplaced where is reported', () => {
  expect(run('check', write('condition.rsc', ':put [/certificate find where comon-name=x]\n')).out).toMatchInlineSnapshot(`
    "warning: 'comon-name' is not known as a property of /certificate: without quotes it is a difference of variables [bare-word]
     --> condition.rsc:1:31
    1 | :put [/certificate find where comon-name=x]
      |                               ^^^^^^^^^^
    help: did you mean 'common-name'?

    1 script checked: 1 warning
    1 finding can be fixed with --fix
    "
  `)
  expect(run('check', write('late.rsc', ':put [/ip address find interface=ether1 where disabled=no]\n')).out).toMatchInlineSnapshot(`
    "warning: 'where' is read as a variable here [bare-word]
     --> late.rsc:1:41
    1 | :put [/ip address find interface=ether1 where disabled=no]
      |                                         ^^^^^
    help: write 'where' before all conditions: [find where ...]

    1 script checked: 1 warning
    "
  `)
})

it('9: a script that an event runs by its command is looked up', () => {
  const kept = '/system script add name=backup source=":put 1"\n/system scheduler add name=a on-event='
  const both = [`${kept}"/system script run bakcup"\n`, `${kept}bakcup\n`].map((text) => run('check', write('event.rsc', text)))
  expect(both.map(({ code }) => code)).toEqual([1, 1])
  expect(both.map(({ out }) => out).join('\n')).toMatchInlineSnapshot(`
    "warning: no script is called 'bakcup' [undefined-script, in on-event of /system/scheduler/add]
     --> event.rsc:2:59
    2 | /system scheduler add name=a on-event="/system script run bakcup"
      |                                                           ^^^^^^
    help: did you mean 'backup'?

    1 script checked: 1 warning
    1 finding can be fixed with --fix

    warning: no script is called 'bakcup' [undefined-script]
     --> event.rsc:2:39
    2 | /system scheduler add name=a on-event=bakcup
      |                                       ^^^^^^
    help: did you mean 'backup'?

    1 script checked: 1 warning
    1 finding can be fixed with --fix
    "
  `)
})

it('9: and a variable of a function', () => {
  const file = write('function.rsc', ':local f do={\n  :local result 1\n  :return $resutl\n}\n:put [$f]\n')
  expect(found(file)).toEqual(['3:11 hint undeclared-variable'])
  expect(run('check', file).out).toMatchInlineSnapshot(`
    "hint: 'resutl' is never declared, and no call of this function passes resutl=: it is empty [undeclared-variable]
     --> function.rsc:3:11
    3 |   :return $resutl
      |           ^^^^^^^
    help: did you mean 'result'?

    1 script checked: 1 hint
    1 finding can be fixed with --fix
    "
  `)
  expect(run('check', '--fix', file).code).toBe(0)
  expect(found(file)).toEqual([])
})

it('10: comments that disable nothing are reported', () => {
  const file = write('off.rsc', '# offbox: disable=nested_list\n# offbox: dissable=nested-list\n# offbox: disable=nested-list\n:put 1\n')
  expect(found(file)).toEqual(['1:19 warning unknown-comment', '2:11 warning unknown-comment', '3:19 hint unused-disable'])
  expect(found(write('all.rsc', '# offbox: disable=all\n:put 1\n/ip adress print\n'))).toEqual([])
})

it('11: --release takes precedence over the header of an export, as README.md says', () => {
  const file = write('export.rsc', '# 2024-05-01 10:00:00 by RouterOS 7.16.2\n/ip address\n')
  const releases = (...args: string[]): unknown => run('check', '--format', 'json', ...args, file).out.match(/(?<="release": ?")[^"]*/g)
  expect(releases()).toEqual(['7.16.2'])
  expect(releases('--release', '7.24')).toEqual(['7.24'])
})

it('12: notModelled lists the unmodelled features that were used, whether the failure was caught or not', () => {
  const asked = '/tool/bandwidth-test address=10.0.0.1'
  for (const script of [asked, `:do { ${asked} } on-error={}`]) {
    const { notModelled } = createDevice().run(script)
    expect(notModelled).toEqual([{ line: 1, message: '/tool/bandwidth-test is not modelled' }])
  }
})
