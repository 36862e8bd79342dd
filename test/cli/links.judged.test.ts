// Owns the tests of links to the pages of findings on a terminal that supports them (OSC 8).
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())
writeFileSync(join(place.path, 'a.rsc'), '/ip adress print\n')

const link = /\x1b\]8;;(file:[^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\/

describeWith('script', 'on a terminal', () => {
  /** The output of `offbox check a.rsc` on a terminal with this environment. */
  const shown = (env: Readonly<Record<string, string>>): string => {
    const command = `'${process.execPath}' '${join(top, 'dist', 'offbox.cjs')}' check a.rsc`
    const { PATH = '' } = process.env
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: place.path, env: { PATH, ...env }, encoding: 'utf8' })
    return stdout
  }

  it.each<Readonly<Record<string, string>>>([
    { TERM: 'xterm-kitty' },
    { TERM: 'xterm-256color', VTE_VERSION: '7200' },
    { TERM: 'xterm-256color', TERM_PROGRAM: 'vscode' },
  ])('%o: the code of a finding links to its page', (env) => {
    const [, url = '', text] = link.exec(shown(env)) ?? []
    expect(text).toBe('bad-command-name')
    expect(readFileSync(fileURLToPath(url), 'utf8')).toBe(offbox(place.path, ['explain', 'bad-command-name']).out)
  })

  it('there is no link if the terminal does not support links', () => {
    const environments = [{ TERM: 'xterm' }, { TERM: 'dumb', TERM_PROGRAM: 'vscode' }, { TERM: 'xterm-kitty', NO_COLOR: '1' }]
    expect(environments.map((env) => shown(env).replaceAll('\x1b', '<ESC>')).join('\n')).toMatchInlineSnapshot(`
      "<ESC>[1m<ESC>[33mfails when reached:<ESC>[39m<ESC>[22m bad command name adress [bad-command-name]
       <ESC>[34m--><ESC>[39m <ESC>[1ma.rsc:1:5<ESC>[22m
      <ESC>[34m1 |<ESC>[39m /ip adress print
      <ESC>[34m  |<ESC>[39m     <ESC>[1m<ESC>[31m^^^^^^<ESC>[39m<ESC>[22m
      <ESC>[36mhelp:<ESC>[39m did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix

      fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix

      fails when reached: bad command name adress [bad-command-name]
       --> a.rsc:1:5
      1 | /ip adress print
        |     ^^^^^^
      help: did you mean 'address'?

      1 script checked: 1 place that fails when reached
      1 finding can be fixed with --fix
      "
    `)
  })
})
