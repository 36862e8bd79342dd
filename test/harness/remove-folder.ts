// Owns removing a test's folder while ending programs may still write into it.
import { rmSync } from 'node:fs'

/** The delay between two attempts, in milliseconds. */
const pause = 100

/**
 * Removes a folder with its contents. `maxRetries` of `rmSync` is not sufficient: it only retries the folder itself, not new files in it.
 */
export function removeFolder(path: string, tries = 100): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (tries === 0) throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    removeFolder(path, tries - 1)
  }
}
