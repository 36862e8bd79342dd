// Owns parsing literals that consist of words.
import { ArrayValue, type Value } from '../../value/value.ts'

/**
 * Parses a literal of words. `read,write,test` becomes an array (printed `read;write;test`) if `several` are accepted or each part is one
 * of `words`; else it is a text (`interface=ether3,ether4` of a bridge port). `equal:1` becomes an array (printed `equal;1`).
 */
export function readWords(words: readonly string[], several: boolean, text: string): Value {
  if (text.includes(',')) {
    const parts = text.split(',')
    return several || parts.every((part) => words.includes(part)) ? new ArrayValue(parts) : text
  }
  const colon = text.indexOf(':')
  return colon > 0 && words.includes(text.slice(0, colon)) ? new ArrayValue([text.slice(0, colon), text.slice(colon + 1)]) : text
}
