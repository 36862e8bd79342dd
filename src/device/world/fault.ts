// Owns converting network faults and thrown errors to Failures.
import { Failure, interrupted } from '../../diagnostic/failure.ts'
import type { NetworkFault } from '../../host/host.ts'
import { PkiError } from '../../pki/pki-error.ts'
import { toBytes } from '../../text/bytes.ts'

/**
 * Returns the failure of a command (`/tool/fetch`, `:resolve`) with the device's message. What the user has not allowed gets offbox's own
 * message and counts as not modelled, since a device would have gone on; an interrupt cannot be caught.
 */
export function outsideFailure(what: string, { fault, detail, unknownAuthority }: NetworkFault, words: string): Failure {
  if (fault === 'not-allowed') return new Failure(`${what} has ${detail}`, { cause: { kind: 'not-allowed', who: what, what: detail } })
  if (fault === 'interrupted') return interrupted()
  return new Failure(words, unknownAuthority === true ? { cause: { kind: 'untrusted-server' } } : {})
}

/** Returns an error as a Failure; throws an internal error of offbox. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof PkiError) return new Failure(`failure: ${error.message}`)
  throw error
}

/**
 * Returns the failure of background work, after which the device continues. Internal errors of offbox are passed to `faulted`; without it
 * they are thrown.
 */
export function survivableFailure(faulted: ((error: unknown) => void) | undefined, error: unknown): Failure {
  if (faulted === undefined || error instanceof Failure || error instanceof PkiError) return toFailure(error)
  faulted(error)
  return new Failure(toBytes(`a fault of offbox: ${error instanceof Error ? error.message : String(error)}`))
}
