// Owns the tests of `offbox test`: cases, expectations, formats, coverage.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { top } from '../harness/sources.ts'
import { continued } from '../harness/expected.ts'
import { testFolders } from '../harness/test-folders.ts'

const place = testFolders()
const { folder, test } = place
afterAll(() => place.remove())

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

const untimed = (xml: string): string => xml.replaceAll(/ time="[^"]+"/g, ' time="TIME"')
/** The width of the coverage table depends on the path of the script. */
const narrow = (table: string): string => table.replaceAll(/(?<=^script|\.rsc) +/gm, '  ')

describe('offbox test', () => {
  it('reports an unreadable file, runs the others, and exits with 66', () => {
    const path = folder({ 'half.rsc': half, 'half.test.rsc': halfTest, 'wide.rsc': '\u0000x', 'wide.test.rsc': '\u0000' })
    const { code, out, err } = test(path)
    expect(out).toMatchInlineSnapshot(`
      "half.test.rsc
        ok    it halves

      1 case: 1 passed, 0 failed
      "
    `)
    expect(err).toMatchInlineSnapshot(`
      "error: wide.rsc is a binary file, not a script
      error: wide.test.rsc is a binary file, not a script
      "
    `)
    expect(code).toBe(66)
  })

  it('runs the example of the fixtures', () => {
    const { code, out } = test(join(top, 'fixtures/test'), '--coverage')
    expect(narrow(out)).toMatchInlineSnapshot(`
      "clean.test.rsc
        ok    it removes what is switched off
        ok    it keeps what says so
        ok    other lists are left alone
        ok    an empty file is an error

      4 cases: 4 passed, 0 failed

      script  lines  ways
      clean.rsc  100 %  100 %
      "
    `)
    expect(code).toBe(0)
  })

  it('runs the suite of the fixtures', () => {
    const { code, out } = test(join(top, 'fixtures/suite'))
    expect([code, out.split('\n').at(-2)]).toEqual([0, '25 cases: 25 passed, 0 failed'])
  })

  it.each([
    ['7', '7.22', 14],
    ['6', '6.49.17', 6],
  ])('runs typical scripts on %s.x', (version, release, cases) => {
    const { code, out } = test(join(top, 'fixtures/shapes', version), '--release', release)
    expect([code, out.split('\n').at(-2)]).toEqual([0, `${cases} cases: ${cases} passed, 0 failed`])
  })

  it('runs the examples of its page', () => {
    const page = readFileSync(join(top, 'src/cli/README.md'), 'utf8')
    const blocks = [...page.matchAll(/^```rsc\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
    const path = folder(Object.fromEntries(blocks.map((text, at) => [`${at}.test.rsc`, text])))
    expect(test(path).out).toMatchInlineSnapshot(`
      "0.test.rsc
        ok    bodies are exact
      1.test.rsc
        ok    a bound lease, a dead gateway, a port without link, a neighbor, a station
      2.test.rsc
        ok    replies
      3.test.rsc
        ok    a message is sent again where the server is busy
      4.test.rsc
        ok    a backup is copied away, and who wants to know is told
      5.test.rsc
        ok    the user is asked, and presses a key
      6.test.rsc
        ok    a lease is logged, a gateway goes down

      7 cases: 7 passed, 0 failed
      "
    `)
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

  it('reports the line of an unmet expectation', () => {
    const path = folder({
      'half.rsc': half,
      'half.test.rsc':
        `${halfTest}# offbox: case it fails\n:global half\n:put [$half 9]\n# offbox: expect output\n#| 5\n` +
        `# offbox: expect 1 = 2\n# offbox: expect error no\n`,
    })
    const { code, out } = test(path)
    expect(code).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "half.test.rsc
        ok    it halves
        FAIL  it fails
              half.test.rsc:10: output differs (- expected, + printed)
                - 5
                + 4
              half.test.rsc:12: expected 1 = 2
              half.test.rsc:13: expected the error "no"
                there was none

      2 cases: 1 passed, 1 failed
      "
    `)
  })

  it('fails if a case fails, if its setup fails, or if a device refuses it', () => {
    const path = folder({ 'a.test.rsc': '# offbox: case one\n:put 1\n:error "oh"\n# offbox: case two\n:set nope 1\n' })
    expect(test(path).out).toMatchInlineSnapshot(`
      "a.test.rsc
        FAIL  one
              a.test.rsc:3:1: fails: oh (:error)
                3 | :error "oh"
                  | ^^^^^^
        FAIL  two
              a.test.rsc:5:6: fails: syntax error
                5 | :set nope 1
                  |      ^
                help: nothing declares 'nope' here: write :local nope or :global nope first (functions do not see names around them)

      2 cases: 0 passed, 2 failed
      "
    `)
    expect(test(folder({ 'b.test.rsc': ':error "early"\n# offbox: case one\n' })).out).toMatchInlineSnapshot(`
      "b.test.rsc
        FAIL  one
              b.test.rsc:1:1: the setup before the cases fails: early (:error)
                1 | :error "early"
                  | ^^^^^^

      1 case: 0 passed, 1 failed
      "
    `)
  })

  it('runs each case on a device of its own', () => {
    const path = folder({
      'a.test.rsc':
        '# offbox: case one\n/ip/address/add address=10.0.0.1/24 interface=ether1\n# offbox: case two\n' +
        '# offbox: expect [:len [/ip/address/find]] = 0\n',
    })
    expect(test(path)).toEqual({ code: 0, out: 'a.test.rsc\n  ok    one\n  ok    two\n\n2 cases: 2 passed, 0 failed\n', err: '' })
  })

  it('prints TAP and JUnit', () => {
    const path = folder({ 'half.rsc': half, 'half.test.rsc': `${halfTest}# offbox: case bad <&>\n:error "x"\n` })
    const { out } = test(path, '--format', 'tap')
    expect(out).toBe(
      'TAP version 13\n1..2\nok 1 - half.test.rsc: it halves\nnot ok 2 - half.test.rsc: bad <&>\n' +
        '# half.test.rsc:8:1: fails: x (:error)\n#   8 | :error "x"\n#     | ^^^^^^\n',
    )
    const xml = test(path, '--format', 'junit').out
    expect(continued(untimed(xml))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="offbox test">
        <testsuite name="half.test.rsc" tests="2" failures="1" skipped="0">
          <testcase name="it halves" classname="half.test.rsc" time="TIME"/>
          <testcase name="bad &lt;&amp;&gt;" classname="half.test.rsc" time="TIME"><failure message="fails: \\
          x (:error)">half.test.rsc:8:1: fails: x (:error)&#10;  8 | :error &quot;x&quot;&#10;    | ^^^^^^</failure></testcase>
       \\
           </testsuite>
      </testsuites>
      "
    `)
  })

  it('counts lines and both results of conditions, however a script is started', () => {
    const path = folder({
      'half.rsc': half,
      'half.test.rsc':
        `${halfTest}# offbox: case again, from a file\n/import half.rsc\n` + ':global half; :local x [$half 6]; :set x [$half 4]\n',
    })
    const [lcov, html] = [join(path, 'lcov.info'), join(path, 'html')]
    const { out } = test(path, '--coverage', '--lcov', lcov, '--html', html)
    expect(narrow(out)).toMatchInlineSnapshot(`
      "half.test.rsc
        ok    it halves
        ok    again, from a file

      2 cases: 2 passed, 0 failed

      script  lines  ways
      half.rsc  75 %   50 %  not run: 3; 2 never true
      "
    `)
    const written = (name: string): string => continued(readFileSync(join(path, name), 'utf8').replaceAll(`${path}/`, ''))
    // Runs before each of two cases, and is imported by one.
    expect(written('lcov.info')).toMatchInlineSnapshot(`
      "TN:
      SF:half.rsc
      BRDA:2,0,0,0
      BRDA:2,0,1,3
      BRF:2
      BRH:1
      DA:1,3
      DA:2,3
      DA:3,0
      DA:5,3
      LF:4
      LH:3
      end_of_record
      "
    `)
    expect(written('html/index.html')).toMatchInlineSnapshot(`
      "<!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Coverage</title><style>body{font:14px sans-serif;\\
          margin:2em}pre{margin:0}td{padding:0 1em}tr.no{background:#fdd}tr.half{background:#ffd}td.n{text-align:right;\\
          color:#777}</style>
      <h1>Coverage</h1>
      <table>
      <tr><th>script</th><th>lines</th><th>ways</th></tr>
      <tr><td><a href="1.html">half.rsc</a></td><td>75 %</td><td>50 %</td></tr>
      </table>
      </html>
      "
    `)
    expect(written('html/1.html')).toMatchInlineSnapshot(`
      "<!doctype html>
      <html lang="en"><meta charset="utf-8"><title>half.rsc</title><style>body{font:14px sans-serif;\\
          margin:2em}pre{margin:0}td{padding:0 1em}tr.no{background:#fdd}tr.half{background:#ffd}td.n{text-align:right;\\
          color:#777}</style>
      <h1>half.rsc</h1>
      <table>
      <tr><td class="n">1</td><td class="n">3</td><td><pre>:global half do={</pre></td></tr>
      <tr class="half"><td class="n">2</td><td class="n">3</td><td><pre>  :if ($1 &lt; 0) do={</pre></td></tr>
      <tr \\
          class="no"><td class="n">3</td><td class="n">0</td><td><pre>    :error &quot;below zero&quot;\\
          </pre></td></tr>
      <tr><td class="n">4</td><td class="n"></td><td><pre>  }</pre></td></tr>
      <tr><td class="n">5</td><td class="n">3</td><td><pre>  :return ($1 / 2)</pre></td></tr>
      <tr><td class="n">6</td><td class="n"></td><td><pre>}</pre></td></tr>
      <tr><td class="n">7</td><td class="n"></td><td><pre></pre></td></tr>
      </table>
      </html>
      "
    `)
  })

  it('reports a failure at its line in the file, with the calls that led there', () => {
    const functions = ':global deep do={\n  :error "oh"\n}\n:global outer do={ :global deep; $deep }\n'
    const path = folder({
      'functions.rsc': functions,
      'a.test.rsc':
        '# offbox: case run\n/system/script/run functions\n:global outer\n$outer\n# offbox: case imported\n/import functions.rsc\n' +
        ':global outer\n$outer\n# offbox: case while it is imported\n/import broken.rsc\n',
      'broken.rsc': ':put 1\n:error "at once"\n',
    })
    const { out } = test(path)
    expect(out).toMatchInlineSnapshot(`
      "a.test.rsc
        FAIL  run
              functions.rsc:2:3: fails: oh (:error)
                2 |   :error "oh"
                  |   ^^^^^^
                called at functions.rsc:4: $deep
                called at a.test.rsc:4: $outer
        FAIL  imported
              functions.rsc:2:3: fails: oh (:error)
                2 |   :error "oh"
                  |   ^^^^^^
                called at functions.rsc:4: $deep
                called at a.test.rsc:8: $outer
        FAIL  while it is imported
              broken.rsc:2:1: fails: Script Error: at once (:error; line 2) (:import; line 10)
                2 | :error "at once"
                  | ^^^^^^
                called at a.test.rsc:10: :import broken.rsc

      3 cases: 0 passed, 3 failed
      "
    `)
  })

  it('uses the board that the test names, else that of the option', () => {
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
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: board zzz\n' }))).toEqual({
      code: 64,
      out: '',
      err: "error: 'zzz' is not a known board\nhelp: all boards are in the section Boards of src/cli/README.md\n",
    })
  })

  it('distinguishes features that are not modelled from failures', () => {
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
    expect(human.out).toMatchInlineSnapshot(`
      "a.test.rsc
        ok    fine
        TODO  open
              a.test.rsc:4:1: fails: /tool/bandwidth-test is not modelled (/tool/bandwidth-test)
                4 | /tool/bandwidth-test 10.0.0.2
                  | ^^^^^^^^^^^^^^^^^^^^
        TODO  caught
              a.test.rsc:8: offbox does not model what the script asked for: /tool/bandwidth-test is not modelled

      3 cases: 1 passed, 0 failed, 2 not modelled
      "
    `)
    expect(test(path, '--format', 'tap').out).toMatchInlineSnapshot(`
      "TAP version 13
      1..3
      ok 1 - a.test.rsc: fine
      not ok 2 - a.test.rsc: open # TODO not modelled
      # a.test.rsc:4:1: fails: /tool/bandwidth-test is not modelled (/tool/bandwidth-test)
      #   4 | /tool/bandwidth-test 10.0.0.2
      #     | ^^^^^^^^^^^^^^^^^^^^
      not ok 3 - a.test.rsc: caught # TODO not modelled
      # a.test.rsc:8: offbox does not model what the script asked for: /tool/bandwidth-test is not modelled
      "
    `)
    expect(continued(untimed(test(path, '--format', 'junit').out))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="offbox test">
        <testsuite name="a.test.rsc" tests="3" failures="0" skipped="2">
          <testcase name="fine" classname="a.test.rsc" time="TIME"/>
          <testcase name="open" classname="a.test.rsc" time="TIME"><skipped message="not modelled: \\
          fails: /tool/bandwidth-test is not modelled (/tool/bandwidth-test)">a.test.rsc:4:1: fails: \\
          /tool/bandwidth-test is not modelled (/tool/bandwidth-test)&#10;  4 | /tool/bandwidth-test \\
          10.0.0.2&#10;    | ^^^^^^^^^^^^^^^^^^^^</skipped></testcase>
          <testcase name="caught" classname="a.test.rsc" time="TIME"><skipped message="not modelled: \\
          offbox does not model what the script asked for: /tool/bandwidth-test is not modelled">a.test.rsc:8: \\
          offbox does not model what the script asked for: /tool/bandwidth-test is not modelled</skipped></testcase>
       \\
           </testsuite>
      </testsuites>
      "
    `)
    const red = folder({ 'a.test.rsc': `${open}# offbox: case red\n:error "x"\n` })
    const { code, out } = test(red)
    expect([code, out.split('\n').at(-2)]).toEqual([1, '3 cases: 0 passed, 1 failed, 2 not modelled'])
  })
})
