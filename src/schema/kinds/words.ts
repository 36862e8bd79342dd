// Owns parsing literals that consist of words.
import { ArrayValue, type Value } from '../../value/value.ts'

/**
 * Parses words: `read,write,test` prints `read;write;test` where `several` are accepted or each part is one of the words; else a comma is
 * text (`interface=ether3,ether4` of a bridge port). `equal:1` prints `equal;1`.
 */
export function readWords(words: readonly string[], several: boolean, text: string): Value {
  if (text.includes(',')) {
    const parts = text.split(',')
    return several || parts.every((part) => words.includes(part)) ? new ArrayValue(parts) : text
  }
  const colon = text.indexOf(':')
  return colon > 0 && words.includes(text.slice(0, colon)) ? new ArrayValue([text.slice(0, colon), text.slice(colon + 1)]) : text
}
