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
    expect(JSON.stringify(JSON.parse(out), undefined, 1)).toMatchInlineSnapshot(`
      "{
       "version": 1,
       "files": [
        {
         "name": "<stdin>",
         "release": "7.24",
         "findings": [
          {
           "severity": "hint",
           "code": "undeclared-variable",
           "message": "'nobody' is never declared: it is empty unless the caller passes nobody=",
           "line": 1,
           "column": 6,
           "range": {
            "startLine": 1,
            "startColumn": 6,
            "endLine": 1,
            "endColumn": 13
           },
           "fixes": [
            {
             "title": "declare it: :local nobody",
             "preferred": false,
             "edits": [
              {
               "range": {
                "startLine": 1,
                "startColumn": 1,
                "endLine": 1,
                "endColumn": 1
               },
               "text": ":local nobody\\n"
              }
             ]
            },
            {
             "title": "declare it: :global nobody",
             "preferred": false,
             "edits": [
              {
               "range": {
                "startLine": 1,
                "startColumn": 1,
                "endLine": 1,
                "endColumn": 1
               },
               "text": ":global nobody\\n"
              }
             ]
            }
           ]
          },
          {
           "severity": "warning",
           "code": "weak-key",
           "message": "a key of 1024 bits is too short: use 2048 or an elliptic curve",
           "line": 2,
           "column": 48,
           "range": {
            "startLine": 2,
            "startColumn": 48,
            "endLine": 2,
            "endColumn": 52
           }
          },
          {
           "severity": "late",
           "code": "bad-command-name",
           "message": "bad command name adress (line 3 column 5)",
           "help": "did you mean 'address'?",
           "line": 3,
           "column": 5,
           "range": {
            "startLine": 3,
            "startColumn": 5,
            "endLine": 3,
            "endColumn": 11
           },
           "fixes": [
            {
             "title": "write 'address'",
             "preferred": true,
             "edits": [
              {
               "range": {
                "startLine": 3,
                "startColumn": 5,
                "endLine": 3,
                "endColumn": 11
               },
               "text": "address"
              }
             ]
            }
           ]
          },
          {
           "severity": "error",
           "code": "syntax-error",
           "message": "syntax error",
           "help": "nothing declares 'x' here: write :local x or :global x first (functions do not see names around them)",
           "line": 4,
           "column": 6,
           "range": {
            "startLine": 4,
            "startColumn": 6,
            "endLine": 4,
            "endColumn": 7
           }
          }
         ]
        }
       ],
       "summary": {
        "files": 1,
        "unreadable": 0,
        "broken": 0,
        "refused": 1,
        "found": 1,
        "counts": {
         "error": 1,
         "late": 1,
         "warning": 1,
         "hint": 1
        },
        "empty": 0,
        "guessed": {},
        "fixable": 1,
        "fixed": 0,
        "known": 0,
        "vanished": 0
       }
      }"
    `)
  })

  it('sarif: version 2.1.0, with every rule, and results that refer to them', () => {
    write('c d.rsc', '# \xc3\xa9\n:put "ä"; /ip adress print\n')
    const { code, out } = offbox(place.path, ['check', '--format', 'sarif', 'c d.rsc'])
    expect(code).toBe(1)
    const log: unknown = JSON.parse(out)
    // Places are in characters, not bytes: the umlaut is one.
    expect(JSON.stringify(log, (key, value: unknown) => (key === 'rules' ? 'RULES' : value), 1)).toMatchInlineSnapshot(`
      "{
       "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
       "version": "2.1.0",
       "runs": [
        {
         "tool": {
          "driver": {
           "name": "offbox",
           "version": "0.2.0",
           "rules": "RULES"
          }
         },
         "columnKind": "utf16CodeUnits",
         "results": [
          {
           "ruleId": "bad-command-name",
           "ruleIndex": 7,
           "level": "error",
           "message": {
            "text": "bad command name adress (line 2 column 16); did you mean 'address'?"
           },
           "locations": [
            {
             "physicalLocation": {
              "artifactLocation": {
               "uri": "c%20d.rsc"
              },
              "region": {
               "startLine": 2,
               "startColumn": 15,
               "endLine": 2,
               "endColumn": 21
              }
             }
            }
           ],
           "fixes": [
            {
             "description": {
              "text": "write 'address'"
             },
             "artifactChanges": [
              {
               "artifactLocation": {
                "uri": "c%20d.rsc"
               },
               "replacements": [
                {
                 "deletedRegion": {
                  "startLine": 2,
                  "startColumn": 15,
                  "endLine": 2,
                  "endColumn": 21
                 },
                 "insertedContent": {
                  "text": "address"
                 }
                }
               ]
              }
             ]
            }
           ]
          }
         ],
         "invocations": [
          {
           "executionSuccessful": true,
           "toolExecutionNotifications": []
          }
         ]
        }
       ]
      }"
    `)
    const rules = out.slice(out.indexOf('"rules"'), out.indexOf('"results"'))
    const ids = rules.match(/(?<="id": ?")[^"]+/g) ?? []
    expect(ids[7]).toBe('bad-command-name')
    expect(rules.match(/"shortDescription": ?\{\s*"text": ?"[^"]/g)).toHaveLength(ids.length)
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
      attributes: Object.fromEntries([...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
    })
    if (empty !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} not closed`)
  return found
}
