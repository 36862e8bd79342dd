// Owns the tests of the blocks of src/cli/README.md that are there to paste: each is run as it is printed, and once where it must fail.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

const block = (name: string): string => {
  const text = readFileSync(join(top, 'src', 'cli', 'README.md'), 'utf8')
  return new RegExp(`^\`\`\`sh ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1] ?? ''
}

/** Runs it in a new folder, with `offbox` as a command. */
function pasted(folder: string, text: string): { readonly code: number | null; readonly said: string } {
  const bin = join(place.path, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'offbox'), `#!/bin/sh\nexec ${process.execPath} ${join(top, 'dist', 'offbox.cjs')} "$@"\n`)
  chmodSync(join(bin, 'offbox'), 0o755)
  mkdirSync(join(place.path, folder))
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', text], {
    cwd: join(place.path, folder),
    env,
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: status, said: stdout + stderr }
}

describeWith('pebble', 'the block for ACME', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('acme', block('acme'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router\.example\.com/m)])
  }, 150_000)

  it('ends with 1 where it gets none', () => {
    const { code, said } = pasted('acme-wrong', block('acme').replace('--listen www=5002', '--listen www=5003'))
    expect([code, said]).toEqual([1, expect.stringContaining('failed: ')])
  }, 150_000)
})

describeWith('openssl', 'the block for SCEP', () => {
  it('gets a certificate', () => {
    const { code, said } = pasted('scep', block('scep'))
    expect([code, said]).toEqual([0, expect.stringMatching(/^0 K.* router /m)])
  }, 150_000)

  it('ends with 1 where it gets none', () => {
    const { code } = pasted('scep-wrong', block('scep').replace('8080/scep/lab', '8080/scep/nobody'))
    expect(code).toBe(1)
  }, 150_000)
})
