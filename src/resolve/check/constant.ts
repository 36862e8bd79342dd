// Owns reading the text of a constant value.
import type { Node } from '../../syntax/tree.ts'

/** The text of a word or of a string without interpolation. */
export function constantText(node: Node): string | undefined {
  if (node.kind === 'literal') return node.text
  if (node.kind !== 'quoted') return undefined
  const { parts } = node
  if (parts.length === 0) return ''
  const [first] = parts
  if (parts.length === 1) return typeof first === 'string' ? first : undefined
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined
}
