// Owns ending an ACME conversation early: an `AcmeStop` is thrown with a fault of the network or a refusal of the server.
import type { NetworkFault } from '../../../host.ts'
import type { AcmeProblem, AcmeRefusal } from '../../../acme.ts'

/** Thrown within the conversation and returned as its outcome. */
export class AcmeStop {
  readonly outcome: AcmeRefusal | NetworkFault

  constructor(outcome: AcmeRefusal | NetworkFault) {
    this.outcome = outcome
  }
}

/** Returns the stop for an answer that violates ACME. */
export const stopForInvalidAnswer = (detail: string): AcmeStop => new AcmeStop({ fault: 'malformed', detail })

/** Returns the stop for a refusal of the server. */
export const stopForRefusal = (problem: AcmeProblem, challenge?: AcmeRefusal['challenge']): AcmeStop => new AcmeStop({ problem, challenge })

/** Whether an error is the server's `urn:ietf:params:acme:error:` of that name. */
export const isProblem = (error: unknown, type: string): boolean =>
  error instanceof AcmeStop && 'problem' in error.outcome && error.outcome.problem.type === type

/** Runs a conversation; returns its result or the outcome of an `AcmeStop`. */
export async function outcomeOf<T>(conversation: () => Promise<T>): Promise<T | AcmeRefusal | NetworkFault> {
  try {
    return await conversation()
  } catch (error) {
    if (error instanceof AcmeStop) return error.outcome
    throw error
  }
}
