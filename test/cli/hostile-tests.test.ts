// Owns the tests that odd `*.test.rsc` files and entries beside them break nothing: thousands of comments, long lines, folders, pipes.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { test } from '../../src/cli/test/library.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { effortOf } from '../harness/processor.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

const many = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join('')

describe('comments of a test', () => {
  it.each<[string, string]>([
    ['files', many(10_000, (at) => `# offbox: file f${at}\n#| x\n`)],
    ['answers', many(20_000, (at) => `# offbox: answer http://a/${at} 200\n`)],
    ['replies', many(20_000, (at) => `# offbox: reply /tool/ping [address=10.0.0.${at}] gives 3\n`)],
    ['replies to questions', '# offbox: ask yes\n'.repeat(100_000)],
    ['blanks', `# offbox: file a${' '.repeat(1_000_000)}b\n# offbox: file${' \t'.repeat(500_000)}c\n`],
    ['brackets', `# offbox: event script ${'('.repeat(500_000)}\n`],
  ])('are read in time that grows linearly with their number: %s', (_, comments) => {
    const text = `# offbox: case c\n:put 1\n${comments}`
    const spent = effortOf(() => {
      try {
        expect(test(text)[0]?.state).toBe('passed')
      } catch (error) {
        expect(String(error)).toContain('cannot be read')
      }
    })
    expect(spent).toBeLessThan(6000)
  })

  it('keep bytes that are blanks in other encodings', () => {
    expect(test('# offbox: case voilà\n:put 1\n')[0]?.name).toBe('voilà')
  })
})

describe('entries beside a test', () => {
  it('that are not scripts are ignored', () => {
    mkdirSync(join(place.path, 'd.rsc'))
    mkdirSync(join(place.path, 'd.test.rsc'))
    execFileSync('mkfifo', [join(place.path, 'p.rsc')])
    writeFileSync(join(place.path, 'a.rsc'), ':put 1\n')
    writeFileSync(join(place.path, 'a.test.rsc'), '# offbox: case it runs\n/system/script/run a\n')
    expect(offbox(place.path, ['test', '.'])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "a.test.rsc
        ok    it runs

      1 case: 1 passed, 0 failed
      ",
      }
    `)
  })

  it('that are long take no time if no test runs them', () => {
    writeFileSync(join(place.path, 'list.rsc'), ':global x 1\n'.repeat(4_000_000))
    // A heap of 300 MB: the parsed script would need 4 GB.
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=300', join(top, 'dist', 'offbox.cjs'), 'test', 'a.test.rsc'],
      { cwd: place.path, encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
