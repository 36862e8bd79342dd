// Owns tests of commands that use the device and the console: running code, files, the log, the terminal.
import { describe, expect, it } from 'vitest'
import { builtins } from '../../src/builtins/list.ts'
import { catalogOf } from '../harness/catalog.ts'
import { testConsole, play } from '../device/console.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('running code: :execute and :parse', () => {
  it(':execute starts a job that cannot see local variables, and hides its failure', () => {
    expect(play(':local x 1; :put [:execute ":put <\\$x>; :error no"]; :put [:execute ":put 1"]')).toBe('*1\n*2')
  })

  it('returns what it printed with as-string, with the failure last', () => {
    expect(play(':put [:execute ":put a; :error b" as-string]')).toBe('a\nb\n')
  })

  it('writes what it printed into a file', () => {
    const machine = testConsole()
    machine.play(':execute {:put a} file=out')
    expect(Buffer.from(machine.device.files.read('out.txt') ?? []).toString()).toBe('a\n')
  })

  it('writes into a file whose name is cut at a NUL byte', () => {
    const machine = testConsole()
    machine.play(':execute {:put a} file="out\\00"')
    expect(Buffer.from(machine.device.files.read('out') ?? []).toString()).toBe('a\n')
  })

  it('filters the printed lines of a script by a pattern', () => {
    expect(play(':grep ":put \\"a1\\nb\\na2\\"" pattern="a."')).toBe('a1\na2')
    expect(play(':put [:grep ":put \\"a\\nb\\nc\\nd\\"" pattern="c" before=1 as-array]')).toBe('b;c')
  })

  it('filters into a file', () => {
    const machine = testConsole()
    expect(machine.play(':put [:typeof [:grep ":put \\"a1\\nb\\na2\\"" pattern="a." filename=out.txt]]')).toBe('nil')
    expect(Buffer.from(machine.device.files.read('out.txt') ?? []).toString()).toBe('a1\na2\n')
  })

  it('gives the job a name', () => {
    const machine = testConsole()
    machine.play('/system/script/add name=backup source=":put \\"<\\$[:jobname]>\\""')
    expect(machine.play('/system/script/run backup')).toBe('<backup>')
    expect(play(':put "<$[:jobname]>"')).toBe('<>')
  })

  it('does not catch limits in a job', () => {
    expect(play(':execute ":while (true) do={}"', { limits: { steps: 100 } })).toBe('! the script ran more than 100 steps (:while; line 1)')
  })

  it(':quit ends the session', () => {
    const machine = testConsole()
    expect(machine.play(':put a; :do {:quit} on-error={:put no}; :put b')).toBe('a')
    expect(machine.session.ended).toBe(true)
    expect(play(':put a; /import q.rsc; :put b', { files: { 'q.rsc': bytes(':quit') } })).toBe('a')
    expect(play(':put a; /import q.rsc; :put b', { files: { 'q.rsc': bytes(':exit') } })).toBe(
      'a\nScript file loaded and executed successfully\nb',
    )
  })
})

describe('import', () => {
  it('runs a file in a scope of its own', () => {
    const files = { 'a.rsc': bytes(':global g 5\n:local x 2\n') }
    expect(play(':local x 1; /import a.rsc; :global g; :put "$x$g"', { files })).toBe('Script file loaded and executed successfully\n15')
  })

  it('reports the line in the file of a failed command, and keeps the commands before it', () => {
    const files = { 'a.rsc': bytes(':put one\n:error two\n') }
    expect(play('/import file-name=a.rsc', { files })).toBe('one\n! Script Error: two (:error; line 2) (:import; line 1)')
  })

  it('adds the file name to a failure once, through files that import files', () => {
    const files = { 'a.rsc': bytes('\n/import b.rsc'), 'b.rsc': bytes(':error x') }
    expect(play('/import a.rsc', { files })).toBe('! Script Error: x (:error; line 1) (:import; line 2) (:import; line 1)')
  })

  it('applies nothing of a file that does not parse', () => {
    const files = { 'a.rsc': bytes(':put one\n:put (') }
    expect(play('/import a.rsc', { files })).toBe('! Script Error: syntax error (line 2 column 7)')
  })

  it('reports a missing file', () => {
    expect(play('/import none.rsc')).toBe('! Cannot open import file, file does not exist (:import; line 1)')
  })
})

describe('log and terminal', () => {
  it('writes to the log', () => {
    const machine = testConsole()
    machine.play(':log info "a"; :log warning ("b" . 1); /log error c')
    const lines = machine.device.logged.inMemory.map(({ topics, message }) => `${topics} ${message}`)
    expect(lines).toEqual(['script,info a', 'script,warning b1', 'script,error c'])
  })

  it('prompts, reads keys and moves the cursor', () => {
    const terminal = { ask: (prompt: string) => `re: ${prompt}`, key: () => 97 }
    const source = ':put [/terminal ask prompt="q?"]; :put [/terminal inkey]; /terminal cuu; /terminal el'
    expect(play(source, { terminal })).toBe('re: q?\n97\n\x1b[1A\x1b[K')
  })

  it('fails to prompt without a user', () => {
    expect(play('/terminal ask prompt="q?"')).toBe('! this command requires user input (/terminal/ask; line 1)')
    expect(play(':put [:time {/terminal inkey timeout=3s}]; /terminal cuu')).toBe('00:00:03')
  })
})

describe('the list', () => {
  it('has every command of the root except network commands, export and ping', () => {
    const elsewhere = ['/export', '/ping', '/resolve']
    const { root } = catalogOf('7.24')
    const commands = [...root.entries.values()].flatMap((entry) => ('argument' in entry ? [entry.path] : []))
    expect(commands.filter((path) => !builtins.has(path) && !elsewhere.includes(path))).toEqual([])
  })

  it('lists only commands that some release has, by their own path', () => {
    const releases = ['7.24', '7.22.1', '7.9.2'].map((release) => catalogOf(release, 'all'))
    const known = (path: string): boolean => {
      const at = path.lastIndexOf('/')
      return releases.some((catalog) => catalog.menu(path.slice(0, at) || '/')?.entries.has(path.slice(at + 1)) ?? false)
    }
    expect([...builtins.keys()].filter((path) => !known(path))).toEqual([])
  })
})
