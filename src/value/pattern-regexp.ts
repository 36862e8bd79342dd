// Owns the translation of simple patterns to JavaScript's RegExp, for patterns in which it cannot backtrack much.
import type { ByteSet, PatternNode } from './pattern-syntax.ts'

/** The maximum number of bytes in a sequence, which bounds how far the RegExp looks from each position. */
const maxSets = 32

/**
 * A RegExp equivalent to the pattern if that is a sequence of byte sets, optionally anchored at the start and the end; if anchored at the
 * start, one of the sets may be repeated. Matching takes at most `maxSets` times the length of the text. Undefined for any other pattern,
 * for which a RegExp may take exponential time.
 */
export function simpleRegExp(tree: PatternNode): RegExp | undefined {
  const parts = flat(tree)
  const isBound = parts[0]?.kind === 'assertion' && parts[0].assertion === 'start'
  let source = ''
  let repeats = 0
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'set') source += classOf(part.set)
    else if (part.kind === 'repeat' && part.part.kind === 'set' && part.most === Infinity && part.least <= 1) {
      repeats++
      source += `${classOf(part.part.set)}${part.least === 0 ? '*' : '+'}`
    } else if (part.kind === 'assertion' && part.assertion === 'start' && at === 0) source += '^'
    else if (part.kind === 'assertion' && part.assertion === 'end' && at === parts.length - 1) source += '$'
    else return undefined
  }
  return parts.length > maxSets || repeats > (isBound ? 1 : 0) ? undefined : new RegExp(source)
}

/** The parts of a sequence, with nested sequences flattened. */
const flat = (node: PatternNode): readonly PatternNode[] => (node.kind === 'sequence' ? node.parts.flatMap(flat) : [node])

/** A byte set as a character class. Texts hold one byte per character. */
function classOf(set: ByteSet): string {
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
