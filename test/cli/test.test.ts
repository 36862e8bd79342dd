// Owns the tests of `offbox test`: cases, what they expect, formats, coverage.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

let folders = 0
/** A folder of its own with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(place.path, String(++folders))
  mkdirSync(path)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}
const test = (path: string, ...args: string[]): ReturnType<typeof offbox> => offbox(place.path, ['test', ...args, path])

const half = `:global half do={
  :if ($1 < 0) do={
    :error "below zero"
  }
  :return ($1 / 2)
}
`
const halfTest = `/system/script/run half
:global half
# offbox: case it halves
:global half; :put [$half 8]
# offbox: expect output
#| 4
`

describe('offbox test', () => {
  it('tells a file that cannot be read, plays the others, and ends with 66', () => {
    const path = folder({ 'half.rsc': half, 'half.test.rsc': halfTest, 'wide.rsc': '\u0000x', 'wide.test.rsc': '\u0000' })
    const { code, out, err } = test(path)
    expect(out).toContain('1 case: 1 passed, 0 failed')
    expect(err.match(/is a binary file, not a script/g)).toHaveLength(2)
    expect(code).toBe(66)
  })

  it('plays the example of fixtures', () => {
    const { code, out } = test(join(top, 'fixtures/test'), '--coverage')
    expect(out).toContain('4 cases: 4 passed, 0 failed')
    expect(out).toMatch(/clean\.rsc +100 % +100 %$/m)
    expect(code).toBe(0)
  })

  it('plays the suite of fixtures', () => {
    const { code, out } = test(join(top, 'fixtures/suite'))
    expect([code, out.split('\n').at(-2)]).toEqual([0, '25 cases: 25 passed, 0 failed'])
  })

  it.each([
    ['7', '7.22', 14],
    ['6', '6.49.17', 6],
  ])('plays what people run on %s.x', (version, release, cases) => {
    const { code, out } = test(join(top, 'fixtures/shapes', version), '--release', release)
    expect([code, out.split('\n').at(-2)]).toEqual([0, `${cases} cases: ${cases} passed, 0 failed`])
  })

  it('plays the examples of its page', () => {
    const page = readFileSync(join(top, 'src/cli/README.md'), 'utf8')
    const blocks = [...page.matchAll(/^```rsc\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
    const path = folder(Object.fromEntries(blocks.map((text, at) => [`${at}.test.rsc`, text])))
    expect(test(path).out).toContain(`${blocks.length} cases: ${blocks.length} passed, 0 failed`)
    expect(blocks.length).toBeGreaterThan(5)
    for (const word of [
      'file',
      'answer',
      'ask',
      'row',
      'reply',
      'event',
      'expect output',
      'expect mail',
      'expect request',
      'expect no request',
    ])
      expect(blocks.some((text) => text.includes(`# offbox: ${word}`))).toBe(true)
  })

  it('tells the line of what is not as expected', () => {
    const path = folder({
      'half.rsc': half,
      'half.test.rsc':
        `${halfTest}# offbox: case it fails\n:global half\n:put [$half 9]\n# offbox: expect output\n#| 5\n` +
        `# offbox: expect 1 = 2\n# offbox: expect error no\n`,
    })
    const { code, out } = test(path)
    expect(code).toBe(1)
    expect(out).toContain('half.test.rsc:10: output differs (- expected, + printed)\n          - 5\n          + 4')
    expect(out).toContain('half.test.rsc:12: expected 1 = 2')
    expect(out).toContain('half.test.rsc:13: expected the error "no"\n          there was none')
    expect(out).toContain('2 cases: 1 passed, 1 failed')
  })

  it('is red where a case fails, where its setup fails, where a device refuses it', () => {
    const path = folder({ 'a.test.rsc': '# offbox: case one\n:put 1\n:error "oh"\n# offbox: case two\n:set nope 1\n' })
    expect(test(path).out).toContain('a.test.rsc:3:1: fails: oh')
    expect(test(path).out).toContain('a.test.rsc:5:6: fails: syntax error')
    expect(test(folder({ 'b.test.rsc': ':error "early"\n# offbox: case one\n' })).out).toContain(
      'b.test.rsc:1:1: the setup before the cases fails: early',
    )
  })

  it('gives each case a device of its own', () => {
    const path = folder({
      'a.test.rsc':
        '# offbox: case one\n/ip/address/add address=10.0.0.1/24 interface=ether1\n# offbox: case two\n' +
        '# offbox: expect [:len [/ip/address/find]] = 0\n',
    })
    expect(test(path)).toMatchObject({ code: 0 })
  })

  it('has servers that answer as the test says, and no others', () => {
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
    expect(test(path).out).toContain('2 cases: 2 passed, 0 failed')
  })

  it('speaks TAP and JUnit', () => {
    const path = folder({ 'half.rsc': half, 'half.test.rsc': `${halfTest}# offbox: case bad <&>\n:error "x"\n` })
    const { out } = test(path, '--format', 'tap')
    expect(out.replaceAll(place.path, '')).toBe(
      `TAP version 13\n1..2\nok 1 - /${folders}/half.test.rsc: it halves\nnot ok 2 - /${folders}/half.test.rsc: bad <&>\n` +
        `# /${folders}/half.test.rsc:8:1: fails: x (:error)\n#   8 | :error "x"\n#     | ^^^^^^\n`,
    )
    const xml = test(path, '--format', 'junit').out
    expect(xml).toContain('tests="2" failures="1"')
    expect(xml).toContain('<testcase name="bad &lt;&amp;&gt;"')
  })

  it('counts lines and both ways of conditions, however often and from wherever a script is run', () => {
    const path = folder({
      'half.rsc': half,
      'half.test.rsc':
        `${halfTest}# offbox: case again, from a file\n/import half.rsc\n` + ':global half; :local x [$half 6]; :set x [$half 4]\n',
    })
    const [lcov, html] = [join(path, 'lcov.info'), join(path, 'html')]
    const { out } = test(path, '--coverage', '--lcov', lcov, '--html', html)
    expect(out).toMatch(/half\.rsc +75 % +50 % +not run: 3; 2 never true$/m)
    const trace = readFileSync(lcov, 'utf8')
    expect(trace).toContain('BRDA:2,0,0,0\nBRDA:2,0,1,3\nBRF:2\nBRH:1\n')
    // Run before each of two cases, and imported by one.
    expect(trace).toContain('DA:1,3\nDA:2,3\nDA:3,0\nDA:5,3\nLF:4\nLH:3\n')
    expect(readFileSync(join(html, 'index.html'), 'utf8')).toContain('75 %')
    expect(readFileSync(join(html, '1.html'), 'utf8')).toContain('<tr class="no"><td class="n">3</td>')
  })

  it('says what is wrong with a test', () => {
    expect(test(folder({ 'a.test.rsc': ':put 1\n' }))).toMatchObject({ code: 64, err: expect.stringContaining('has no case') })
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: cloc 1\n' }))).toMatchObject({
      code: 64,
      err: expect.stringMatching(/^error: unknown comment 'cloc'\n --> .*a\.test\.rsc:2:11\n/),
    })
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: clock noon\n' })).err).toContain("'noon' is not a time")
    const late = folder({ 'a.test.rsc': '# offbox: case x\n# offbox: clock 2024-02-30 00:00:00\n' })
    expect(test(late).code).toBe(64)
    expect(test(late).err).toContain("'2024-02-30 00:00:00' is not a time")
    const stray = folder({ 'a.test.rsc': '# offbox: case x\n:put 1\n#| 1\n# offbox: expect output\n#| 1\n' })
    expect(test(stray).code).toBe(64)
    expect(test(stray).err).toContain('no comment above accepts this line')
    // `check` says the same of them, once.
    const checked = offbox(late, ['check', '.'])
    expect([checked.code, checked.out.split('is not a time').length]).toEqual([1, 2])
    expect(offbox(stray, ['check', '.']).out).toContain('no comment above accepts this line')
    for (const names of [['../../etc/passwd'], ['a/./b'], ['a', 'a/b'], ['a/b', 'a']]) {
      const { code, err } = test(
        folder({ 'a.test.rsc': `# offbox: case x\n${names.map((name) => `# offbox: file ${name}\n#| x\n`).join('')}` }),
      )
      expect(code).toBe(64)
      expect(err).toMatch(/a device cannot have this file: .*\n --> .*a\.test\.rsc:\d+:16\n/)
    }
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: answer example.com 200\n' })).err).toContain('cannot be read')
    expect(test(folder({}))).toMatchObject({ code: 66, err: expect.stringContaining('no *.test.rsc') })
    expect(test(join(place.path, 'none')).code).toBe(66)
  })

  it('tells a failure at the line of the file that it happened in, with the way there', () => {
    const functions = ':global deep do={\n  :error "oh"\n}\n:global outer do={ :global deep; $deep }\n'
    const path = folder({
      'functions.rsc': functions,
      'a.test.rsc':
        '# offbox: case run\n/system/script/run functions\n:global outer\n$outer\n# offbox: case imported\n/import functions.rsc\n' +
        ':global outer\n$outer\n# offbox: case while it is imported\n/import broken.rsc\n',
      'broken.rsc': ':put 1\n:error "at once"\n',
    })
    const { out } = test(path)
    const way = (line: number): string =>
      'functions.rsc:2:3: fails: oh (:error)\n          2 |   :error "oh"\n            |   ^^^^^^\n' +
      `          called at ${path}/functions.rsc:4: $deep\n` +
      `          called at ${path}/a.test.rsc:${line}: $outer`
    expect(out).toContain(way(4))
    expect(out).toContain(way(8))
    expect(out).toContain('broken.rsc:2:1: fails: Script Error: at once')
  })

  it('is of the board that the test names, else of that of the option', () => {
    const text = `# offbox: case named
# offbox: board hEX S
:put [/system/health/get [find name=temperature] value]
# offbox: expect [/system/resource/get board-name] = "hEX S"
# offbox: case unnamed
# offbox: expect [/system/resource/get board-name] = "RB5009UG+S+"
`
    const path = folder({ 'a.test.rsc': text })
    expect(test(path, '--board', 'RB5009UG+S+').code).toBe(0)
    expect(test(path).code).toBe(1)
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: board zzz\n' }))).toMatchObject({ code: 64 })
  })

  it('holds what was mailed against what is expected', () => {
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
    expect(out).toContain('expected mail to=a@example.com')
    expect(out).toContain('no mail was sent')
    expect(out).toContain('there was: to=a@example.com subject="s" body="b"')
  })

  it('tells what is not modelled apart from what fails', () => {
    const open = `# offbox: case open
/tool/bandwidth-test 10.0.0.2
# offbox: expect output
#| x
# offbox: case caught
:do { /tool/bandwidth-test 10.0.0.1 } on-error={}
`
    const path = folder({ 'a.test.rsc': `# offbox: case fine\n:put 1\n${open}` })
    const human = test(path)
    expect([human.code, human.out.split('\n').at(-2)]).toEqual([3, '3 cases: 1 passed, 0 failed, 2 not modelled'])
    expect(human.out).toContain('a.test.rsc:4:1: fails: /tool/bandwidth-test is not modelled')
    expect(human.out).toContain('a.test.rsc:8: offbox does not model what the script asked for: /tool/bandwidth-test')
    expect(human.out).not.toContain('output differs (- expected, + printed)')
    expect(test(path, '--format', 'tap').out).toMatch(/^not ok 2 - .*a\.test\.rsc: open # TODO not modelled$/m)
    expect(test(path, '--format', 'junit').out).toMatch(/failures="0" skipped="2"[\s\S]*<skipped message="not modelled: fails: /)
    const red = folder({ 'a.test.rsc': `${open}# offbox: case red\n:error "x"\n` })
    const { code, out } = test(red)
    expect([code, out.split('\n').at(-2)]).toEqual([1, '3 cases: 0 passed, 1 failed, 2 not modelled'])
  })

  it('makes rows and events happen where the script is, and tells what cannot', () => {
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
    expect(out).toContain("a.test.rsc:17: /tool/netwatch has no property 'stats': did you mean 'status'?")
    expect(out).toContain('a.test.rsc:18: [find host=10.9.9.9] is no row of /tool/netwatch')
    expect(out).toContain('a.test.rsc:19: this device has no menu /no/such')
    expect(out).toContain("a.test.rsc:20: /system/backup has no property 'level'")
    expect(out).toContain('a.test.rsc:21: invalid value')
    expect(out).toContain('a.test.rsc:22: /put is a word of the language')
    expect(out).toContain('a.test.rsc:23: no row of /tool/netwatch has a up-script')
    expect(out).toContain('3 cases: 2 passed, 1 failed')
  })

  it('tells requests and commands that did not come as expected', () => {
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
    expect(out).toContain('a.test.rsc:5: POST http://example.com/x* had another body\n            abc\n          - a line end at its end')
    expect(out).toContain('a.test.rsc:7: expected GET http://example.com/*\n          there was: POST http://example.com/x?y=1')
    expect(out).toContain('a.test.rsc:8: POST http://example.com/x?y=1 was sent without X-Key: 1\n          it had no X-Key')
    expect(out).toContain('a.test.rsc:9: expected no request\n          there was: POST http://example.com/x?y=1')
    expect(out).toContain('a.test.rsc:10: expected /system/reboot\n          /system/reboot was not run')
  })

  it('refuses words that it does not know, with the nearest that it does', () => {
    const all = (line: string): string => test(folder({ 'a.test.rsc': `# offbox: case x\n# offbox: ${line}\n` })).err
    // Without the line that is shown, and its carets.
    const wrong = (line: string): string => all(line).replace(/\n --> [^]*\^\n/, '\n')
    expect(all('exect output')).toMatch(/\n --> .*a\.test\.rsc:2:11\n2 \| # offbox: exect output\n {2}\| {11}\^{5}\n/)
    expect(wrong('exect output')).toContain("unknown comment 'exect'\nhelp: did you mean 'expect'?")
    expect(wrong('expect reqest GET http://a/')).toContain("unknown comment 'expect reqest'\nhelp: did you mean 'request'?")
    expect(wrong('expect mail nobody=1')).toContain("'expect mail nobody=1' cannot be read")
    expect(wrong('expect request http://a/')).toContain("'expect request http://a/' cannot be read")
    expect(wrong('event dhcp-laese leaseBound=1')).toContain("did you mean 'dhcp-lease'?")
    expect(wrong('event dhcp-lease leaseBond=1')).toContain(
      "the script of dhcp-lease gets no 'leaseBond'\nhelp: did you mean 'leaseBound'?",
    )
    expect(wrong('row /ip/arp [find address=1')).toContain('cannot be read')
    expect(wrong('reply license')).toContain('cannot be read')
    expect(wrong('reply /system/license/get give 3')).toContain('cannot be read')
  })
})
