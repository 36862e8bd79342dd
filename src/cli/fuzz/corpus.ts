// Owns kept trials: a file for each script in a folder, as JSON, so that a later search begins with them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Complaint, ExitCode } from '../exit-code.ts'
import { writing } from '../writing.ts'
import type { Bound, Trial } from './trial.ts'

const fileOf = (folder: string, script: string): string => join(folder, `${basename(script, '.rsc')}.trials.json`)

/** The trials that were kept of a script; none where there is no file. Throws a Complaint for a file that holds something else. */
export function readCorpus(folder: string, script: string): readonly Trial[] {
  const path = fileOf(folder, script)
  if (!existsSync(path)) return []
  const wrong = new Complaint(
    ExitCode.noInput,
    `${path} holds no trials of offbox fuzz`,
    'remove it, and the next search writes another one',
  )
  try {
    const all: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const trials = Array.isArray(all) ? all.map(trialIn) : [undefined]
    const known = trials.filter((trial) => trial !== undefined)
    if (known.length === trials.length) return known
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw wrong
}

/** Keeps the trials of a script in place of those before: those that reach what no other before them in the list reaches. */
export function writeCorpus(folder: string, script: string, trials: readonly Trial[]): void {
  writing(folder, () => {
    mkdirSync(folder, { recursive: true })
    const plain = trials.map((trial) => ({ ...trial, now: String(trial.now), call: trial.call ?? null, gone: trial.gone ?? null }))
    writeFileSync(fileOf(folder, script), `${JSON.stringify(plain, undefined, 1)}\n`)
  })
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')
const isBound = (value: unknown): value is Bound => isTable(value) && typeof value['name'] === 'string' && typeof value['text'] === 'string'
const areBound = (value: unknown): value is readonly Bound[] => Array.isArray(value) && value.every(isBound)

/** Undefined where it is none. */
function trialIn(value: unknown): Trial | undefined {
  if (!isTable(value)) return undefined
  const { setup, globals, parameters, now } = value
  const web = webIn(value['web'])
  const call = callIn(value['call'])
  const gone = goneIn(value['gone'])
  if (!areTexts(setup) || !areBound(globals) || !areBound(parameters) || typeof now !== 'string' || !/^\d{1,20}$/.test(now))
    return undefined
  if (web === undefined || call === null || gone === null) return undefined
  return { setup, globals, parameters, web, call, gone, now: BigInt(now) }
}

function webIn(web: unknown): Trial['web'] | undefined {
  if (web === 'unreachable') return web
  if (!isTable(web)) return undefined
  const { status, body } = web
  return typeof status === 'number' && typeof body === 'string' ? { status, body } : undefined
}

/** Null where it is wrong. */
function callIn(call: unknown): Trial['call'] | null {
  if (call === null) return undefined
  if (!isTable(call)) return null
  const { name, given } = call
  return typeof name === 'string' && areBound(given) ? { name, given } : null
}

/** Null where it is wrong. */
function goneIn(gone: unknown): Trial['gone'] | null {
  if (gone === null) return undefined
  if (!isTable(gone)) return null
  const { wait, menu } = gone
  return typeof wait === 'number' && typeof menu === 'number' ? { wait, menu } : null
}
