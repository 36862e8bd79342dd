// Owns the tests of Ctrl-C on a pseudo-terminal: it is a signal of the kernel, or a byte that the console reads, and one is sufficient.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

type Step = readonly ['see' | 'type', string] | readonly ['listens'] | readonly ['works', number]

/** `used`: processor time in milliseconds up to the end of each step, and of the program. */
interface Seen {
  readonly shown: string
  readonly code: number
  readonly used: readonly number[]
}

function onTerminal(steps: readonly Step[], words: readonly string[]): Promise<Seen> {
  const player = join(top, 'test', 'harness', 'on-terminal.py')
  const child = spawn('/usr/bin/python3', [player, JSON.stringify(steps), process.execPath, join(top, 'dist', 'offbox.cjs'), ...words], {
    cwd: place.path,
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm', XDG_STATE_HOME: join(place.path, 'state') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  return new Promise((resolve) => child.on('close', () => resolve(seenIn(JSON.parse(output)))))
}

/** Parses what the Python player prints at its end. */
function seenIn(told: unknown): Seen {
  const isSeen = (one: unknown): one is Seen => typeof one === 'object' && one !== null && 'shown' in one && 'code' in one && 'used' in one
  if (!isSeen(told)) throw new Error(`the player says ${JSON.stringify(told)}`)
  return told
}

const ctrlC = '\x03'
/** The processor time in milliseconds from one step to the end of another. */
const between = ({ used }: Seen, from: number, to: number): number => (used[to] ?? Infinity) - (used[from] ?? 0)

describeWith('python3', 'one Ctrl-C on a pseudo-terminal', () => {
  it.each([
    ['that computes', ':put on; :delay 1ms\n:while (true) do={}\n', ':while'],
    ['that waits', ':put on; :delay 1ms\n:delay 1d\n', ':delay'],
    ['that looks for a key', ':put on; :delay 1ms\n/certificate/add name=a common-name=a key-size=8192\n/certificate/sign a\n', 'sign'],
  ])('ends a script %s within a second', { timeout: 300_000 }, async (name, script, where) => {
    const file = `${name.replaceAll(' ', '-')}.rsc`
    writeFileSync(join(place.path, file), script)
    const seen = await onTerminal([['see', 'on'], ['listens'], ['type', ctrlC]], ['run', file])
    expect(seen.shown).toMatch(new RegExp(`on\\r\\n[^]*error: interrupted \\(.*${where}`))
    expect(seen.code).toBe(130)
    expect(between(seen, 1, 3)).toBeLessThan(1_000)
  })

  it('ends what runs in the console within a second, and the console continues', { timeout: 300_000 }, async () => {
    const prompt = '] > '
    const runs = (entry: string): readonly Step[] => [
      ['see', prompt],
      ['type', `${entry}\r`],
      ['works', 800],
      ['type', ctrlC],
      ['see', 'interrupted'],
    ]
    const steps: readonly Step[] = [
      ...runs(':while (true) do={}'),
      ...runs(':local s "a"; :for i from=1 to=20 do={ :set s ($s . $s) }; :while (true) do={ :local x [:convert $s transform=md5] }'),
      ['see', prompt],
      ['type', ':put (40 + 2)\r'],
      ['see', '42'],
      ['see', prompt],
      ['type', '/quit\r'],
    ]
    const seen = await onTerminal(steps, ['console'])
    expect(seen.code).toBe(0)
    expect(between(seen, 2, 4)).toBeLessThan(1_000)
    expect(between(seen, 7, 9)).toBeLessThan(1_000)
  })

  it('pressed twice in an empty entry only starts a new entry', { timeout: 300_000 }, async () => {
    const seen = await onTerminal(
      [
        ['see', '] > '],
        ['type', `:put "half${ctrlC}`],
        ['see', '] > '],
        ['type', `${ctrlC}${ctrlC}`],
        ['type', ':put whole\r'],
        ['see', 'whole\r\n'],
        ['type', '\x04'],
      ],
      ['console'],
    )
    expect(seen.shown).not.toContain('half\r\n')
    expect(seen.code).toBe(0)
  })
})
