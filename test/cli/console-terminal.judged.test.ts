// Owns the tests of `offbox console` on a real terminal: tmux types, and returns the screen.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'
import { until } from '../harness/until.ts'

const place = scratch()
const socket = `offbox-${process.pid}`
const tmux = (...words: readonly string[]): string => {
  const { stdout } = spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { cwd: place.path })
  return stdout.toString('utf8')
}
afterAll(() => {
  tmux('kill-server')
  place.remove()
})

let windows = 0

class Pane {
  readonly #name = `w${(windows += 1)}`

  constructor(options = '') {
    const command = `${process.execPath} ${join(top, 'dist', 'offbox.cjs')} console ${options}; echo "EXIT $?"; sleep 60`
    const world = ['-e', `XDG_STATE_HOME=${join(place.path, 'state')}`, '-e', 'TERM=screen-256color', '-e', 'NO_COLOR=']
    tmux('new-session', '-d', '-s', this.#name, '-x', '80', '-y', '40', ...world, command)
  }

  keys(...keys: readonly string[]): void {
    tmux('send-keys', '-t', this.#name, ...keys)
  }

  resize(width: number, height: number): void {
    tmux('resize-window', '-t', this.#name, '-x', String(width), '-y', String(height))
  }

  paste(text: string): void {
    tmux('set-buffer', '-b', this.#name, text)
    tmux('paste-buffer', '-p', '-b', this.#name, '-t', this.#name)
  }

  text(...flags: readonly string[]): string {
    return tmux('capture-pane', '-p', ...flags, '-t', this.#name).trimEnd()
  }

  /** Waits until the screen contains a text. */
  async sees(wanted: RegExp | string, ...flags: readonly string[]): Promise<string> {
    let text = ''
    const isSeen = (): boolean => {
      text = this.text(...flags)
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
    }
    await until(isSeen, { pauseMs: 50, seconds: 120, told: () => text })
    return text
  }
}

describeWith('tmux', 'offbox console on a terminal', () => {
  it('greets, completes, colours, lists completions and shows help', async () => {
    const pane = new Pane('--release 7.22.1')
    await pane.sees(/RouterOS 7\.22\.1 .*\n.*Tab completes.*\n\n\[admin@MikroTik\] >/)
    pane.keys('/ip/fire', 'Tab', 'fil', 'Tab', 'ad', 'Tab', 'chain=in', 'Tab', 'acti', 'Tab', 'dr', 'Tab')
    await pane.sees('> /ip/firewall/filter/add chain=input action=drop')
    await pane.sees('\x1b[36mfirewall\x1b[39m/\x1b[36mfilter\x1b[39m/\x1b[35madd\x1b[39m \x1b[32mchain\x1b[39m=input', '-e')
    pane.keys('Enter', '/interface/mt', 'Tab')
    await pane.sees('> /interface/monitor-traffic')
    pane.keys('C-c', '/ip/firewall/filter/set ', 'Tab', 'Tab')
    await pane.sees(/\naction +.*numbers/s)
    pane.keys('C-c', '/certificate/', 'F1')
    await pane.sees(/\nsign +\S.*/)
  })

  it('completes rows of the device, globals, and names of the current menu', async () => {
    const pane = new Pane()
    await pane.sees('] >')
    pane.keys('/interface/bridge/add name=lan-bridge', 'Enter', '/interface/bridge/port', 'Enter', 'add bridge=lan', 'Tab')
    await pane.sees('/interface/bridge/port> add bridge=lan-bridge')
    pane.keys('C-c', '/', 'Enter', ':global counter 5', 'Enter', ':put $cou', 'Tab', 'Enter')
    await pane.sees(/> :put \$counter\n5/)
  })

  it('edits multi-line entries, recalls them whole, and stores those without secrets', async () => {
    const pane = new Pane('--release 7.22.1')
    await pane.sees('] >')
    pane.keys(':foreach i in={1;2} do={', 'Enter', ':put ($i \\', 'Enter', '+1)', 'Enter', '}', 'Enter')
    await pane.sees('{... :put ($i \\\n{(\\... +1)\n{... }\n2\n3\n')
    pane.keys('/user/add name=x group=full password=hush', 'Enter', 'Up')
    await pane.sees('line 1 of 4> :foreach i in={1;2} do={\nline 2 of 4> :put ($i \\\nline 3 of 4> +1)\nline 4 of 4> }')
    pane.keys('C-c')
    pane.paste(':put "pasted one"\n:put "pasted two"\n')
    await pane.sees('... :put "pasted two"')
    pane.keys('Enter')
    await pane.sees('\npasted one\npasted two\n')
    const file = join(place.path, 'state', 'offbox', 'history')
    const kept = readFileSync(file, 'utf8')
    expect(kept).toMatchInlineSnapshot(`
      "/ip/firewall/filter/add chain=input action=drop 
      /interface/bridge/add name=lan-bridge
      /interface/bridge/port
      /
      :global counter 5
      :put $counter
      :foreach i in={1;2} do={\\n:put ($i \\\\\\n+1)\\n}
      :put "pasted one"\\n:put "pasted two"
      "
    `)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const later = new Pane('--release 7.22.1')
    await later.sees('] >')
    later.keys('C-r', 'foreach')
    await later.sees('search "foreach": :foreach')
  })

  it('redraws an entry after the terminal became narrower or wider', async () => {
    const pane = new Pane()
    await pane.sees('] >')
    const entry = ':put "one two three four five six seven eight nine ten"'
    pane.keys(entry)
    await pane.sees(`[admin@MikroTik] > ${entry}`)
    pane.resize(40, 20)
    // The same entry on two rows, and the text typed behind it.
    await pane.sees(/^\[admin@MikroTik\] > :put "one two three f\nour five six seven eight nine ten"$/m)
    pane.resize(100, 30)
    await pane.sees(`[admin@MikroTik] > ${entry}`)
    pane.keys('; :put "eleven"', 'Enter')
    await pane.sees('\none two three four five six seven eight nine ten\neleven\n[admin@MikroTik] >')
  })

  it('reverts safe mode at Ctrl-D, and keeps the changes at /quit', async () => {
    const pane = new Pane('--device lab')
    await pane.sees('] >')
    pane.keys('C-x')
    await pane.sees('Taking Safe Mode session... Success!\n[admin@MikroTik] <SAFE>')
    pane.keys('/system/identity/set name=lost', 'Enter')
    await pane.sees('[admin@lost] <SAFE>')
    pane.keys('C-d')
    await pane.sees('EXIT 0')
    expect(existsSync(join(place.path, 'lab', 'lock'))).toBe(false)
    const again = new Pane('--device lab')
    await again.sees('[admin@MikroTik] >')
    again.keys('F4', '/system/identity/set name=kept', 'Enter', '/quit', 'Enter')
    await again.sees('EXIT 0')
    const last = new Pane('--device lab')
    await last.sees('[admin@kept] >')
  })

  it('stops a running script at Ctrl-C, passes on prompts of a script, and hides secrets', async () => {
    const pane = new Pane()
    await pane.sees('] >')
    pane.keys(':put on; :while (true) do={}', 'Enter')
    await pane.sees('\non')
    pane.keys('C-c')
    await pane.sees(/^\[admin@MikroTik\] > :put on; :while \(true\) do=\{\}\non\ninterrupted\n\[admin@MikroTik\] >$/m)
    pane.keys(':put [:len [/terminal/ask prompt="who? "]]', 'Enter')
    await pane.sees(/\nwho\?/)
    pane.keys('abc', 'Enter')
    await pane.sees('who? abc\n3\n')
  })

  it('shows help for ? in 6.x', async () => {
    const pane = new Pane('--release 6.49')
    await pane.sees('] >')
    pane.keys('/ip firewall filter ?')
    await pane.sees(/\nadd +adds a row .*\n(?:.*\n)*print/)
  })
})
