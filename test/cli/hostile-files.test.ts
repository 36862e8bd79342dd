// Owns the tests of files that cannot be read or written: circular links, endless files, a full standard output, settings nested too
// deeply, and outputs that cannot be created.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/settings/read.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())
const file = (name: string, text: string): void => writeFileSync(join(place.path, name), text)
const command = join(top, 'dist', 'offbox.cjs')
const isPosix = existsSync('/dev/full')

beforeAll(() => {
  file('ok.rsc', ':put 1\n')
  if (isPosix) {
    symlinkSync('loop.rsc', join(place.path, 'loop.rsc'))
    symlinkSync('/dev/zero', join(place.path, 'endless.rsc'))
  }
})

describe.skipIf(!isPosix)('an unreadable input', () => {
  const long = `${'a'.repeat(300)}.rsc`
  it.each([
    [['check', 'loop.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['fmt', '-q', 'loop.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['diff', 'loop.rsc', 'ok.rsc'], 'error: cannot read loop.rsc: it is a symbolic link\n'],
    [['check', long], `error: cannot read ${long}: the name is too long\n`],
    [['check', 'endless.rsc'], 'error: cannot read endless.rsc: it has more than 268435456 bytes\n'],
    [['run', '--ca', '/dev/zero', 'ok.rsc'], 'error: cannot read /dev/zero: it has more than 268435456 bytes\n'],
  ])('is reported: %j', (args, statusOf) => {
    const { code, err } = offbox(place.path, args)
    expect({ code, err }).toEqual({ code: 66, err: statusOf })
  })
})

describe.skipIf(!isPosix)('a full standard output', () => {
  it.each([['check', '--format', 'json', 'ok.rsc'], ['run', 'ok.rsc'], ['export', 'ok.rsc'], ['explain']])('is reported: %s', (...args) => {
    const words = [process.execPath, command, ...args].map((word) => `'${word}'`).join(' ')
    const { status, stderr } = spawnSync('sh', ['-c', `${words} > /dev/full`], { cwd: place.path, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 73, stderr: 'error: cannot write standard output: no space left\n' })
  })
})

describe('settings', () => {
  it('that nest too deeply are refused with their place', () => {
    for (const bracket of ['[', '{"a":']) {
      const { faults } = readSettings(bracket.repeat(200_000))
      const from = bracket.length * 100
      expect(faults).toEqual([{ from, to: from + 1, message: 'no settings: brackets nest deeper than 100' }])
    }
    expect(readSettings(`{"release": "${'['.repeat(200)}"}`).faults[0]?.message).not.toContain('nest')
    expect(readSettings(`${'['.repeat(90)}${']'.repeat(90)}`).faults[0]?.message).not.toContain('nest')
  })
})

describe.skipIf(!isPosix)('an output', () => {
  beforeAll(() => {
    mkdirSync(join(place.path, 'out', 'folder'), { recursive: true })
    file('out/file', 'kept\n')
    file('out/ok.rsc', ':put 1\n')
    file('out/bad.rsc', ':foreach n in=[/ip/address/find] do={ :put (1 / 0) }; :put (1 / 0)\n')
    file('out/ok.test.rsc', '# offbox: case a\n:put 1\n')
    file('out/dump.json', JSON.stringify({ lab: { _type: 'dir', print: { _type: 'cmd' } } }))
    symlinkSync('nowhere', join(place.path, 'out', 'dangling'))
    symlinkSync('target.json', join(place.path, 'out', 'link.json'))
    file('out/target.json', '{}')
  })
  const toFiles = [
    (to: string) => ['test', '--lcov', to, 'ok.test.rsc'],
    (to: string) => ['check', '--format', 'sarif', '--output-file', to, 'ok.rsc'],
    (to: string) => ['facts', 'import', 'dump.json', '-o', to],
    (to: string) => ['check', '--write-baseline', '--baseline', to, 'ok.rsc'],
  ] as const
  const toFolders = [
    (to: string) => ['test', '--html', to, 'ok.test.rsc'],
    (to: string) => ['report', 'ok.rsc', '--html', to],
    (to: string) => ['fuzz', '--runs', '20', '--save', to, 'bad.rsc'],
  ] as const
  const told = (args: readonly string[]): readonly [number | null, string] => {
    const { code, err } = offbox(join(place.path, 'out'), [...args])
    return [code, err.slice(err.indexOf('error: cannot'))]
  }

  it.each(toFiles)('that is a file where a folder is needed is reported: %#', (args) => {
    expect(told(args('folder'))).toEqual([73, 'error: cannot write folder: it is a folder\nhelp: name a file, as in folder/NAME\n'])
    expect(told(args('missing/a'))).toEqual([
      73,
      'error: cannot write missing/a: no such file or folder\nhelp: make the folder missing first\n',
    ])
    expect(told(args('file/a'))).toEqual([73, 'error: cannot write file/a: a part of the path is not a folder\n'])
  })

  it.each(toFolders)('that is a folder where a file is needed is reported: %#', (args) => {
    expect(told(args('file'))).toEqual([73, 'error: cannot write into file: it is a file\nhelp: name a folder\n'])
    expect(told(args('file/a'))).toEqual([73, 'error: cannot write into file: it is a file\nhelp: name a folder\n'])
    expect(told(args('/proc/offbox/a'))).toEqual([73, 'error: cannot write /proc/offbox: no such file or folder\n'])
    expect(told(args('dangling'))[0]).toBe(73)
    expect(readFileSync(join(place.path, 'out', 'file'), 'utf8')).toBe('kept\n')
  })

  it('that is written as a whole follows links, and writes to pipes', () => {
    const at = (name: string): string => join(place.path, 'out', name)
    expect(told(['check', '--write-baseline', '--baseline', 'link.json', 'ok.rsc'])[0]).toBe(0)
    expect(readlinkSync(at('link.json'))).toBe('target.json')
    expect(JSON.parse(readFileSync(at('target.json'), 'utf8'))).toEqual({ version: 1, files: {} })
    execFileSync('mkfifo', [at('pipe')])
    const reader = spawnSync(
      'sh',
      ['-c', 'cat pipe & "$0" "$1" check --write-baseline --baseline pipe ok.rsc >/dev/null; wait', process.execPath, command],
      {
        cwd: at('.'),
        encoding: 'utf8',
      },
    )
    expect(JSON.parse(reader.stdout)).toEqual({ version: 1, files: {} })
    expect(statSync(at('pipe')).isFIFO()).toBe(true)
  })
})
