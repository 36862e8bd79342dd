// Owns patterns that JavaScript's RegExp can be trusted with: those in which it never goes back far.
import type { ByteSet, PatternNode } from './pattern-syntax.ts'

/** Bytes that a sequence may have: the RegExp looks at so many from each place of a text at most. */
const mostSets = 32

/**
 * A RegExp that finds the same as the pattern, where that is a sequence of sets of bytes, which may be bound to the start and to the end of
 * the text; where it is bound to the start, one of the sets may be repeated. The time for a text is at most `mostSets` times its length.
 * Undefined for any other pattern: a RegExp can take time without end for some.
 */
export function simpleRegExp(tree: PatternNode): RegExp | undefined {
  const parts = flat(tree)
  const isBound = parts[0]?.kind === 'assertion' && parts[0].assertion === 'start'
  let source = ''
  let repeats = 0
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'set') source += written(part.set)
    else if (part.kind === 'repeat' && part.part.kind === 'set' && part.most === Infinity && part.least <= 1) {
      repeats++
      source += `${written(part.part.set)}${part.least === 0 ? '*' : '+'}`
    } else if (part.kind === 'assertion' && part.assertion === 'start' && at === 0) source += '^'
    else if (part.kind === 'assertion' && part.assertion === 'end' && at === parts.length - 1) source += '$'
    else return undefined
  }
  return parts.length > mostSets || repeats > (isBound ? 1 : 0) ? undefined : new RegExp(source)
}

/** The parts of a sequence, those of sequences within it too. */
const flat = (node: PatternNode): readonly PatternNode[] => (node.kind === 'sequence' ? node.parts.flatMap(flat) : [node])

/** A set of bytes as a class. Texts hold one byte per character. */
function written(set: ByteSet): string {
  let ranges = ''
  for (let at = 0; at < set.length; at++) {
    if (set[at] === 0) continue
    const from = at
    while (set[at + 1] === 1) at++
    ranges += `${hex(from)}-${hex(at)}`
  }
  return `[${ranges}]`
}

const hex = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`
