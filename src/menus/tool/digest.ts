// Owns answering an HTTP Digest challenge (RFC 7616).
import { createHash } from '../../crypto.ts'

/** Byte strings. */
export interface DigestCredentials {
  readonly user: string
  readonly password: string
}

/** The request, as used in the answer. */
interface Asked {
  readonly method: string
  /** Path and query, as sent. */
  readonly uri: string
  readonly body: Uint8Array
}

/** The supported algorithms of RFC 7616 section 3.3, best first, with names in lower case. */
const algorithms = new Map([
  ['sha-256-sess', 'sha256'],
  ['sha-256', 'sha256'],
  ['md5-sess', 'md5'],
  ['md5', 'md5'],
])

/**
 * Returns the value of `Authorization` for a server's `WWW-Authenticate` fields; undefined where none of them is a supported Digest
 * challenge. `cnonce`: a new random text of hex digits.
 */
export function digestAnswer(
  challenges: readonly string[],
  asked: Asked,
  { user, password }: DigestCredentials,
  cnonce: string,
): string | undefined {
  const offered = challenges.flatMap((challenge) => readChallenges(challenge))
  const rank = ({ algorithm = 'md5' }: Parameters): number => [...algorithms.keys()].indexOf(algorithm.toLowerCase())
  const best = offered.filter((one) => one.nonce !== undefined && rank(one) >= 0).sort((one, other) => rank(one) - rank(other))[0]
  if (best === undefined) return undefined
  const { realm = '', nonce = '', algorithm = 'MD5', opaque, qop } = best
  const hash = (...parts: readonly string[]): string =>
    createHash(algorithms.get(algorithm.toLowerCase()) ?? 'md5')
      .update(Buffer.from(parts.join(':'), 'latin1'))
      .digest('hex')
  const qualities = qop?.split(',').map((word) => word.trim().toLowerCase())
  const quality = qualities?.includes('auth') === true ? 'auth' : qualities?.includes('auth-int') === true ? 'auth-int' : undefined
  if (qualities !== undefined && quality === undefined) return undefined
  const secret = hash(user, realm, password)
  const first = /-sess$/i.test(algorithm) ? hash(secret, nonce, cnonce) : secret
  const { method, uri, body } = asked
  const second = quality === 'auth-int' ? hash(method, uri, hash(Buffer.from(body).toString('latin1'))) : hash(method, uri)
  const count = '00000001'
  const response = quality === undefined ? hash(first, nonce, second) : hash(first, nonce, count, cnonce, quality, second)
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
  return [
    `Digest username=${quoted(user)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, uri=${quoted(uri)}, response="${response}"`,
    `algorithm=${algorithm}`,
    ...(quality === undefined ? [] : [`qop=${quality}, nc=${count}, cnonce="${cnonce}"`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ')
}

/** Parameters of a challenge, with names in lower case. */
type Parameters = Readonly<Record<string, string | undefined>>

/** Parses the Digest challenges of one field: it may have several schemes, separated by commas (RFC 9110 section 11.6.1). */
function readChallenges(field: string): readonly Parameters[] {
  const found: Record<string, string>[] = []
  let scheme = ''
  for (const [, begins, name = '', inQuotes, plain] of field.matchAll(
    /(?:([\w-]+)[ \t]+)?([\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g,
  )) {
    if (begins !== undefined) {
      scheme = begins.toLowerCase()
      if (scheme === 'digest') found.push({})
    }
    const last = found.at(-1)
    if (scheme === 'digest' && last !== undefined) last[name.toLowerCase()] = inQuotes?.replace(/\\(.)/g, '$1') ?? plain ?? ''
  }
  return found
}
