// Owns the tests of `--limit` and of Ctrl-C: what is said, exit codes, and that the kept device is whole.
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
  it.each([
    ['steps=5k', ':while (true) do={}', 'the script ran more than 5000 steps (:while)'],
    ['time=50ms', ':delay 1d', 'the script ran longer than 0.05 seconds (:delay)'],
    ['depth=5,output=1K', ':global f do={:global f; $f}; $f', 'calls nest more than 5 deep'],
    ['output=1K', ':while (true) do={:put 1}', 'the script printed more than 1024 bytes (:put)'],
  ])('%s', (limit, script, message) => {
    const { code, err } = run(script, '--limit', limit)
    expect(err).toContain(`error: ${message}\n`)
    expect(code).toBe(1)
  })

  it.each([
    ['stepz=3', "'stepz' is not a limit"],
    ['steps=3q', "'3q' is not a bound for steps"],
    ['steps', "'' is not a bound for steps"],
  ])('refuses %s', (limit, message) => {
    const { code, err } = run('', '--limit', limit)
    expect(err).toContain(message)
    expect(code).toBe(64)
  })

  it('ends an export that is applied', () => {
    writeFileSync(
      at('x.rsc'),
      `# 2025-02-01 10:00:00 by RouterOS 7.16.2\n/ip ` +
        `pool\n${Array.from({ length: 300 }, (_, n) => `add name=p${n} ranges=10.0.0.1\n`).join('')}`,
    )
    const { code, err } = offbox(place.path, ['run', '--limit', 'items=150', 'x.rsc'])
    expect(err).toMatch(/^error: the device has more than 150 items\n {3}--> x\.rsc:153:1\n/)
    expect(code).toBe(1)
  })
})

/** Presses Ctrl-C once the script has printed something and offbox listens, and waits until it ends. */
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
  it('ends a script at once, says where it was, and leaves the kept device whole', async () => {
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

  it('is heard in a file that is imported, and while a script waits', async () => {
    writeFileSync(at('outer.rsc'), '/file/add name=in.rsc contents=":put on; :delay 1ms\\n:delay 1d"\n:import in.rsc\n')
    expect(await interrupted(['outer.rsc'])).toEqual({
      code: 130,
      err: containing('error: interrupted (:import; line 2)\n --> in.rsc:2:1\n2 | :delay 1d\n  | ^^^^^^\n'),
    })
  })
})
