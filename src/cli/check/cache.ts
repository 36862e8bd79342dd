// Owns a folder of cached results, so that unchanged files are not checked again.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAtomically } from '../../host/node/atomic.ts'
import { hasCode } from '../../host/node/cause.ts'
import type { Source } from '../../text/source.ts'
import type { FileResult } from './result.ts'

/** Returns the cached result of a text, or makes and stores it. */
export type Cache = (source: Source, make: () => FileResult) => FileResult

/**
 * A cache in a folder. The key is the text, its name, `options` (all settings of the check) and the build of offbox. Errors of reading or
 * writing are ignored: the result is then made again.
 */
export function cacheIn(folder: string, options: object): Cache {
  const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url))
  const base = JSON.stringify([mtimeMs, size, options])
  return ({ name, text }, make) => {
    const key = createHash('sha256').update(base).update('\0').update(name).update('\0').update(text, 'latin1').digest('hex')
    const path = join(folder, `${key}.json`)
    const kept = readKept(path)
    if (kept !== undefined) return kept
    const made = make()
    if (made.problem === undefined) store(folder, path, made)
    return made
  }
}

function readKept(path: string): FileResult | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isResult(kept) ? kept : undefined
  } catch (error) {
    if (hasCode(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The file name is a digest of all inputs, so an object with findings has the right format. */
const isResult = (kept: unknown): kept is FileResult =>
  typeof kept === 'object' && kept !== null && 'name' in kept && 'findings' in kept && Array.isArray(kept.findings)

function store(folder: string, path: string, result: FileResult): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeAtomically(path, `${path}.${process.pid}`, Buffer.from(JSON.stringify(result)), 0o644)
  } catch (error) {
    if (!hasCode(error)) throw error
  }
}
