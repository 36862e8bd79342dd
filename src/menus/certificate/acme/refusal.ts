// Owns the messages for an ACME server that issues no certificate.
import { isFault, type NetworkFault } from '../../../host/host.ts'
import type { AcmeProblem, AcmeRefusal } from '../../../host/acme.ts'
import { toBytes } from '../../../text/bytes.ts'
import { storedLine } from '../parts/stored-line.ts'

/**
 * Returns one line with everything that the server reported. Of a device only the log's `failed to update ssl certificate` is known; a page
 * of the documentation names the problem of a failed challenge `HTTP Challenge Validation Failed`.
 */
export function refusalOf(outcome: AcmeRefusal | NetworkFault): string {
  if (isFault(outcome)) return toBytes(storedLine(outcome.detail))
  const { problem, challenge } = outcome
  const what =
    challenge === undefined
      ? 'ACME server refuses'
      : `${challenge.type === 'http-01' ? 'HTTP' : 'DNS'} challenge validation failed for ${challenge.name}`
  return toBytes(storedLine(`${what}: ${problemText(problem)}`))
}

function problemText({ type, detail, identifier, subproblems }: AcmeProblem): string {
  const prefix = identifier === undefined ? '' : `${identifier}: `
  const parts = subproblems.length === 0 ? '' : ` (${subproblems.map(problemText).join('; ')})`
  return `${prefix}${type}: ${detail}${parts}`
}
