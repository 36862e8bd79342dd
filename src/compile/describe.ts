// Owns the text of a failure as a device prints it, which depends on how the script was started.
import type { Failure } from '../diagnostic/failure.ts'

/** What started a script. Failures are printed with a place for `script`, with a place and `Script Error: ` for `import`. */
export type StartedFrom = 'script' | 'console' | 'import'

/**
 * The printed text of a failure: `missing value(s) of argument(s) url (/certificate/crl/add; line 1)`. Messages that contain a place (`bad
 * command name x (line 1 column 2)`) get no second one. A refused value names its argument beside the command: `input does not match any
 * value of list (/interface/list/member/add (list); line 5)`. Sources: language reference, section 7; import probes of 7.24.4; public
 * transcripts of /ip/pool, /user/group, /ip/service.
 */
export function describe(failure: Failure, door: StartedFrom): string {
  if (door === 'console') return failure.message
  const { message, command, argument, line } = failure
  const where = argument === undefined ? command : `${command} (${argument})`
  const text = command === undefined || command === '' || line === undefined ? message : `${message} (${where}; line ${line})`
  return door === 'import' ? scriptError(text, failure) : text
}

/**
 * The text of a failure with a single `Script Error: ` of `:import` in front.
 * Evidence: `Cannot open import file, file does not exist (:import; line 1)` has none (7.24.4 over SSH).
 */
export function scriptError(text: string, { cause, origin, catchable }: Failure): string {
  const hasOne = (origin !== undefined && catchable) || cause?.kind === 'import-errors'
  return hasOne || cause?.kind === 'no-import-file' ? text : `Script Error: ${text}`
}
