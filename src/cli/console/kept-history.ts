// Owns the history file of consoles. Only its owner can read it; if it cannot be used, no history is kept.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { hasCode } from '../../host/node/cause.ts'
import { historyOf, historyLine, maxHistoryEntries } from '../../shell/history.ts'

/** `history` in the user's state folder (XDG Base Directory Specification). */
const fileName = (): string => join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'offbox', 'history')

const owner = 0o600

/** The entries of earlier runs. Truncates a file that has grown too long. */
export function keptEntries(): readonly string[] {
  return quietly(() => {
    const text = readFileSync(fileName(), 'utf8')
    const entries = historyOf(text)
    if (text.split('\n').length > 2 * maxHistoryEntries) writeFileSync(fileName(), entries.map(historyLine).join(''), { mode: owner })
    return entries
  }, [])
}

/** Appends an entry; concurrent consoles each append theirs. */
export function keepEntry(entry: string): void {
  quietly(() => {
    mkdirSync(dirname(fileName()), { recursive: true, mode: 0o700 })
    appendFileSync(fileName(), historyLine(entry), { mode: owner })
  }, undefined)
}

function quietly<T>(act: () => T, otherwise: T): T {
  try {
    return act()
  } catch (error) {
    if (!hasCode(error)) throw error
    return otherwise
  }
}
