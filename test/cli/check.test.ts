// Owns the tests of `offbox check` and `offbox explain`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { containing } from '../harness/expected.ts'

const place = scratch()
const check = (text: string, ...args: string[]): Ran => offbox(place.path, ['check', ...args, '-'], text)
const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(place.path, name), text)
afterAll(() => place.remove())

/** One finding of each severity. */
const mixed = ':put $nobody\n/certificate add name=a common-name=a key-size=1024\n/ip adress print\n:set x 1\n'

describe('offbox check', () => {
  it('runs nothing and is content with what a device accepts', () => {
    expect(check(':put 1\n/ip/address/add address=1.1.1.1/24 interface=ether1')).toEqual({
      code: 0,
      out: '1 script checked: nothing found\n',
      err: '',
    })
  })

  it('shows what the device refuses, with a hint', () => {
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

  it('shows what would fail when reached', () => {
    const { code, out } = check(':put 1\n/bogus nope\n')
    expect(code).toBe(1)
    const [finding, rest] = out.split(/help: the menus are [^\n]+\n/)
    expect(finding).toBe('fails when reached: bad command name bogus [bad-command-name]\n --> <stdin>:2:2\n2 | /bogus nope\n  |  ^^^^^\n')
    expect(rest).toBe('\n1 script checked: 1 place that fails when reached\n')
  })

  it('knows releases', () => {
    expect(check(':onerror e in={:put 1} do={}', '--release', '6.49').code).not.toBe(0)
    expect(check(':onerror e in={:put 1} do={}', '--release', '7.20').code).toBe(0)
  })

  it('goes on behind what is refused, and counts', () => {
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
      1 finding can be mended with --fix
      "
    `)
  })

  it('tells only what is asked for, and ends as that asks', () => {
    expect(check(mixed, '--severity', 'error').out).not.toContain('fails when reached:')
    expect(check(':put $nobody')).toMatchObject({ code: 0, out: containing('1 hint') })
    expect(check('/ip adress print', '--disable', 'bad-command-name,weak-key')).toMatchObject({ code: 0 })
    expect(check('/ip adress print', '--disable', 'weak-key', '--disable', 'weak-digest').code).toBe(1)
    expect(check('# offbox: disable=bad-command-name\n/ip adress print').code).toBe(0)
  })

  it('says what is wrong with its options', () => {
    expect(check('', '--disable', 'weak-kye')).toMatchObject({ code: 64, err: containing("did you mean 'weak-key'?") })
    expect(check('', '--format', 'xml').code).toBe(64)
    expect(check('', '--severity', 'bad').code).toBe(64)
    expect(check('', '--releases', 'all').code).toBe(64)
    expect(check('', '--releases', '7.12..', '--format', 'junit').code).toBe(64)
  })
})

describe('files', () => {
  it('are many, and the worst is told', () => {
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
    expect(out).not.toContain('a.rsc')
  })

  it('lie in folders, at any depth', () => {
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
      1 finding can be mended with --fix
      "
    `)
  })

  it('report comments for fuzz that cannot be read', () => {
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
    const lines = out.split('\n').filter((line) => line.startsWith('fuzzed.rsc:'))
    expect(lines.map((line) => line.split(':')[1])).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(lines.every((line) => line.endsWith('[unknown-comment]'))).toBe(true)
    expect(lines[1]).toContain("'never remove /ip/adress' cannot be read; did you mean 'address'?")
  })

  it('that cannot be read do not stop the others', () => {
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
      1 finding can be mended with --fix
      "
    `)
  })

  it('of a device that are no text are refused in words', () => {
    write('r.backup', Uint8Array.from([0x88, 0xac, 0xa1, 0xb1, 1, 0, 0, 0]))
    write('b.rsc', Uint8Array.from([1, 0, 2, 0]))
    expect(offbox(place.path, ['check', 'r.backup'])).toMatchObject({ code: 66, err: containing('r.backup is a backup') })
    expect(offbox(place.path, ['check', 'b.rsc'])).toMatchObject({ code: 66, err: containing('is a binary file') })
  })

  it('are spread over threads where that pays, and told in their order', () => {
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
      `${faulty.map(finding).join('')}50 scripts checked: 25 places that fail when reached\n25 findings can be mended with --fix\n`,
    )
    const told = [...out.matchAll(/--> big.(\d+)\.rsc/g)].map(([, name]) => Number(name))
    expect(told).toEqual(Array.from({ length: 25 }, (_, n) => 10 + 2 * n))
  })
})

describe('releases', () => {
  it('are a table of where a script works', () => {
    const { code, out } = check('/certificate/settings/set builtin-trust-store=all', '--releases', '7.19..7.22')
    expect(code).toBe(2)
    expect(out).toMatch(/7\.19\.6 \.\. 7\.20\.8 {2}refused: 1:27 expected end of command/)
    expect(out).toMatch(/7\.21\.5 \.\. 7\.22\.3 {2}works\n/)
  })

  it('are data in JSON', () => {
    const { out } = check(':put 1', '--releases', '7.23..', '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({ files: [{ verdicts: [{ release: '7.23.3' }, { release: '7.24' }] }] })
  })
})

describe('formats', () => {
  it('json: one object with places, pages and counts', () => {
    const { out } = check(mixed, '--format', 'json')
    const parsed: unknown = JSON.parse(out)
    expect(parsed).toMatchObject({
      version: 1,
      files: [{ name: '<stdin>', release: '7.24' }],
      summary: { files: 1, refused: 1, counts: { error: 1, late: 1, warning: 1 } },
    })
  })

  it('sarif: 2.1.0, with every rule and results that name them', () => {
    write('c d.rsc', '# \xc3\xa9\n:put "ä"; /ip adress print\n')
    const { code, out } = offbox(place.path, ['check', '--format', 'sarif', 'c d.rsc'])
    expect(code).toBe(1)
    const log = JSON.parse(out) as Sarif
    expect(log.version).toBe('2.1.0')
    expect(log.$schema).toMatch(/sarif-2\.1\.0/)
    const [run] = log.runs
    expect(run!.tool.driver.name).toBe('offbox')
    for (const rule of run!.tool.driver.rules) expect(rule.shortDescription.text.length, rule.id).toBeGreaterThan(0)
    const [result] = run!.results
    expect(run!.tool.driver.rules[result!.ruleIndex]!.id).toBe(result!.ruleId)
    expect(result).toMatchObject({
      ruleId: 'bad-command-name',
      level: 'error',
      // Characters, not bytes: the umlaut is one.
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'c%20d.rsc' }, region: { startLine: 2, startColumn: 15, endColumn: 21 } } },
      ],
    })
    expect(run!.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
  })

  it('junit: well formed, counts that are true, a passing case for a clean file', () => {
    write('a.rsc', ':put 1')
    write('q.rsc', '/ip "<&>\x07" print\n/ip adress print\n')
    const { out } = offbox(place.path, ['check', '--format', 'junit', 'a.rsc', 'q.rsc', 'gone.rsc'])
    const tags = wellFormed(out)
    const suites = tags.filter(({ name }) => name === 'testsuite')
    expect(suites.map(({ attributes }) => attributes['name'])).toEqual(['a.rsc', 'q.rsc', 'gone.rsc'])
    const counted = (name: string): number => tags.filter((tag) => tag.name === name).length
    const sum = (attribute: string): number => suites.reduce((all, { attributes }) => all + Number(attributes[attribute]), 0)
    expect(counted('testcase')).toBe(sum('tests'))
    expect(counted('failure')).toBe(sum('failures'))
    expect(counted('error')).toBe(sum('errors'))
    expect(sum('errors')).toBe(1)
  })

  it.each(['human', 'oneline', 'json', 'sarif', 'junit', 'github', 'gitlab'])('%s: says where names are only guessed at', (format) => {
    const text = '/interface wireguard\nadd name=wg1\n/ip address\nadd address=10.0.0.1/24 interface=ether1\n'
    const { code, out, err } = check(text, '--release', '6.49', '--format', format)
    expect(code).toBe(0)
    expect(out).toContain('RouterOS has it in 7.x')
    expect(out + err).toMatch(format === 'json' ? /"guessed":\{"6.49":1\}/ : /1 script is for a release without facts \(6.49\)/)
    const known = check(text, '--release', '7.24', '--format', format)
    expect(known.out + known.err).not.toMatch(/in 7\.x|without facts|"6.49"/)
  })

  it('github: annotations with escaped text', () => {
    write('a,b.rsc', '/ip adress print')
    const { out } = offbox(place.path, ['check', '--format', 'github', 'a,b.rsc'])
    expect(out).toBe(
      '::error file=a%2Cb.rsc,line=1,endLine=1,col=5,endColumn=11,title=offbox%3A bad-command-name::bad command name adress ' +
        "(line 1 column 5)%0Adid you mean 'address'?\n" +
        '1 script checked: 1 place that fails when reached\n1 finding can be mended with --fix\n',
    )
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
    expect(offbox(place.path, ['explain']).out).toMatch(/^syntax-error +error: /m)
    expect(offbox(place.path, ['explain', 'weak-kay'])).toMatchObject({ code: 64, err: containing("'weak-key'") })
  })
})

interface Sarif {
  readonly $schema: string
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { id: string; shortDescription: { text: string } }[] }
    }
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[]
    readonly invocations: unknown
  }[]
}

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The opening tags of an XML text; throws where tags do not match or a character is none. */
function wellFormed(xml: string): readonly Tag[] {
  const open: string[] = []
  const found: Tag[] = []
  let rest = xml.replace(/^<\?xml [^?]*\?>\s*/, '')
  while (rest !== '') {
    const match = /^<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|^[^<]+/.exec(rest)
    if (match === null || /[\x00-\x08\x0b\x0c\x0e-\x1f]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(match[0]))
      throw new Error(`not XML: ${rest.slice(0, 80)}`)
    rest = rest.slice(match[0].length)
    const [, closes, name, attributes = '', empty] = match
    if (name === undefined) continue
    if (closes === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    found.push({
      name,
      attributes: Object.fromEntries([...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!])),
    })
    if (empty !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} not closed`)
  return found
}
