// Owns the type of findings about a script's text, with their severities and fixes.
import type { Span } from '../text/source.ts'
import type { PlacedMessage } from './refused.ts'

/** `error`: the device refuses the script; `late`: the device accepts it and fails at run time; `warning` and `hint` are offbox's own. */
export type Severity = 'error' | 'late' | 'warning' | 'hint'

/** Whether a device would refuse what the finding is about, while it parses or while it runs the script. */
export const isFatal = ({ severity }: Pick<Diagnostic, 'severity'>): boolean => severity === 'error' || severity === 'late'

/** One finding: a code (kebab-case), the message (the device's, or offbox's own), and the byte range that it is about. */
export interface Diagnostic extends Span {
  readonly severity: Severity
  readonly code: string
  readonly message: string
  /** The parts of a message that contains the place where a device stops. */
  readonly placed?: PlacedMessage
  /** 1-based, as a device counts (tabs to the next multiple of 8). */
  readonly line: number
  readonly column: number
  /** What would be correct, if known. */
  readonly help?: string
  /** The property that holds the code, if the finding is in a string: `source of /system/script/add`. */
  readonly within?: string
  /** Other places in the text that explain the finding. */
  readonly related?: readonly Related[]
  /** Whether the check stopped here, so that the text behind it is unchecked. */
  readonly last?: true
  /** Whether it is about a name that older releases have and the chosen release does not. */
  readonly outdated?: true
  /** Possible fixes, the likeliest first. */
  readonly fixes?: readonly Fix[]
}

/** Another place in the same text, such as the unclosed bracket that causes a later refusal. */
export interface Related extends Span {
  readonly message: string
}

/** A replacement of a range. Offsets are those of the text before all edits. */
export interface Edit extends Span {
  readonly text: string
}

/** A fix for a finding. `preferred`: it is almost certainly the right one. */
export interface Fix {
  readonly title: string
  readonly edits: readonly Edit[]
  readonly preferred: boolean
}
