// Owns turning faults of the outside, and thrown errors, into Failures.
import { Failure, interrupted } from '../../diagnostic/failure.ts'
import type { NetworkFault } from '../../host/host.ts'
import { PkiError } from '../../pki/pki-error.ts'
import { toBytes } from '../../text/bytes.ts'

/**
 * The failure of a command (`/tool/fetch`, `:resolve`) with the device's words. What the user has not allowed is said in ours and counts as
 * not modelled, for a device would have gone on; an interrupt is caught by nobody.
 */
export function outsideFailure(what: string, { fault, detail, unknownAuthority }: NetworkFault, words: string): Failure {
  if (fault === 'not-allowed') return new Failure(`${what} has ${detail}`, { cause: { kind: 'not-allowed', who: what, what: detail } })
  if (fault === 'interrupted') return interrupted()
  return new Failure(words, unknownAuthority === true ? { cause: { kind: 'untrusted-server' } } : {})
}

/** What failed; a fault of offbox goes on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof PkiError) return new Failure(`failure: ${error.message}`)
  throw error
}

/**
 * What failed in something that the device did by itself. `faulted` is told of faults of offbox, after which the device goes on; where
 * nobody
 * is told, they are thrown.
 */
export function outlived(faulted: ((error: unknown) => void) | undefined, error: unknown): Failure {
  if (faulted === undefined || error instanceof Failure || error instanceof PkiError) return failureOf(error)
  faulted(error)
  return new Failure(toBytes(`a fault of offbox: ${error instanceof Error ? error.message : String(error)}`))
}
