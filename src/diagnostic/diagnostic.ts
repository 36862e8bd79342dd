// Owns findings about a script's text, as data.
import type { Span } from '../text/source.ts'

/** `error`: the device refuses the script; `late`: the device accepts it and fails when it gets there; the others are ours. */
export type Severity = 'error' | 'late' | 'warning' | 'hint'

/** One finding: a code of ours (kebab-case), the device's words (or ours), and the stretch of text it speaks of. */
export interface Diagnostic extends Span {
  readonly severity: Severity
  readonly code: string
  readonly message: string
  /** 1-based, as a device counts (tabs to the next multiple of 8). */
  readonly line: number
  readonly column: number
  /** What would be right, where we know. */
  readonly help?: string
  /** What the code stands in that it speaks of, where that is a string: `source of /system/script/add`. */
  readonly within?: string
  /** Other places that have to do with it. */
  readonly related?: readonly Related[]
  /** What stands behind it was not checked: offbox stopped looking there. */
  readonly last?: true
  /** It speaks of a name that older releases have, and the chosen one has no more. */
  readonly outdated?: true
  /** What would mend it, the likeliest first. */
  readonly fixes?: readonly Fix[]
}

/** Another place of the same text: the bracket that a refusal further down comes from. */
export interface Related extends Span {
  readonly message: string
}

/** Text that stands in place of a stretch; offsets are those of the text before all edits. */
export interface Edit extends Span {
  readonly text: string
}

/** A way to mend a finding. `preferred`: there is hardly another one. */
export interface Fix {
  readonly title: string
  readonly edits: readonly Edit[]
  readonly preferred: boolean
}
