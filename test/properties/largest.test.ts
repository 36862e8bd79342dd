// Owns the tests that nothing evades the limits: every word and every command of a menu, with the largest inputs, under a limit of 0.15
// seconds. New words and commands are included automatically: the names come from the catalog and the declarations.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { top } from '../harness/sources.ts'

/** The maximum processor time of a case, in milliseconds; the limit is 150, and it is checked every 50. */
const most = 1_500
const look = 50
/** The time after which a case counts as endless on a busy machine, in milliseconds. */
const patience = 30_000

interface Taken {
  readonly name: string
  readonly took: number
  readonly says: string | undefined
}

/** Returns the time of each case; ends the process if a case does not end. */
async function walked(what: 'words' | 'commands', share: number): Promise<readonly Taken[]> {
  const child = spawn(process.execPath, [join(top, 'test', 'harness', 'largest', 'walk.mjs'), what, '', String(share)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const taken: Taken[] = []
  let name = 'nothing'
  let watch: NodeJS.Timeout | undefined
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watch)
    watch = setTimeout(() => child.kill('SIGKILL'), patience)
    const record: unknown = JSON.parse(line)
    if (typeof record !== 'object' || record === null) continue
    if ('begins' in record) name = String(record.begins)
    if ('took' in record) taken.push({ name, took: Number(record.took), says: 'says' in record ? String(record.says) : undefined })
  }
  clearTimeout(watch)
  expect(await ended, `the walk ends; it was at: ${name}`).toBe(0)
  return taken
}

/** All commands take ten minutes: one of six is tried, or all with OFFBOX_LARGEST=all. */
const share = process.env.OFFBOX_LARGEST === 'all' ? 1 : 6

it.each([
  ['words', 1, 3_000],
  ['commands', share, 2_000 / share],
] as const)(
  'ends %s in time, with the largest arguments',
  async (what, every, fewest) => {
    const taken = await walked(what, every)
    expect(taken.length).toBeGreaterThan(fewest)
    expect(taken.filter(({ took }) => took > most)).toEqual([])
    // The inputs are large enough that the limits are checked while many of them run. How many of them are ended depends on the machine.
    expect(taken.filter(({ took }) => took > look).length).toBeGreaterThan(20 / every)
    const ended = taken.filter(({ says }) => says?.startsWith('the script ran longer than') === true)
    if (what === 'words') expect(ended).not.toEqual([])
    if (process.env.OFFBOX_WORST !== undefined)
      for (const { name, took } of [...taken].sort((a, b) => b.took - a.took).slice(0, 10))
        process.stdout.write(`| ${name} | ${took.toFixed(0)} |\n`)
  },
  1_200_000,
)
