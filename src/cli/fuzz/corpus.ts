// Owns a folder of trials kept between searches: those that together reach everything that was reached.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makeFolder, writing } from '../writing.ts'
import type { Trial } from './trial.ts'

/** The folder of a script in a corpus: by its name and path, since two scripts may have one name. */
const folderOf = (corpus: string, script: string): string =>
  join(corpus, `${basename(script, '.rsc')}-${createHash('sha1').update(script).digest('hex').slice(0, 8)}`)

const formatVersion = 2

/** The trials of a script; none without a folder. Foreign files are ignored. */
export function readCorpus(corpus: string, script: string): readonly Trial[] {
  const folder = folderOf(corpus, script)
  return filesOf(folder).flatMap((name) => {
    const read: unknown = parsed(readFileSync(join(folder, name), 'utf8'))
    return isKept(read) ? [read.trial] : []
  })
}

/** Replaces the stored trials. */
export function writeCorpus(corpus: string, script: string, trials: readonly Trial[]): void {
  const folder = folderOf(corpus, script)
  makeFolder(folder)
  writing(folder, () => {
    const texts = new Map(trials.map((trial) => [JSON.stringify({ form: formatVersion, trial }), trial]))
    const names = new Set([...texts.keys()].map(nameOf))
    for (const text of texts.keys()) writeFileSync(join(folder, nameOf(text)), `${text}\n`)
    for (const name of filesOf(folder)) if (!names.has(name)) rmSync(join(folder, name))
  })
}

const nameOf = (text: string): string => `trial-${createHash('sha1').update(text).digest('hex').slice(0, 12)}.json`

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^trial-[0-9a-f]{12}\.json$/.test(name))
      .sort()
  } catch {
    return []
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether it is a trial of this format, and thus has the type that was written. */
function isKept(read: unknown): read is { readonly trial: Trial } {
  if (typeof read !== 'object' || read === null || !('form' in read) || read.form !== formatVersion || !('trial' in read)) return false
  if (typeof read.trial !== 'object' || read.trial === null) return false
  const trial: Readonly<Record<string, unknown>> = { ...read.trial }
  const hasLists = ['steps', 'events', 'globals', 'parameters'].every((name) => Array.isArray(trial[name]))
  return hasLists && typeof trial['now'] === 'string' && ['web', 'call', 'pings'].every((name) => name in trial)
}
