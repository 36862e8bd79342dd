// Owns the hints for refusals that language traps cause: the probable cause, and the correct form.
import { openAt, type Opener } from '../syntax/brackets.ts'
import type { Source } from '../text/source.ts'
import { argumentSignTraps, argumentWordTraps } from './traps/argument.ts'
import { assignmentTraps } from './traps/assignment.ts'
import { blockTraps } from './traps/block.ts'
import { braceAt, bracketTraps } from './traps/bracket.ts'
import { callTraps } from './traps/call.ts'
import { expressionTraps } from './traps/expression.ts'
import { foreignTraps } from './traps/foreign.ts'
import { maxBytesBehind, placeOf, type Trap, type Trapped } from './traps/place.ts'
import { textTraps } from './traps/text.ts'

export type { Trapped }

/** All traps; the first that returns a hint is used. (It is a plain list, so that a bundle without hints contains no traps.) */
const traps: readonly (readonly Trap[])[] = [
  foreignTraps,
  blockTraps,
  assignmentTraps,
  callTraps,
  argumentSignTraps,
  expressionTraps,
  textTraps,
  argumentWordTraps,
  bracketTraps,
]

/** The hint for a refusal or a late error, or undefined. `lineOf` returns the line of an offset, if the text is a part of a file. */
export function trapAt(source: Source, refusal: Trapped, lineOf = (at: number): number => source.lineAt(at)): string | undefined {
  const place = placeOf(source, refusal)
  for (const family of traps)
    for (const trap of family) {
      const hint = trap(place)
      if (hint !== undefined) return hint
    }
  return unclosed(source, refusal, lineOf) ?? braceAt(place)
}

/** The unclosed sign, if the text or the line ends too early. */
export function unclosedAt(source: Source, { offset, code }: { readonly offset: number; readonly code: string }): Opener | undefined {
  const rest = source.text.slice(offset, offset + maxBytesBehind)
  if (code !== 'missing-closing-brace' && !/^[\r\n]|^\s*$/.test(rest)) return undefined
  return openAt(source.text, offset).at(-1)
}

function unclosed(source: Source, refusal: Trapped, lineOf: (at: number) => number): string | undefined {
  const open = unclosedAt(source, refusal) ?? unclosedString(source, refusal)
  return open === undefined ? undefined : `the ${open.sign} of line ${lineOf(open.offset)} is not closed`
}

/** The unclosed string in code or raw text in braces. A device refuses such a text at the opening brace. */
function unclosedString({ text }: Source, { offset, code }: Trapped): Opener | undefined {
  if (code !== 'syntax-error' || text[offset] !== '{') return undefined
  const open = openAt(text.slice(offset)).find(({ sign }) => sign === '"')
  return open === undefined ? undefined : { ...open, offset: open.offset + offset }
}
