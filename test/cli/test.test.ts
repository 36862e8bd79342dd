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
  it('plays the example of fixtures', () => {
    const { code, out } = test(join(top, 'fixtures/test'), '--coverage')
    expect(out).toContain('4 cases: 4 passed, 0 failed')
    expect(out).toMatch(/clean\.rsc +100 % +100 %$/m)
    expect(code).toBe(0)
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
    expect(out).toContain('half.test.rsc:10: printed something else\n          - 5\n          + 4')
    expect(out).toContain('half.test.rsc:12: expected 1 = 2')
    expect(out).toContain('half.test.rsc:13: expected the error "no"\n          there was none')
    expect(out).toContain('2 cases: 1 passed, 1 failed')
  })

  it('is red where a case fails, where its setup fails, where a device refuses it', () => {
    const path = folder({ 'a.test.rsc': '# offbox: case one\n:put 1\n:error "oh"\n# offbox: case two\n:set nope 1\n' })
    expect(test(path).out).toContain('a.test.rsc:3: fails: oh')
    expect(test(path).out).toContain('a.test.rsc:5: fails: syntax error')
    expect(test(folder({ 'b.test.rsc': ':error "early"\n# offbox: case one\n' })).out).toContain(
      'b.test.rsc:1: what comes before the cases fails: early',
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
        `# /${folders}/half.test.rsc:8: fails: x (:error; line 8)\n`,
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
      err: expect.stringContaining("a.test.rsc:2: 'cloc' says nothing"),
    })
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: clock noon\n' })).err).toContain("'noon' is no time")
    expect(test(folder({ 'a.test.rsc': '# offbox: case x\n# offbox: answer example.com 200\n' })).err).toContain('cannot be read')
    expect(test(folder({}))).toMatchObject({ code: 66, err: expect.stringContaining('no *.test.rsc') })
    expect(test(join(place.path, 'none')).code).toBe(66)
  })
})
