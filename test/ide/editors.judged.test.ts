// Owns the tests of the server in real editors without a screen: Debian's Neovim and Emacs with eglot.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const folder = scratch()
afterAll(() => folder.remove())

const script = '/ip/address/add adress=1.1.1.1/24\n:local total 1\n:put $total\n/ip/fire\n:put   2\n'

/** The lines that an editor printed with a script open. */
function linesOf(program: string, ...args: readonly string[]): readonly string[] {
  const file = join(folder.path, `${program}.rsc`)
  writeFileSync(file, script)
  const env = { ...process.env, OFFBOX: join(top, 'dist', 'offbox.cjs'), OFFBOX_FILE: file, HOME: folder.path }
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: folder.path, env, encoding: 'utf8', timeout: 240_000 })
  expect(status, stdout + stderr).toBe(0)
  return stdout.split('\n').map((line) => line.trim())
}

describeWith('neovim', 'Neovim', () => {
  it('finds, completes, hovers, jumps, fixes, renames and formats', () => {
    const lines = linesOf('nvim', '--headless', '-u', 'NONE', '-c', `luafile ${join(top, 'test/ide/editors/neovim.lua')}`)
    for (const line of [
      'finding 1 bad-parameter',
      'completion firewall',
      'hover **/ip/address**',
      'definition 2',
      'symbol total',
      "action write 'address'",
      'mended /ip/address/add address=1.1.1.1/24',
      'renamed :put $sum',
      'formatted :put 2',
    ])
      expect(lines).toContain(line)
  })
})

describeWith('eglot', 'Emacs with eglot', () => {
  it('finds, hovers, formats and renames', () => {
    const lines = linesOf('emacs', '-Q', '--batch', '-l', join(top, 'test/ide/editors/eglot.el'))
    expect(lines.filter((line) => line.startsWith('finding 1')).join('\n')).toContain('bad-parameter')
    for (const line of ['hover **/ip/address**', 'formatted :put 2', 'renamed :put $sum']) expect(lines).toContain(line)
  })
})

describeWith('dap-mode', 'Emacs with dap-mode', () => {
  it('stops, evaluates and continues', () => {
    writeFileSync(join(folder.path, 'debugged.rsc'), ':local total 1\n:set total ($total + 1)\n:put $total\n')
    const env = {
      ...process.env,
      OFFBOX: join(top, 'dist', 'offbox.cjs'),
      OFFBOX_FILE: join(folder.path, 'debugged.rsc'),
      HOME: folder.path,
    }
    const args = ['-Q', '--batch', '-l', join(top, 'test/ide/editors/dap-mode.el')]
    const { stdout } = spawnSync('emacs', args, { cwd: folder.path, env, encoding: 'utf8', timeout: 240_000 })
    const lines = stdout.split('\n').map((line) => line.trim())
    for (const line of ['stopped debugged.rsc 1', 'value 1', 'state terminated']) expect(lines).toContain(line)
  })
})
