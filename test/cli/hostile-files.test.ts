// Owns the tests of files that cannot be read or written: links in circles, files without end, a full standard output, settings too deep.
import { spawnSync } from 'node:child_process'
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/settings/read.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())
const file = (name: string, text: string): void => writeFileSync(join(place.path, name), text)
const isPosix = existsSync('/dev/full')

beforeAll(() => {
  file('ok.rsc', ':put 1\n')
  if (isPosix) {
    symlinkSync('loop.rsc', join(place.path, 'loop.rsc'))
    symlinkSync('/dev/zero', join(place.path, 'endless.rsc'))
  }
})

describe.skipIf(!isPosix)('what cannot be read', () => {
  const long = `${'a'.repeat(300)}.rsc`
  it.each([
    [['check', 'loop.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['fmt', '-q', 'loop.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['diff', 'loop.rsc', 'ok.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['check', long], `error: cannot read ${long}: the name is too long\n`],
    [['check', 'endless.rsc'], 'error: cannot read endless.rsc: it has more than 268435456 bytes\n'],
    [['run', '--ca', '/dev/zero', 'ok.rsc'], 'error: cannot read /dev/zero: it has more than 268435456 bytes\n'],
  ])('is told, %j', (args, told) => {
    const { code, err } = offbox(place.path, args)
    expect({ code, err }).toEqual({ code: 66, err: told })
  })
})

describe.skipIf(!isPosix)('a standard output without room', () => {
  it.each([['check', '--format', 'json', 'ok.rsc'], ['run', 'ok.rsc'], ['export', 'ok.rsc'], ['explain']])('is told, %s', (...args) => {
    const command = [process.execPath, join(top, 'dist', 'offbox.cjs'), ...args].map((word) => `'${word}'`).join(' ')
    const { status, stderr } = spawnSync('sh', ['-c', `${command} > /dev/full`], { cwd: place.path, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 73, stderr: 'error: cannot write standard output: no space left\n' })
  })
})

describe('settings', () => {
  it('that nest without end are wrong at a place', () => {
    for (const bracket of ['[', '{"a":']) {
      const { faults } = readSettings(bracket.repeat(200_000))
      expect(faults).toMatchObject([{ from: bracket.length * 100, message: 'no settings: brackets nest deeper than 100' }])
    }
    expect(readSettings(`{"release": "${'['.repeat(200)}"}`).faults[0]?.message).not.toContain('nest')
    expect(readSettings(`${'['.repeat(90)}${']'.repeat(90)}`).faults[0]?.message).not.toContain('nest')
  })
})
