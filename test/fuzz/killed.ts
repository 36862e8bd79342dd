// Owns the fuzz target that kills offbox within scripts which import, sign, export and remove: each key must be in a file or in a row.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import fc from 'fast-check'
import type { Target } from './target.ts'

/** The parameters from `run.mjs`: the built command line, and a folder. */
interface Place {
  readonly offbox: string
  readonly scratch: string
}

function placeIn(given: unknown): Place {
  const isPlace = (one: unknown): one is Place => typeof one === 'object' && one !== null && 'offbox' in one && 'scratch' in one
  if (!isPlace(given)) throw new Error('there is no place to kill offbox in')
  return given
}

/** At the start, k0 is only in a file, k1 only in a row, k2 in both. */
const keys = ['k0', 'k1', 'k2'] as const

/** No step removes the last copy of a key: what holds for the order of the script must hold after every crash. */
const steps = [
  (key: string) => `:do { /certificate/import file-name=${key}.p12 passphrase=abcdefgh name=${key} } on-error={}`,
  (key: string) => `:if ([:len [/certificate/find common-name=${key}]] > 0) do={ /certificate/export-certificate [find common-name=${key}] \
  type=pkcs12 export-passphrase=abcdefgh file-name=${key} }`,
  (key: string) => `:if ([:len [/file/find name=${key}.p12]] > 0) do={ /certificate/remove [find common-name=${key}] }`,
  (key: string) => `:if ([:len [/certificate/find common-name=${key} private-key=yes]] > 0) do={ /file/remove [find name=${key}.p12] }`,
  (key: string) => `:if ([:len [/certificate/find common-name=${key} private-key=yes]] > 0) do={
  :do { /file/set [find name=${key}.p12] contents=other; /file/remove [find name=${key}.p12] } on-error={} }`,
  (_: string, at: number) => `/certificate/add name=new${at} common-name=new${at} key-size=prime256v1; /certificate/sign new${at}`,
  (key: string, at: number) => `:do { /certificate/set [find common-name=${key}] name=${key}-${at} } on-error={}`,
  (_: string, at: number) => `/file/add name=note${at}.txt contents=x`,
  () => ':delay 5ms',
] as const

/** One query for each key: a row that has it, also after an import of its file. */
const question = keys
  .map(
    (key) => `:foreach f in=[/file/find name~"^${key}\\\\..*p12"] do={
  :if ([:len [/certificate/find common-name=${key} private-key=yes]] = 0) do={
    :do { /certificate/import file-name=[/file/get $f name] passphrase=abcdefgh } on-error={} } }
:put [:len [/certificate/find common-name=${key} private-key=yes]]`,
  )
  .join('\n')

const mark = '\n----\n'

/** The fuzz target of killed runs, by name. */
export const killed: Readonly<Record<string, () => Target>> = {
  killed() {
    const { offbox, scratch } = placeIn(workerData)
    const folder = join(scratch, 'killed')
    const run = (device: string, script: string, timeout?: number): { out: string; err: string; code: number | null; took: number } => {
      const started = performance.now()
      const { stdout, stderr, status } = spawnSync(process.execPath, [offbox, 'run', '--device', device, '-'], {
        cwd: folder,
        input: script,
        killSignal: 'SIGKILL',
        ...(timeout === undefined ? {} : { timeout }),
      })
      return { out: stdout.toString('latin1'), err: stderr.toString('latin1'), code: status, took: performance.now() - started }
    }
    mkdirSync(folder, { recursive: true })
    const begin = keys.map(
      (key) => `/certificate/add name=${key} common-name=${key} key-size=prime256v1; /certificate/sign ${key}
/certificate/export-certificate ${key} type=pkcs12 export-passphrase=abcdefgh file-name=${key}`,
    )
    const made = run('begin', `${begin.join('\n')}\n/certificate/remove [find common-name=k0]; /file/remove k1.p12`)
    if (made.code !== 0) throw new Error(`offbox does not run: ${made.err}`)
    /** The time of a script so far, in milliseconds; load increases it. */
    let whole = made.took
    return {
      make: () =>
        fc
          .tuple(
            fc.integer({ min: 500, max: 1300 }),
            fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...keys)), { minLength: 2, maxLength: 14 }),
          )
          .map(([moment, chosen]) => `${moment}${mark}${chosen.map(([step, key], at) => step(key, at)).join('\n')}`),
      holds(text) {
        const at = text.indexOf(mark)
        const script = text.slice(at + mark.length)
        rmSync(join(folder, 'device'), { recursive: true, force: true })
        cpSync(join(folder, 'begin'), join(folder, 'device'), { recursive: true })
        const ran = run('device', script, Math.max(1, Math.round((whole * Number(text.slice(0, at))) / 1000)))
        whole = ran.code === null ? whole * 1.02 : ran.took
        if (ran.code !== 0 && ran.code !== null) throw new Error(`the script fails: ${ran.err}`)
        const asked = run('device', question)
        if (asked.code !== 0) throw new Error(`the device cannot be used: ${asked.err}`)
        const left = asked.out.split('\n').filter((line) => /^\d+$/.test(line))
        const lost = keys.filter((_, index) => !(Number(left[index]) > 0))
        if (lost.length > 0) throw new Error(`lost: ${lost.join()} (${ran.code === null ? 'killed' : 'ended'})\n${asked.out}`)
      },
    }
  },
}
