// Owns the tests of the output formats of `offbox check` for programs: JSON, SARIF, JUnit, annotations.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const check = (text: string, ...args: string[]): Ran => offbox(place.path, ['check', ...args, '-'], text)
const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(place.path, name), text)
afterAll(() => place.remove())

/** One finding of each severity. */
const mixed = ':put $nobody\n/certificate add name=a common-name=a key-size=1024\n/ip adress print\n:set x 1\n'

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

  it('sarif: version 2.1.0, with every rule, and results that refer to them', () => {
    write('c d.rsc', '# \xc3\xa9\n:put "ä"; /ip adress print\n')
    const { code, out } = offbox(place.path, ['check', '--format', 'sarif', 'c d.rsc'])
    expect(code).toBe(1)
    const log = JSON.parse(out) as Sarif
    expect(log.version).toBe('2.1.0')
    expect(log.$schema).toBe('https://json.schemastore.org/sarif-2.1.0.json')
    const [run] = log.runs
    expect(run!.tool.driver.name).toBe('offbox')
    for (const rule of run!.tool.driver.rules) expect(rule.shortDescription.text.length, rule.id).toBeGreaterThan(0)
    const [result] = run!.results
    expect(run!.tool.driver.rules[result!.ruleIndex]!.id).toBe(result!.ruleId)
    expect(result).toMatchObject({
      ruleId: 'bad-command-name',
      level: 'error',
      // In characters, not bytes: the umlaut counts as one.
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'c%20d.rsc' }, region: { startLine: 2, startColumn: 15, endColumn: 21 } } },
      ],
    })
    expect(run!.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
  })

  it('junit: well-formed XML, correct counts, and a passing case for a file without findings', () => {
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

  it.each(['human', 'oneline', 'json', 'sarif', 'junit', 'github', 'gitlab'])('%s: reports that names were only guessed', (format) => {
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
        '1 script checked: 1 place that fails when reached\n1 finding can be fixed with --fix\n',
    )
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

/** Returns the opening tags of an XML text. Throws an error for unmatched tags or invalid characters. */
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
