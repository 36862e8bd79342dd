// Owns the tests of `offbox facts import` and of `--facts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { continued } from '../harness/expected.ts'

const place = scratch()
const ran = (args: readonly string[], text = ''): Ran => offbox(place.path, [...args], text)
const arg = { _type: 'arg' }
const dump = { lab: { _type: 'dir', add: { _type: 'cmd', name: arg }, print: { _type: 'cmd', terse: arg }, export: { _type: 'cmd' } } }
writeFileSync(join(place.path, 'dump.json'), JSON.stringify(dump))
afterAll(() => place.remove())

describe('offbox facts', () => {
  it('are imported once and known from then on', () => {
    expect(ran(['facts', 'import', 'dump.json', '-o', 'my.facts.json'])).toEqual({ code: 0, out: '', err: '' })
    expect(ran(['facts', 'import', '-'], JSON.stringify(dump)).out).toBe(readFileSync(join(place.path, 'my.facts.json'), 'latin1'))
    const script = '/lab add name=a\n/lab print terse\n'
    expect(ran(['check', '-'], script).code).toBe(1)
    expect(ran(['check', '--facts', 'my.facts.json', '-'], script)).toEqual({ code: 0, out: '1 script checked: nothing found\n', err: '' })
    expect(ran(['run', '--facts', 'my.facts.json', '-'], script)).toEqual({ code: 0, out: ' 0 name=a\n', err: '' })
    expect(ran(['export', '--facts', 'my.facts.json', '-'], script).out.replace(/^# \S+ \S+ by/, '# DATE by')).toMatchInlineSnapshot(`
      "# DATE by RouterOS 7.24
      # system id = 
      #
      /lab
      add name=a
      "
    `)
    expect(ran(['console', '--facts', 'my.facts.json'], script)).toEqual({ code: 0, out: ' 0 name=a\n', err: '' })
  })

  it('an invalid dump is refused', () => {
    writeFileSync(join(place.path, 'other.json'), '{"a":1}')
    expect(ran(['facts', 'import', 'other.json'])).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: other.json is no dump of /console/inspect: no '_type' in it says 'cmd'
      help: create such a file with: offbox facts import DUMP.json -o my.facts.json
      ",
        "out": "",
      }
    `)
    expect(ran(['facts', 'import', 'missing.json']).code).toBe(66)
    expect(ran(['facts', 'import', 'dump.json', '-o', 'no/where.json']).code).toBe(73)
    expect(ran(['facts']).code).toBe(64)
    expect(ran(['check', '--facts', 'dump.json', '-'])).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: dump.json is a dump, which has to be imported first
      help: create such a file with: offbox facts import DUMP.json -o my.facts.json
      ",
        "out": "",
      }
    `)
    expect(ran(['console', '--facts', 'other.json']).code).toBe(66)
  })

  it('are required by a stored device that has rows of their menus', () => {
    expect(ran(['run', '--device', 'kept', '--facts', 'my.facts.json', '-'], '/lab add name=a').code).toBe(0)
    expect(ran(['run', '--device', 'kept', '--facts', 'my.facts.json', '-'], '/lab print terse').out).toBe(' 0 name=a\n')
    expect(continued(ran(['run', '--device', 'kept', '-'], ':put 1').err)).toMatchInlineSnapshot(`
      "error: the state in the folder cannot be used: it has rows of /lab, which is unknown here: \\
          it was saved with --facts FILE, or by a newer offbox
      "
    `)
  })
})
