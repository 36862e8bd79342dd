// Owns how a command fails where the outside gave no answer, and what of what was thrown is a failure.
import { Failure } from '../../diagnostic/failure.ts'
import type { Fault } from '../../host/host.ts'
import { PkiError } from '../../pki/pki-error.ts'
import { toBytes } from '../../text/bytes.ts'
import type { Router } from '../router.ts'

/**
 * The failure of a command (`/tool/fetch`, `:resolve`) with the device's words. What the user has not allowed is said in ours and counts as
 * not modelled, for a device would have gone on; an interrupt is caught by nobody.
 */
export function outsideFailure(what: string, { fault, detail }: Fault, words: string): Failure {
  if (fault === 'not-allowed') return new Failure(`${what} has ${detail}`, { notModelled: true })
  if (fault === 'interrupted') return new Failure('interrupted', { catchable: false })
  return new Failure(words)
}

/** What failed; a fault of offbox goes on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof PkiError) return new Failure(`failure: ${error.message}`)
  throw error
}

/** What failed in something that the device did by itself. Where somebody hears of faults of offbox, the device goes on after one. */
export function outlived(device: Router, error: unknown): Failure {
  const { faulted } = device
  if (faulted === undefined || error instanceof Failure || error instanceof PkiError) return failureOf(error)
  faulted(error)
  return new Failure(toBytes(`a fault of offbox: ${error instanceof Error ? error.message : String(error)}`))
}
