// Owns the tests of `--limit` and of Ctrl-C: messages, exit codes, and that the stored device stays valid.
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { handlesSigint } from '../harness/child.ts'
import { until } from '../harness/until.ts'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'
import { containing } from '../harness/expected.ts'

const place = scratch()
const at = (name: string): string => join(place.path, name)
const run = (text: string, ...args: string[]): Ran => offbox(place.path, ['run', ...args, '-'], text)
afterAll(() => place.remove())

describe('--limit', () => {
  it('reports which limit ended a script, and where', () => {
    const ended = [
      ['steps=5k', ':while (true) do={}'],
      ['time=50ms', ':delay 1d'],
      ['depth=5,output=1K', ':global f do={:global f; $f}; $f'],
      ['output=1K', ':while (true) do={:put 1}'],
    ].map(([limit = '', script = '']) => run(script, '--limit', limit))
    expect(ended.map(({ code }) => code)).toEqual([1, 1, 1, 1])
    expect(ended.map(({ err }) => err).join('\n')).toMatchInlineSnapshot(`
      "error: the script ran more than 5000 steps (:while)
       --> <stdin>:1:1
      1 | :while (true) do={}
        | ^^^^^^

      error: the script ran longer than 0.05 seconds (:delay)
       --> <stdin>:1:1
      1 | :delay 1d
        | ^^^^^^

      error: calls nest more than 5 deep
       --> <stdin>:1:26
      1 | :global f do={:global f; $f}; $f
        |                          ^^
        called in line 1: $f
        called in line 1: $f
        called in line 1: $f
        ... 3 more

      error: the script printed more than 1024 bytes (:put)
       --> <stdin>:1:19
      1 | :while (true) do={:put 1}
        |                   ^^^^
      "
    `)
  })

  it('refuses invalid limits', () => {
    const refused = ['stepz=3', 'steps=3q', 'steps'].map((limit) => run('', '--limit', limit))
    expect(refused.map(({ code }) => code)).toEqual([64, 64, 64])
    expect(refused.map(({ err }) => err).join('\n')).toMatchInlineSnapshot(`
      "error: 'stepz' is not a limit
      help: did you mean 'steps'?

      error: '3q' is not a bound for steps
      help: a bound is a number, optionally followed by k, M, G, or none

      error: '' is not a bound for steps
      help: a bound is a number, optionally followed by k, M, G, or none
      "
    `)
  })

  it('ends an export that is being applied', () => {
    writeFileSync(
      at('x.rsc'),
      `# 2025-02-01 10:00:00 by RouterOS 7.16.2\n/ip ` +
        `pool\n${Array.from({ length: 300 }, (_, n) => `add name=p${n} ranges=10.0.0.1\n`).join('')}`,
    )
    const { code, err } = offbox(place.path, ['run', '--limit', 'items=150', 'x.rsc'])
    expect(err).toMatchInlineSnapshot(`
      "error: the device has more than 150 items
         --> x.rsc:153:1
      153 | add name=p150 ranges=10.0.0.1
          | ^^^
      "
    `)
    expect(code).toBe(1)
  })
})

/** Presses Ctrl-C once the script has printed something and offbox handles the signal, and waits for the end. */
async function interrupted(args: readonly string[]): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [join(top, 'dist', 'offbox.cjs'), 'run', ...args], { cwd: place.path })
  let [out, err, ended] = ['', '', false]
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
  const code = new Promise<number | null>((resolve) =>
    child.on('close', (status) => {
      ended = true
      resolve(status)
    }),
  )
  const listens = handlesSigint(child.pid)
  await until(() => ended || (out !== '' && listens()))
  child.kill('SIGINT')
  return { code: await code, err }
}

describe('Ctrl-C', () => {
  it('ends a script at once, reports its place, and leaves the stored device valid', async () => {
    writeFileSync(
      at('loop.rsc'),
      '/system/identity/set name=kept\n:put on; :delay 1ms\n:foreach i in={1;2} do={\n  :while (true) do={}\n}\n',
    )
    const { code, err } = await interrupted(['--device', 'lab', 'loop.rsc'])
    expect(err).toBe('error: interrupted (:while)\n --> loop.rsc:4:3\n4 |   :while (true) do={}\n  |   ^^^^^^\n')
    expect(code).toBe(130)
    expect(run(':put [/system/identity/get name]', '--device', 'lab').out).toBe('kept\n')
    expect(existsSync(at('lab/lock'))).toBe(false)
  })

  it('also ends an imported file, and a script that waits', async () => {
    writeFileSync(at('outer.rsc'), '/file/add name=in.rsc contents=":put on; :delay 1ms\\n:delay 1d"\n:import in.rsc\n')
    expect(await interrupted(['outer.rsc'])).toEqual({
      code: 130,
      err: containing('error: interrupted (:import; line 2)\n --> in.rsc:2:1\n2 | :delay 1d\n  | ^^^^^^\n'),
    })
  })
})
