// Owns removing a test's folder while programs that were told to end may still write into it.
import { rmSync } from 'node:fs'

/** Milliseconds between two tries. */
const pause = 100

/** Removes the folder with all in it. `maxRetries` of `rmSync` does not do: it removes the folder again, not what came into it. */
export function removeFolder(path: string, tries = 100): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (tries === 0) throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    removeFolder(path, tries - 1)
  }
}
