// Owns doing something again whenever files change: they are looked at twice a second, until Ctrl-C.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { Complaint, ExitCode } from './exit-code.ts'
import { isTerminal, tell } from './output.ts'
import { coloursFor } from './paint.ts'
import { complaintText } from './telling.ts'

/** Between two looks, in milliseconds. */
const pause = 500

/**
 * Calls `act` at once and after each change of the files that it names, or of a folder that they are in. What it complains of is told, and
 * ends nothing. Resolves with 130 at Ctrl-C.
 */
export async function watching(act: () => Promise<readonly string[]>): Promise<ExitCode> {
  const stop = new AbortController()
  const end = (): void => stop.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  let files: readonly string[] = []
  try {
    while (!stop.signal.aborted) {
      try {
        files = await act()
      } catch (error) {
        if (!(error instanceof Complaint)) throw error
        tell(complaintText(error, coloursFor(isTerminal('error'))))
      }
      tell('watching for changes; Ctrl-C ends it\n')
      const before = looksOf(files)
      while (!stop.signal.aborted && looksOf(files) === before)
        await later(pause, undefined, { signal: stop.signal }).catch(() => undefined)
    }
    return ExitCode.interrupted
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}

/** When files and their folders were last changed, as one text. */
function looksOf(files: readonly string[]): string {
  const paths = new Set([...files, ...files.map((file) => dirname(file)), '.'])
  return [...paths].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0).join()
}
