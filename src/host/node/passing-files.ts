// Owns the files of a device that is not saved: they are in memory; a download is written to a temporary file until it is complete.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Files, Spool } from '../files.ts'
import { memoryFiles } from '../memory.ts'

/**
 * Returns files in memory. A download would otherwise be in memory several times (decompressed, collected, passed between threads), so it
 * is written to a temporary folder, read once, and removed. A killed process leaves the temporary folder. `now` in nanoseconds since 1970.
 */
export function passingFiles(now: () => bigint): Files {
  const files = memoryFiles({}, now)
  return { ...files, spool: () => spoolInto((name, contents) => files.write(name, contents)) }
}

/** Returns undefined where the machine has no place for temporary files. */
function spoolInto(write: Files['write']): Spool | undefined {
  let folder
  try {
    folder = mkdtempSync(join(tmpdir(), 'offbox-fetch-'))
  } catch {
    return undefined
  }
  const [ownFolder, path] = [folder, join(folder, 'body')]
  return {
    path,
    keep: (name) => write(name, readFileSync(path)),
    drop: () => rmSync(ownFolder, { recursive: true, force: true }),
  }
}
