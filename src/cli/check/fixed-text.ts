// Owns applying preferred fixes: edits that do not overlap, repeated until none is left.
import { isFatal, type Diagnostic, type Edit } from '../../diagnostic/diagnostic.ts'
import { Source } from '../../text/source.ts'

/** The maximum number of rounds: one fix may uncover another. */
const maxRounds = 10

/** The fixed text, its remaining findings, and the number of fixed findings. */
export interface FixedText {
  readonly text: Source
  readonly found: readonly Diagnostic[]
  readonly count: number
}

/** Applies the preferred fix of each finding that has one. A round that increases the number of errors is discarded. */
export function fixedText(source: Source, before: readonly Diagnostic[], find: (text: Source) => readonly Diagnostic[]): FixedText {
  let state: FixedText = { text: source, found: before, count: 0 }
  for (let round = 0; round < maxRounds; round++) {
    const fixes = apart(state.found.flatMap(sureEdits))
    if (fixes.length === 0) break
    const text = new Source(edited(state.text.text, fixes.flat()), source.name)
    const found = find(text)
    if (text.text === state.text.text || fatal(found) > fatal(state.found)) break
    state = { text, found, count: state.count + fixes.length }
  }
  return state
}

/** The edits of a finding's only preferred fix. */
function sureEdits({ fixes = [] }: Diagnostic): readonly (readonly Edit[])[] {
  const [only, ...more] = fixes.filter(({ preferred }) => preferred)
  return only === undefined || more.length > 0 ? [] : [only.edits]
}

/** The fixes that do not overlap an earlier one. */
function apart(fixes: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  const taken: Edit[] = []
  return fixes.filter((edits) => {
    const isFree = edits.every(
      ({ from, to }) => taken.every((one) => to <= one.from || one.to <= from) && !taken.some((one) => one.from === from),
    )
    if (isFree) taken.push(...edits)
    return isFree
  })
}

function edited(text: string, edits: readonly Edit[]): string {
  let at = 0
  const parts: string[] = []
  for (const { from, to, text: put } of [...edits].sort((a, b) => a.from - b.from)) {
    parts.push(text.slice(at, from), put)
    at = to
  }
  return parts.join('') + text.slice(at)
}

const fatal = (found: readonly Diagnostic[]): number => found.filter(isFatal).length
