// Owns parsing an ACME server's answers: directory, orders, authorizations, challenges, problem documents (RFC 8555 7.1, RFC 7807).
import { listOf } from '../../../../text/unknown.ts'
import type { AcmeProblem } from '../../../acme.ts'
import { stopForInvalidAnswer } from './outcome.ts'

/** The server's URLs by operation. */
export interface Directory {
  readonly newNonce: string
  readonly newAccount: string
  readonly newOrder: string
  readonly revokeCert: string
}

/** An order (RFC 8555 7.1.3). */
export interface OrderResource {
  readonly status: string
  readonly authorizations: readonly string[]
  readonly finalize: string
  readonly certificate: string | undefined
  readonly error: AcmeProblem | undefined
}

/** A challenge (RFC 8555 8). */
export interface ChallengeResource {
  readonly type: string
  readonly url: string
  readonly token: string
  readonly error: AcmeProblem | undefined
}

/** An authorization of one name (RFC 8555 7.1.4). */
export interface AuthorizationResource {
  /** Without the `*.` of a wildcard. */
  readonly name: string
  readonly wildcard: boolean
  readonly status: string
  readonly challenges: readonly ChallengeResource[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the members of a JSON object; throws an AcmeStop with `what` for any other value. */
function membersOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw stopForInvalidAnswer(`${what} is no JSON object`)
  return value
}

function text(members: Readonly<Record<string, unknown>>, name: string, what: string): string {
  const value = members[name]
  if (typeof value !== 'string') throw stopForInvalidAnswer(`${what} has no ${name}`)
  return value
}

const optional = (members: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = members[name]
  return typeof value === 'string' ? value : undefined
}

/** Parses a body as JSON; throws an AcmeStop where that fails. */
export function readJsonBody(body: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw stopForInvalidAnswer(`${what} is no JSON`)
  }
}

/** Reads a directory (RFC 8555 7.1.1). Throws an AcmeStop where a member is missing or of another type. */
export function readDirectory(value: unknown): Directory {
  const what = 'the directory of the ACME server'
  const members = membersOf(value, what)
  const url = (name: string): string => text(members, name, what)
  return { newNonce: url('newNonce'), newAccount: url('newAccount'), newOrder: url('newOrder'), revokeCert: url('revokeCert') }
}

/** Reads an order. Throws an AcmeStop where a member is missing or of another type. */
export function readOrder(value: unknown): OrderResource {
  const members = membersOf(value, 'the order')
  return {
    status: text(members, 'status', 'the order'),
    authorizations: listOf(members['authorizations']).filter((url) => typeof url === 'string'),
    finalize: text(members, 'finalize', 'the order'),
    certificate: optional(members, 'certificate'),
    error: members['error'] === undefined ? undefined : readProblem(members['error']),
  }
}

/** Reads an authorization. Throws an AcmeStop where a member is missing or of another type. */
export function readAuthorization(value: unknown): AuthorizationResource {
  const members = membersOf(value, 'the authorization')
  const identifier = membersOf(members['identifier'], 'the identifier of the authorization')
  return {
    name: text(identifier, 'value', 'the identifier of the authorization'),
    wildcard: members['wildcard'] === true,
    status: text(members, 'status', 'the authorization'),
    challenges: listOf(members['challenges']).map(readChallenge),
  }
}

function readChallenge(value: unknown): ChallengeResource {
  const members = membersOf(value, 'the challenge')
  return {
    type: text(members, 'type', 'the challenge'),
    url: text(members, 'url', 'the challenge'),
    // Challenges of other kinds may have none.
    token: optional(members, 'token') ?? '',
    error: members['error'] === undefined ? undefined : readProblem(members['error']),
  }
}

const errors = 'urn:ietf:params:acme:error:'

/** The depth to which nested problems are read: RFC 8555 (6.7.1) has one level, and a hostile server could exhaust the stack. */
const maxProblemDepth = 4

/** Reads a problem document as far as possible, without `status`, `instance`, and what is nested too deeply. */
export function readProblem(value: unknown, depth = 0): AcmeProblem {
  const members = isRecord(value) ? value : {}
  const type = optional(members, 'type') ?? 'about:blank'
  const identifier = isRecord(members['identifier']) ? optional(members['identifier'], 'value') : undefined
  return {
    type: type.startsWith(errors) ? type.slice(errors.length) : type,
    detail: optional(members, 'detail') ?? optional(members, 'title') ?? '',
    ...(identifier === undefined ? {} : { identifier }),
    subproblems: depth === maxProblemDepth ? [] : listOf(members['subproblems']).map((inner) => readProblem(inner, depth + 1)),
  }
}
