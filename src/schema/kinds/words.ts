// Owns literals that are made of words.
import { ArrayValue, type Value } from '../../value/value.ts'

/** `read,write,test` prints `read;write;test`; `equal:1` prints `equal;1`. */
export function readWords(words: readonly string[], text: string): Value {
  if (text.includes(',')) return new ArrayValue(text.split(','))
  const colon = text.indexOf(':')
  return colon > 0 && words.includes(text.slice(0, colon)) ? new ArrayValue([text.slice(0, colon), text.slice(colon + 1)]) : text
}
