// Owns what ends an ACME conversation before its end: a fault of the world or a refusal of the server, thrown through the flow.
import type { NetworkFault } from '../../../host.ts'
import type { AcmeProblem, AcmeRefusal } from '../../../acme.ts'

/** Thrown inside the flow and turned into its result at the end. */
export class Stop {
  readonly outcome: AcmeRefusal | NetworkFault

  constructor(outcome: AcmeRefusal | NetworkFault) {
    this.outcome = outcome
  }
}

/** The server's answer is no ACME. */
export const odd = (detail: string): Stop => new Stop({ fault: 'malformed', detail })

/** The server says no. */
export const refused = (problem: AcmeProblem, challenge?: AcmeRefusal['challenge']): Stop => new Stop({ problem, challenge })

/** Whether it is the server's `urn:ietf:params:acme:error:` of that name. */
export const isProblem = (error: unknown, type: string): boolean =>
  error instanceof Stop && 'problem' in error.outcome && error.outcome.problem.type === type

/** What a conversation comes to. */
export async function outcomeOf<T>(conversation: () => Promise<T>): Promise<T | AcmeRefusal | NetworkFault> {
  try {
    return await conversation()
  } catch (error) {
    if (error instanceof Stop) return error.outcome
    throw error
  }
}
