// Owns doing something again whenever files change: they are looked at twice a second, until Ctrl-C.
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { Complaint, ExitCode } from './exit-code.ts'
import { isTerminal, tell } from './output.ts'
import { coloursFor } from './paint.ts'
import { complaintText } from './telling.ts'

/** Between two looks, in milliseconds. */
const pollIntervalMs = 500

/**
 * Calls `act` at once and after each change of `files`, which are asked for before each time, or of a folder that they are in. What is
 * complained of is told, and ends nothing. Resolves with 130 at Ctrl-C.
 */
export async function watching(files: () => readonly string[], act: () => unknown): Promise<ExitCode> {
  const stop = new AbortController()
  const end = (): void => stop.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  let known: readonly string[] = []
  let before = ''
  try {
    while (!stop.signal.aborted) {
      try {
        before = looksOf(known)
        known = files()
        before = looksOf(known)
        await act()
      } catch (error) {
        if (!(error instanceof Complaint)) throw error
        tell(complaintText(error, coloursFor(isTerminal('error'))))
      }
      // What changed meanwhile is seen; in the folders it may have written something itself.
      const around = looksOf(foldersOf(known))
      tell('watching for changes; Ctrl-C ends it\n')
      while (!stop.signal.aborted && looksOf(known) === before && looksOf(foldersOf(known)) === around)
        await later(pollIntervalMs, undefined, { signal: stop.signal }).catch(() => undefined)
    }
    return ExitCode.interrupted
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}

/** The folders of files, with the settings in them: those that are wrong are known to nobody. */
const foldersOf = (files: readonly string[]): readonly string[] =>
  [...new Set([...files.map((file) => dirname(file)), '.'])].flatMap((folder) => [folder, join(folder, 'offbox.json')])

/** When paths were last changed, and how long they are, as one text. */
const looksOf = (paths: readonly string[]): string =>
  paths
    .map((path) => {
      const { mtimeMs = 0, size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
      return `${mtimeMs} ${size}`
    })
    .join()
