// Owns the files of a device that nobody keeps: in memory, but what comes from outside lies in a file of the machine until it is whole.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Files, Spool } from '../host.ts'
import { memoryFiles } from '../memory.ts'

/**
 * Files in memory. What is fetched would stand there several times while it comes (unpacked, gathered, handed from thread to thread);
 * so it is written to a folder of its own for temporary files, read once, and removed; a kill between leaves it to the machine. `now` in
 * nanoseconds since 1970.
 */
export function passingFiles(now: () => bigint): Files {
  const files = memoryFiles({}, now)
  return { ...files, spool: () => spoolInto((name, contents) => files.write(name, contents)) }
}

/** undefined where the machine has no place for temporary files. */
function spoolInto(write: Files['write']): Spool | undefined {
  let folder
  try {
    folder = mkdtempSync(join(tmpdir(), 'offbox-fetch-'))
  } catch {
    return undefined
  }
  const [mine, path] = [folder, join(folder, 'body')]
  return {
    path,
    keep: (name) => write(name, readFileSync(path)),
    drop: () => rmSync(mine, { recursive: true, force: true }),
  }
}
