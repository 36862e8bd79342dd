// Owns the corpus of crashes: what broke offbox once, or was meant to, stands in fixtures/crashes/, and each verb that reads has it.
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offboxMeasured, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const folder = join(top, 'fixtures', 'crashes')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))
const place = scratch()
beforeAll(() => cpSync(folder, join(place.path, 'crashes'), { recursive: true }))
afterAll(() => place.remove())

/** Milliseconds of the processor that one verb may take for one file; what broke took minutes, or did not end. */
const most = 10_000
/** What no script is answered with: the system's own error, or that of a program which has a fault. */
const codes = [0, 1, 2, 3, 66]
/** What a terminal acts upon. */
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f]/

/** Runs a verb, which must take less of the processor than `bound`. */
function verb(args: readonly string[], bound: number): Ran {
  const { used, ...ran } = offboxMeasured(place.path, args)
  expect(used, args.join(' ')).toBeLessThan(bound)
  return ran
}

describe('inputs that once crashed offbox', { timeout: 600_000 }, () => {
  it.each([
    ['check', 'crashes'],
    ['check', '--format', 'json', 'crashes'],
    ['fmt', '--check', 'crashes'],
  ])('%s reports each file without an internal error', (...args) => {
    const { code, out, err } = verb(args, names.length * most)
    expect(codes).toContain(code)
    expect(out + err).not.toContain('offbox broke')
    expect(err.replaceAll('\r\n', '\n')).not.toMatch(steering)
    // Those that hold no text are named, too.
    for (const name of ['utf-16.rsc', 'nul.rsc', ...(args[0] === 'check' ? ['one-line-of-errors.rsc', 'steering.rsc'] : [])])
      expect(out + err).toContain(name)
  })

  it.each(names)('%s ends when it is run and exported', (name) => {
    const ran = verb(['run', '--limit', 'time=500ms,memory=256M', join('crashes', name)], most)
    expect(codes, ran.err).toContain(ran.code)
    expect(ran.err).not.toMatch(/offbox broke|heap|RangeError/)
    expect(ran.err).not.toMatch(steering)
    const exported = verb(['export', '--limit', 'time=500ms,memory=256M', join('crashes', name)], most)
    expect(codes, exported.err).toContain(exported.code)
    expect(exported.err).not.toMatch(/offbox broke|heap|RangeError/)
    expect(exported.err).not.toMatch(steering)
  })

  it('every file is listed in the table of fixtures', () => {
    const page = readFileSync(join(top, 'fixtures', 'README.md'), 'utf8')
    expect(page.match(/^\| `crashes\/` \|/gm)).toEqual(['| `crashes/` |'])
    expect(names.length).toBeGreaterThan(30)
  })
})
