// Owns the tests of comments for `offbox test`: servers, mail, rows, events, requests, and invalid comments.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'
import { testFolders } from '../harness/test-folders.ts'

const place = testFolders()
const { folder, test } = place
afterAll(() => place.remove())

describe('comments of tests', () => {
  it('provide servers that answer as the test says, and no others', () => {
    const path = folder({
      'a.test.rsc': `# offbox: case one
# offbox: answer http://example.com/list 200
#| 1.2.3.4
:put ([/tool/fetch url="http://example.com/list" output=user as-value]->"data")
# offbox: expect output
#| 1.2.3.4
#|${' '}
# offbox: case two
# offbox: answer http://example.com/list timeout
:do { /tool/fetch url="http://example.com/list" output=none } on-error={ :put caught }
:do { /tool/fetch url="http://example.org/" output=none } on-error={ :put nobody }
# offbox: expect output
#| caught
#| nobody
`,
    })
    expect(test(path).out).toMatchInlineSnapshot(`
      "a.test.rsc
        ok    one
        ok    two

      2 cases: 2 passed, 0 failed
      "
    `)
  })

  it('are refused with a message if they are invalid', () => {
    expect(test(folder({ 'a.test.rsc': ':put 1\n' }))).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: a.test.rsc has no case
      help: a case begins with a line like # offbox: case it adds an address
      ",
        "out": "",
      }
    `)
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: cloc 1\n' }))).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: unknown comment 'cloc'
       --> a.test.rsc:2:11
      2 | # offbox: cloc 1
        |           ^^^^
      help: did you mean 'clock'?
      ",
        "out": "",
      }
    `)
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: clock noon\n' })).err).toMatchInlineSnapshot(`
      "error: 'noon' is not a time
       --> a.test.rsc:2:17
      2 | # offbox: clock noon
        |                 ^^^^
      help: as in # offbox: clock 2024-02-29 23:59:50 (UTC)
      "
    `)
    const late = folder({ 'a.test.rsc': '# offbox: case x\n# offbox: clock 2024-02-30 00:00:00\n' })
    expect(test(late).code).toBe(64)
    expect(test(late).err).toMatchInlineSnapshot(`
      "error: '2024-02-30 00:00:00' is not a time
       --> a.test.rsc:2:17
      2 | # offbox: clock 2024-02-30 00:00:00
        |                 ^^^^^^^^^^^^^^^^^^^
      help: as in # offbox: clock 2024-02-29 23:59:50 (UTC)
      "
    `)
    const stray = folder({ 'a.test.rsc': '# offbox: case x\n:put 1\n#| 1\n# offbox: expect output\n#| 1\n' })
    expect(test(stray).code).toBe(64)
    expect(test(stray).err).toMatchInlineSnapshot(`
      "error: no comment above accepts this line
       --> a.test.rsc:3:1
      3 | #| 1
        | ^^
      help: lines #| directly follow 'file', 'answer', 'reply' or 'expect'
      "
    `)
    // `check` reports the same for them, once.
    const checked = offbox(late, ['check', '.'])
    expect([checked.code, checked.out.split('is not a time').length]).toEqual([1, 2])
    expect(offbox(stray, ['check', '.']).out).toMatchInlineSnapshot(`
      "warning: no comment above accepts this line [unknown-comment]
       --> a.test.rsc:3:1
      3 | #| 1
        | ^^^^
      help: lines #| directly follow 'file', 'answer', 'reply' or 'expect'

      1 script checked: 1 warning
      "
    `)
    const impossible = [['../../etc/passwd'], ['a/./b'], ['a', 'a/b'], ['a/b', 'a']].map((names) =>
      test(folder({ 'a.test.rsc': `# offbox: case x\n${names.map((name) => `# offbox: file ${name}\n#| x\n`).join('')}` })),
    )
    expect(impossible.map(({ code }) => code)).toEqual([64, 64, 64, 64])
    expect(impossible.map(({ err }) => err).join('\n')).toMatchInlineSnapshot(`
      "error: a device cannot have this file: it leads out of the device or nowhere
       --> a.test.rsc:2:16
      2 | # offbox: file ../../etc/passwd
        |                ^^^^^^^^^^^^^^^^
      help: write its name as /file/print shows it

      error: a device cannot have this file: it leads out of the device or nowhere
       --> a.test.rsc:2:16
      2 | # offbox: file a/./b
        |                ^^^^^
      help: write its name as /file/print shows it

      error: a device cannot have this file: a part of its path is a file or a folder already
       --> a.test.rsc:4:16
      4 | # offbox: file a/b
        |                ^^^
      help: write its name as /file/print shows it

      error: a device cannot have this file: a part of its path is a file or a folder already
       --> a.test.rsc:4:16
      4 | # offbox: file a
        |                ^
      help: write its name as /file/print shows it
      "
    `)
    expect(continued(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: answer example.com 200\n' })).err)).toMatchInlineSnapshot(`
      "error: 'answer example.com 200' cannot be read
       --> a.test.rsc:2:18
      2 | # offbox: answer example.com 200
        |                  ^^^^^^^^^^^^^^^
      help: as in # offbox: answer https://example.com/list 200, then #| and its lines; or a fault: \\
          unreachable, refused, timeout, closed, tls, unknown-name
      "
    `)
    const empty = folder({})
    const { code, out, err } = test(empty)
    expect({ code, out, err: err.replaceAll(empty, 'FOLDER') }).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: no *.test.rsc in FOLDER
      help: write NAME.test.rsc next to NAME.rsc; see offbox test --help
      ",
        "out": "",
      }
    `)
    expect(test(join(place.path, 'none')).code).toBe(66)
  })

  it('compare sent mail with expectations', () => {
    const path = folder({
      'a.test.rsc': `/tool/e-mail/set server=mail.example.com from=box@example.com
# offbox: answer smtp://gone.example.com:587 timeout
# offbox: answer smtp://strict.example.com 550
#\\ no such user
# offbox: case sent
/tool/e-mail/send to=a@example.com,b@example.com subject="down: ether1" body="all of it"
# offbox: expect mail to=b@example.com from=box@example.com subject="down*"
#\\ all of it
# offbox: expect no mail to=c@example.com
# offbox: expect [/tool/e-mail/get last-status] = "succeeded"
# offbox: case refused
/tool/e-mail/send server=strict.example.com to=a@example.com subject=s body=b
# offbox: expect [/tool/e-mail/get last-status] = "failed"
# offbox: expect [:len [/log/find message~"550 no such user"]] = 1
/tool/e-mail/send server=gone.example.com port=587 to=a@example.com subject=s body=b
# offbox: case none
# offbox: expect mail to=a@example.com
# offbox: case another
/tool/e-mail/send to=a@example.com subject=s body=b
# offbox: expect mail to=a@example.com
#\\ c
# offbox: expect no mail
# offbox: case files
# offbox: answer ftp://files.example.com/pub/a.txt 200
#\\ abc
# offbox: answer sftp://files.example.com/up.txt 200
:put ([/tool/fetch url=ftp://files.example.com/pub/a.txt output=user as-value]->"data")
/file/add name=up.txt contents=xyz
:local got [/tool/fetch upload=yes url=sftp://files.example.com/up.txt src-path=up.txt as-value]
# offbox: expect output
#| abc
# offbox: expect request PUT sftp://files.example.com/*
#\\ xyz
`,
    })
    const { code, out } = test(path)
    expect([code, out.split('\n').at(-2)]).toEqual([1, '5 cases: 3 passed, 2 failed'])
    expect(out).toMatchInlineSnapshot(`
      "a.test.rsc
        ok    sent
        ok    refused
        FAIL  none
              a.test.rsc:17: expected mail to=a@example.com
                no mail was sent
        FAIL  another
              a.test.rsc:20: expected mail to=a@example.com
                there was: to=a@example.com subject="s" body="b"
              a.test.rsc:22: expected no mail
                there was: to=a@example.com subject="s" body="b"
        ok    files

      5 cases: 3 passed, 2 failed
      "
    `)
  })

  it('create rows and events when the script reaches their line, and report those that fail', () => {
    const path = folder({
      'a.test.rsc': `/tool/netwatch/add host=10.0.0.1
# offbox: row /tool/netwatch [find host=10.0.0.1] status=up
# offbox: case in order, once
:local seen [:toarray ""]
:for i from=1 to=2 do={
  # offbox: row /tool/netwatch [find host=10.0.0.1] status=down
  :set seen ($seen, [/tool/netwatch/get [find] status])
  :if ($i = 1) do={ :put [/tool/netwatch/get [find] status] }
}
:put $seen
# offbox: row /ip/arp address=10.0.0.7 interface=ether1
# offbox: expect [:len [/ip/arp/find where address=10.0.0.7]] = 1
# offbox: expect output
#| down
#| down;down
# offbox: case wrong
# offbox: row /tool/netwatch [find host=10.0.0.1] stats=up
# offbox: row /tool/netwatch [find host=10.9.9.9] status=up
# offbox: row /no/such a=b
# offbox: row /system/backup level=free
# offbox: row /ip/address address=10.0.0.300/24
# offbox: reply /put gives 1
# offbox: event netwatch-up
# offbox: case a hook that fails, and an error that is expected
/tool/netwatch/set [find] up-script=":error \\"no way\\""
# offbox: event netwatch-up
# offbox: expect error no way
`,
    })
    const { out } = test(path)
    expect(out).toMatchInlineSnapshot(`
      "a.test.rsc
        ok    in order, once
        FAIL  wrong
              a.test.rsc:17: /tool/netwatch has no property 'stats': did you mean 'status'?
              a.test.rsc:18: [find host=10.9.9.9] is no row of /tool/netwatch
              a.test.rsc:19: this device has no menu /no/such
              a.test.rsc:20: /system/backup has no property 'level'
              a.test.rsc:21: invalid value for argument address
              a.test.rsc:22: /put is a word of the language, no command of a menu
              a.test.rsc:23: no row of /tool/netwatch has a up-script
        ok    a hook that fails, and an error that is expected

      3 cases: 2 passed, 1 failed
      "
    `)
  })

  it('report requests and commands that differ from the expectation', () => {
    const path = folder({
      'a.test.rsc': `# offbox: answer http://example.com/x 200
# offbox: reply /system/reboot
# offbox: case none is right
/tool/fetch url="http://example.com/x?y=1" http-method=post http-data=abc output=none as-value
# offbox: expect request POST http://example.com/x*
#| abc
# offbox: expect request GET http://example.com/*
# offbox: expect request POST http://example.com/x?y=1 with X-Key: 1
# offbox: expect no request
# offbox: expect command /system/reboot
`,
    })
    const { out } = test(path)
    expect(out).toMatchInlineSnapshot(`
      "a.test.rsc
        FAIL  none is right
              a.test.rsc:5: POST http://example.com/x* had another body
                  abc
                - a line end at its end
              a.test.rsc:7: expected GET http://example.com/*
                there was: POST http://example.com/x?y=1
              a.test.rsc:8: POST http://example.com/x?y=1 was sent without X-Key: 1
                it had no X-Key
              a.test.rsc:9: expected no request
                there was: POST http://example.com/x?y=1
              a.test.rsc:10: expected /system/reboot
                /system/reboot was not run, or has no # offbox: reply

      1 case: 0 passed, 1 failed
      "
    `)
  })

  it('unknown words are refused with a suggestion', () => {
    const all = (line: string): string => test(folder({ 'a.test.rsc': `# offbox: case x\n# offbox: ${line}\n` })).err
    // Without the excerpt and its carets.
    const wrong = (line: string): string => continued(all(line).replace(/\n --> [^]*\^\n/, '\n'))
    expect(all('exect output')).toMatchInlineSnapshot(`
      "error: unknown comment 'exect'
       --> a.test.rsc:2:11
      2 | # offbox: exect output
        |           ^^^^^
      help: did you mean 'expect'?
      "
    `)
    expect(wrong('expect reqest GET http://a/')).toMatchInlineSnapshot(`
      "error: unknown comment 'expect reqest'
      help: did you mean 'request'?
      "
    `)
    expect(wrong('expect mail nobody=1')).toMatchInlineSnapshot(`
      "error: 'expect mail nobody=1' cannot be read
      help: as in # offbox: expect mail to=admin@example.com subject="down *", then its text below;\\
           it has to, cc, from, subject, body, file, server, user, tls
      "
    `)
    expect(wrong('expect request http://a/')).toMatchInlineSnapshot(`
      "error: 'expect request http://a/' cannot be read
      help: as in # offbox: expect request POST https://example.com/api, then its body below; # offbox: \\
          expect request GET https://example.com/* with Accept: text/plain; or expect no request
      "
    `)
    expect(wrong('event dhcp-laese leaseBound=1')).toMatchInlineSnapshot(`
      "error: 'dhcp-laese' is not an event
      help: did you mean 'dhcp-lease'?
      "
    `)
    expect(wrong('event dhcp-lease leaseBond=1')).toMatchInlineSnapshot(`
      "error: the script of dhcp-lease gets no 'leaseBond'
      help: did you mean 'leaseBound'?
      "
    `)
    expect(wrong('row /ip/arp [find address=1')).toMatchInlineSnapshot(`
      "error: 'row /ip/arp [find address=1' cannot be read
      help: as in # offbox: row /ip/dhcp-server/lease address=10.0.0.9 status=bound; for existing \\
          rows: row /interface [find name=ether1] running=no
      "
    `)
    expect(wrong('reply license')).toMatchInlineSnapshot(`
      "error: 'reply license' cannot be read
      help: as in # offbox: reply /system/license/get level=free, or reply /tool/ping [address=10.0.0.1] \\
          gives 3, or reply COMMAND fails MESSAGE
      "
    `)
    expect(wrong('reply /system/license/get give 3')).toMatchInlineSnapshot(`
      "error: 'reply /system/license/get give 3' cannot be read
      help: as in # offbox: reply /system/license/get level=free, or reply /tool/ping [address=10.0.0.1] \\
          gives 3, or reply COMMAND fails MESSAGE
      "
    `)
  })
})
