// Owns the fingerprint of a finding, which survives moved lines.
import { createHash } from 'node:crypto'

/** Identifies a finding within its file: its code, its message without line numbers, and its trimmed line. 16 digits of their SHA-256. */
export function fingerprintOf(code: string, words: string, line: string): string {
  const parts = [code, words.replaceAll(/\blines? \d+/g, 'line'), line.trim()]
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)
}
