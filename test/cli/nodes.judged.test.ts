// Owns the tests on other releases of Node: the packed file, installed globally, runs, checks, tests and fuzzes.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith, type Judge } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())
let packed = ''

beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', place.path], { cwd: top })
  packed = join(place.path, readdirSync(place.path).find((name) => name.endsWith('.tgz')) ?? '')
})

/** Returns the path of a program. */
const pathOf = (program: string): string => execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()

/** Declares the tests for a node on the path, such as `node22`. */
function suite(program: string): void {
  const prefix = join(place.path, program)
  const bin = join(prefix, 'of-node')
  const offbox = (...args: string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(join(prefix, 'bin', 'offbox'), args, {
      cwd: top,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    })
    return { code: status, out: stdout, err: stderr }
  }

  beforeAll(() => {
    mkdirSync(bin, { recursive: true })
    execFileSync('ln', ['-s', pathOf(program), join(bin, 'node')])
    execFileSync('npm', ['install', '--global', '--prefix', prefix, '--silent', '--no-audit', '--no-fund', packed], { cwd: place.path })
  })

  it('it runs a script that makes certificates', () => {
    const { code, out, err } = offbox('run', 'fixtures/scripts/pki.rsc')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^2 K {2}T vpn /m)
  })

  it('its manual pages are installed', () => {
    expect(readdirSync(join(prefix, 'share', 'man', 'man1'))).toEqual(readdirSync(join(top, 'dist', 'man')))
  })

  it('it checks, in threads too', () => {
    expect(offbox('check', '--quiet', '--format', 'oneline', 'fixtures/readme/guest.rsc').out.split('\n')).toHaveLength(4)
    expect(offbox('check', '--jobs', '2', 'fixtures/exports').code).toBe(0)
  })

  it('it formats, tests and fuzzes', () => {
    expect(offbox('fmt', '--check', 'fixtures/test/clean.rsc').code).toBe(0)
    expect(offbox('test', 'fixtures/test').code).toBe(0)
    expect(offbox('fuzz', '--seed', '1', '--runs', '50', 'fixtures/readme/backups.rsc').code).toBe(1)
  })
}

for (const program of ['node22', 'node24'] satisfies Judge[]) describeWith(program, program, () => suite(program))
