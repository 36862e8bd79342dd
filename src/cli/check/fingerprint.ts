// Owns what a finding is known by where lines move.
import { createHash } from 'node:crypto'

/**
 * What tells a finding from others of its file: its code, its message without lines, and the text of its line without blanks around it.
 * 16 digits of their SHA-256.
 */
export function printOf(code: string, words: string, line: string): string {
  const parts = [code, words.replaceAll(/\blines? \d+/g, 'line'), line.trim()]
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)
}
