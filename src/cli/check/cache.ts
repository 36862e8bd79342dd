// Owns results of earlier checks that are kept in a folder: what did not change is not checked again.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAtomically } from '../../host/node/atomic.ts'
import { hasCode } from '../../host/node/cause.ts'
import type { FileResult } from './result.ts'

/** Gives the kept result of a text, or makes and keeps it. */
export type Cache = (name: string, text: string, make: () => FileResult) => FileResult

/**
 * A cache in a folder. Results go by the text, its name, and `order`: all that they are checked for; and by the build of offbox. What
 * cannot be read or written is made anew: a cache is never a reason to fail.
 */
export function cacheIn(folder: string, order: object): Cache {
  const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url))
  const base = JSON.stringify([mtimeMs, size, order])
  return (name, text, make) => {
    const key = createHash('sha256').update(base).update('\0').update(name).update('\0').update(text, 'latin1').digest('hex')
    const path = join(folder, `${key}.json`)
    const kept = readKept(path)
    if (kept !== undefined) return kept
    const made = make()
    if (made.problem === undefined) keep(folder, path, made)
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

/** The name holds the digest of all that made it, so its form is known once it is an object with findings. */
const isResult = (kept: unknown): kept is FileResult =>
  typeof kept === 'object' && kept !== null && 'name' in kept && 'findings' in kept && Array.isArray(kept.findings)

function keep(folder: string, path: string, result: FileResult): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeAtomically(path, `${path}.${process.pid}`, Buffer.from(JSON.stringify(result)), 0o644)
  } catch (error) {
    if (!hasCode(error)) throw error
  }
}
