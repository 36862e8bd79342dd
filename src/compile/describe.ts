// Owns the text of a failure as a device prints it, which depends on how the script was started.
import type { Failure } from '../diagnostic/failure.ts'
import { placedMessage, textBeside, type ShownPlace } from '../diagnostic/refused.ts'

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
  const { message, line } = failure
  const where = commandOf(failure)
  const text = where === undefined || line === undefined ? message : `${message} (${where}; line ${line})`
  return door === 'import' ? scriptError(text, failure) : text
}

/**
 * The text of a failure for a report that shows a place: without the device's place if that is the same. In an imported file the device's
 * place is that of the import, so it remains.
 */
export function describeBeside(failure: Failure, door: 'script' | 'console', shown: ShownPlace): string {
  const { cause, origin, message, line } = failure
  if (origin !== undefined || shown.line === undefined) return describe(failure, door)
  if (cause?.kind === 'refused') return textBeside(placedMessage(cause.source, cause.refused), shown)
  const where = commandOf(failure)
  return door === 'console' || where === undefined || line !== shown.line ? describe(failure, door) : `${message} (${where})`
}

/** The command of a failure as a device prints it, with the refused argument; undefined if the message has none. */
function commandOf({ command, argument }: Failure): string | undefined {
  if (command === undefined || command === '') return undefined
  return argument === undefined ? command : `${command} (${argument})`
}

/**
 * The text of a failure with a single `Script Error: ` of `:import` in front.
 * Evidence: `Cannot open import file, file does not exist (:import; line 1)` has none (7.24.4 over SSH).
 */
export function scriptError(text: string, { cause, origin, catchable }: Failure): string {
  const hasOne = (origin !== undefined && catchable) || cause?.kind === 'import-errors'
  return hasOne || cause?.kind === 'no-import-file' ? text : `Script Error: ${text}`
}
