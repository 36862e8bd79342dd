// Owns repeating an action whenever files change: polls twice a second, until Ctrl-C.
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { Complaint, ExitCode } from './exit-code.ts'
import { isTerminal, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { complaintText } from './error-message.ts'

/** The polling interval, in milliseconds. */
const pollIntervalMs = 500

/**
 * Calls `act` at once and after each change of `files` (evaluated each time), or of one of their folders. Complaints are reported and do
 * not end it. Resolves with 130 at Ctrl-C.
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
        before = modificationKey(known)
        known = files()
        before = modificationKey(known)
        await act()
      } catch (error) {
        if (!(error instanceof Complaint)) throw error
        writeMessage(complaintText(error, coloursFor(isTerminal('error'))))
      }
      // Changes during the run are detected; in the folders they may be its own.
      const folderKey = modificationKey(foldersOf(known))
      writeMessage('watching for changes; Ctrl-C ends it\n')
      while (!stop.signal.aborted && modificationKey(known) === before && modificationKey(foldersOf(known)) === folderKey)
        await later(pollIntervalMs, undefined, { signal: stop.signal }).catch(() => undefined)
    }
    return ExitCode.interrupted
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}

/** The folders of files, with their settings files: an invalid one is not in any list. */
const foldersOf = (files: readonly string[]): readonly string[] =>
  [...new Set([...files.map((file) => dirname(file)), '.'])].flatMap((folder) => [folder, join(folder, 'offbox.json')])

/** The modification times and sizes of paths, as one text. */
const modificationKey = (paths: readonly string[]): string =>
  paths
    .map((path) => {
      const { mtimeMs = 0, size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
      return `${mtimeMs} ${size}`
    })
    .join()
