// Owns the proof that nothing passes the meter by: every word and every command of a menu, with inputs at their largest, under a limit of
// 0.15 seconds. What is new is found by itself: names and arguments are the catalog's and the declarations'.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { top } from '../harness/sources.ts'

/** Milliseconds of the processor that one case may take, start to end; the limit is 150, and looks are 50 apart. */
const most = 1_500
const look = 50
/** Milliseconds after which a case is taken for one that never ends: the machine may be busy. */
const patience = 30_000

interface Taken {
  readonly name: string
  readonly took: number
  readonly says: string | undefined
}

/** What each case took; ends the walk where one does not come to its end. */
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
    const told: unknown = JSON.parse(line)
    if (typeof told !== 'object' || told === null) continue
    if ('begins' in told) name = String(told.begins)
    if ('took' in told) taken.push({ name, took: Number(told.took), says: 'says' in told ? String(told.says) : undefined })
  }
  clearTimeout(watch)
  expect(await ended, `the walk ends; it was at: ${name}`).toBe(0)
  return taken
}

/** All commands take ten minutes: one of six is tried, all with OFFBOX_LARGEST=all. */
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
    // The inputs are large enough: the limits are looked at while many of them work. How many of them they end is the machine's to say.
    expect(taken.filter(({ took }) => took > look).length).toBeGreaterThan(20 / every)
    const ended = taken.filter(({ says }) => says?.startsWith('the script ran longer than') === true)
    if (what === 'words') expect(ended).not.toEqual([])
    if (process.env.OFFBOX_WORST !== undefined)
      for (const { name, took } of [...taken].sort((a, b) => b.took - a.took).slice(0, 10))
        process.stdout.write(`| ${name} | ${took.toFixed(0)} |\n`)
  },
  1_200_000,
)
