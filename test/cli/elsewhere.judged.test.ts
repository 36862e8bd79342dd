// Owns the tests of files that offbox writes for other programs: completions in zsh and fish, manual pages in mandoc.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

describeWith('zsh', 'zsh', () => {
  it('accepts the completion script', () => {
    const { status, stderr } = spawnSync('zsh', ['-n', join(top, 'dist/completions/_offbox')], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })
})

describeWith('fish', 'fish', () => {
  it('completes verbs and options', () => {
    const script = `source ${join(top, 'dist/completions/offbox.fish')}; complete -C "offbox check --format gi"`
    const out = execFileSync('fish', ['-c', script], { encoding: 'utf8', env: { ...process.env, HOME: place.path } })
    expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(['github', 'gitlab', ''])
  })
})

describeWith('mandoc', 'manual pages', () => {
  it('are read by mandoc without an error', () => {
    const pages = readdirSync(join(top, 'dist/man')).map((name) => join(top, 'dist/man', name))
    const { status, stdout } = spawnSync('mandoc', ['-Tlint', '-Werror', ...pages], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, ''])
  })
})
