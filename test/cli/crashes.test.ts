// Owns the corpus of crashes: inputs in fixtures/crashes/ that once crashed offbox or might, run by each verb that reads them.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offboxAlone, offboxMeasured, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const folder = join(top, 'fixtures', 'crashes')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))
const place = scratch()
beforeAll(() => cpSync(folder, join(place.path, 'crashes'), { recursive: true }))
afterAll(() => place.remove())

/** The maximum processor time of a verb for one file, in milliseconds; the crashes took minutes, or did not end. */
const most = 10_000
/** The exit codes that a script may cause: no internal error and no signal. */
const codes = [0, 1, 2, 3, 66]
/** Control characters of terminals. */
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f]/

/** Runs a verb, which must use less than `bound` milliseconds of processor time. */
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
    // Files that are not text are reported by name.
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

describe('code that is nested too deeply, in a process that has just started', () => {
  // What V8 has not compiled takes the most stack. The bound comes first, so the place is the same on every release of node.
  it.each([
    ['[/ip address find where ', 3001],
    [':if (true) do={', 1880],
    ['$f x=(', 1506],
  ])('%j is refused at the bound', (open, column) => {
    writeFileSync(join(place.path, 'nested.rsc'), open.repeat(4000))
    expect(offboxAlone(place.path, ['check', '--format', 'oneline', 'nested.rsc']).out.split('\n')[0]).toBe(
      `nested.rsc:1:${column}: error: nested too deeply [nested-too-deeply]`,
    )
  })
})
